/**
 * For each row the column that it gets, such that no column is given twice and the sum of costs is least
 * (Hungarian method with potentials, Kuhn 1955 and Munkres 1957). `costs`: row by row, and no more rows than columns.
 */
export function cheapestAssignment(costs: readonly (readonly number[])[]): readonly number[] {
  const columns = costs[0]?.length ?? 0;
  const ofRow = new Float64Array(costs.length + 1);
  const ofColumn = new Float64Array(columns + 1);
  // Rows and columns count from 1; 0 is none.
  const rowOf = new Int32Array(columns + 1);
  for (let row = 1; row <= costs.length; row++) {
    const cameFrom = new Int32Array(columns + 1);
    const slack = new Float64Array(columns + 1).fill(Infinity);
    const isDone = new Uint8Array(columns + 1);
    rowOf[0] = row;
    let column = 0;
    do {
      isDone[column] = 1;
      const current = rowOf[column]!;
      let least = Infinity;
      let next = 0;
      for (let other = 1; other <= columns; other++) {
        if (isDone[other] === 1) continue;
        const reduced = costs[current - 1]![other - 1]! - ofRow[current]! - ofColumn[other]!;
        if (reduced < slack[other]!) {
          slack[other] = reduced;
          cameFrom[other] = column;
        }
        if (slack[other]! < least) {
          least = slack[other]!;
          next = other;
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (isDone[other] === 1) {
          ofRow[rowOf[other]!]! += least;
          ofColumn[other]! -= least;
        } else slack[other]! -= least;
      }
      column = next;
    } while (rowOf[column] !== 0);
    for (; column !== 0; column = cameFrom[column]!) rowOf[column] = rowOf[cameFrom[column]!]!;
  }
  const assigned = new Array<number>(costs.length).fill(-1);
  rowOf.forEach((row, column) => {
    if (row > 0 && column > 0) assigned[row - 1] = column - 1;
  });
  return assigned;
}
