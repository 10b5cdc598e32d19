import type { EventBlock } from '../../events/EventTable';

/** Whether the event at a place of a block matches. Called for every row: no string, no object within. */
export type RowTest = (block: EventBlock, at: number) => boolean;

/** What a term says about all events of one kind: all match, none does, or it depends on the row. */
export type KindTest = boolean | RowTest;

export function negatedTest(test: KindTest): KindTest {
  return typeof test === 'boolean' ? !test : (block, at) => !test(block, at);
}

/** All tests must hold; decided for the whole kind where that is possible. */
export function allOf(tests: readonly KindTest[]): KindTest {
  if (tests.includes(false)) return false;
  const rowTests = tests.filter((test) => typeof test !== 'boolean');
  const [first, second] = rowTests;
  if (first === undefined) return true;
  if (second === undefined) return first;
  if (rowTests.length === 2) return (block, at) => first(block, at) && second(block, at);
  return (block, at) => rowTests.every((test) => test(block, at));
}
