import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeNotes } from '../../src/notes/mergeNotes';
import type { KeptNote } from '../../src/notes/NotesContent';
import type { Note } from '../../src/protocol/notes';
import { anyNotes, byId } from './anyNotes';

const note = (id: string, text = ''): Note => ({ id, fromNs: 1, toNs: 1, lane: null, text });
const kept = (notes: readonly Note[]): readonly KeptNote[] =>
  notes.map((of) => ({ note: of, members: { kept: of.id } }));

describe('mergeNotes', () => {
  it('keeps what both sides added', () => {
    assert.deepEqual(merged([], [note('a')], [note('b')]), [note('a'), note('b')]);
  });

  it('lets our change win over theirs of the same note', () => {
    const ours = [note('a', 'ours'), note('b')];
    const theirs = [note('a', 'theirs'), note('b', 'theirs')];

    assert.deepEqual(merged([note('a'), note('b')], ours, theirs), [
      note('a', 'ours'),
      note('b', 'theirs'),
    ]);
  });

  it('deletes what either side deleted, unless we changed it', () => {
    const base = [note('a'), note('b'), note('c')];

    assert.deepEqual(merged(base, [note('b'), note('c', 'new')], [note('a')]), [note('c', 'new')]);
  });

  it('gives our notes where nobody else wrote, and theirs where we did not', () => {
    fc.assert(
      fc.property(anyNotes, anyNotes, (one, other) => {
        assert.deepEqual(merged(one, other, one), byId(other));
        assert.deepEqual(merged(one, one, other), byId(other));
        assert.deepEqual(merged(one, other, other), byId(other));
      }),
    );
  });

  it('loses no note that is new on either side, and none twice', () => {
    fc.assert(
      fc.property(anyNotes, anyNotes, anyNotes, (base, ours, theirs) => {
        const ids = merged(base, ours, theirs).map(({ id }) => id);
        assert.equal(new Set(ids).size, ids.length);
        for (const { id } of [...ours, ...theirs]) {
          if (base.every((before) => before.id !== id)) assert.ok(ids.includes(id));
        }
      }),
    );
  });

  it('keeps what other versions wrote beside our change', () => {
    const [changed] = mergeNotes({
      base: [note('a')],
      ours: [note('a', 'ours')],
      theirs: kept([note('a')]),
    });

    assert.deepEqual(changed, { note: note('a', 'ours'), members: { kept: 'a' } });
  });
});

function merged(
  base: readonly Note[],
  ours: readonly Note[],
  theirs: readonly Note[],
): readonly Note[] {
  return byId(mergeNotes({ base, ours, theirs: kept(theirs) }).map((of) => of.note));
}
