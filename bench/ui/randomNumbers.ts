/** A start for `randomNumbers`: any other would do as well. */
export const FIRST_STATE = 0x9e3779b9;

/** Numbers from 0 to below 1, the same in every run: two runs are to be compared. */
export function randomNumbers(start: number): () => number {
  let state = start >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
