import assert from 'node:assert/strict';
import type { Note } from '../../../../../src/protocol/notes';
import {
  byTime,
  notesWith,
  whenText,
} from '../../../../../webview/panels/timeline/notes/noteTexts';

const note = (members: Partial<Note>): Note => ({
  ...{ id: 'a', fromNs: 1_500_000_000, toNs: 1_500_000_000, lane: null, text: '' },
  ...members,
});

describe('whenText', () => {
  it('is a moment, or where a stretch begins and how long it is', () => {
    assert.equal(whenText(note({}), 'ns'), '1.500\u202f000\u202f000');
    assert.equal(
      whenText(note({ toNs: 1_512_000_000 }), 'ns'),
      '1.500\u202f000\u202f000 + 12.00 ms',
    );
    assert.equal(whenText(note({ fromNs: 12_345 }), 'cycles').slice(0, 8), '12,345 +');
  });
});

describe('byTime', () => {
  it('puts the earlier first, and of two at once the shorter', () => {
    const notes = [note({ id: 'c', toNs: 2e9 }), note({ id: 'b' }), note({ id: 'a', fromNs: 1 })];

    assert.deepEqual(
      byTime(notes).map(({ id }) => id),
      ['a', 'b', 'c'],
    );
  });
});

describe('notesWith', () => {
  const notes = [
    note({ id: 'a', text: 'Late wake of the timer' }),
    note({ id: 'b', text: 'late', lane: 'vm0/vcpu1/state' }),
  ];
  const idsWith = (words: string): readonly string[] =>
    notesWith(notes, words, () => 'vCPU 1 of VM 0').map(({ id }) => id);

  it('finds all words, wherever they stand and however they are spelt', () => {
    assert.deepEqual(idsWith(''), ['a', 'b']);
    assert.deepEqual(idsWith('LATE'), ['a', 'b']);
    assert.deepEqual(idsWith('timer  late'), ['a']);
    assert.deepEqual(idsWith('vcpu'), ['b']);
    assert.deepEqual(idsWith('never'), []);
  });
});
