/**
 * What was passed of each category of a list within one column, taken out by the categories of the
 * lane: ascending, those of which there is something.
 */
export class LocalCategories {
  /** Of the column taken last: how many, which, and how much of each. */
  count = 0;
  readonly category: Uint8Array;
  readonly amount: Float64Array;
  /** Local numbers by the lane's category, and that category of each. */
  private readonly locals: Uint8Array;
  private readonly indices: Uint8Array;

  constructor(ids: readonly number[], indexOf: (category: number) => number) {
    const indices = ids.map(indexOf);
    const order = indices.map((_, local) => local).sort((a, b) => indices[a]! - indices[b]!);
    this.locals = Uint8Array.from(order);
    this.indices = Uint8Array.from(order, (local) => indices[local]!);
    this.category = new Uint8Array(ids.length);
    this.amount = new Float64Array(ids.length);
  }

  /** Takes what is above `least`, and leaves nothing. `passed`: by local number. */
  take(passed: Float64Array, least: number): void {
    const { locals, indices, category, amount } = this;
    let count = 0;
    for (let at = 0; at < locals.length; at++) {
      const local = locals[at]!;
      const passedHere = passed[local]!;
      passed[local] = 0;
      if (!(passedHere > least)) continue;
      const index = indices[at]!;
      if (count > 0 && category[count - 1] === index) amount[count - 1]! += passedHere;
      else {
        category[count] = index;
        amount[count++] = passedHere;
      }
    }
    this.count = count;
  }
}
