import fc from 'fast-check';
import type { Note } from '../../src/protocol/notes';

/** Few ids and times, so that notes of two lists meet. */
const anyNote: fc.Arbitrary<Note> = fc
  .record({
    id: fc.constantFrom('a', 'b', 'c', 'd', '__proto__'),
    fromNs: fc.integer({ min: -5, max: 5 }),
    lengthNs: fc.nat(3),
    lane: fc.constantFrom(null, 'vm0/vcpu1/state', 'cpu3'),
    text: fc.oneof(fc.constantFrom('', 'slow', 'two\nlines'), fc.string()),
  })
  .map(({ lengthNs, ...note }) => ({ ...note, toNs: note.fromNs + lengthNs }));

/** Notes as one file holds them. */
export const anyNotes: fc.Arbitrary<readonly Note[]> = fc.uniqueArray(anyNote, {
  selector: ({ id }) => id,
});

/** Notes without regard to their order. */
export function byId(notes: readonly Note[]): readonly Note[] {
  return [...notes].sort((a, b) => (a.id < b.id ? -1 : 1));
}
