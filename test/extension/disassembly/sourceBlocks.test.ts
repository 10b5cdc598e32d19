import assert from 'node:assert/strict';
import { headOf, sourceBlocks } from '../../../src/extension/disassembly/sourceBlocks';
import { cannedListing, halt, idle, line, listingOf } from './cannedListing';

describe('the blocks of a disassembly', () => {
  const { lines, text } = cannedListing().disassembly;
  const texts = text.split('\n');

  it('are its head, and from each source line to its last instruction', () => {
    assert.deepEqual(headOf(lines), { start: 0, end: 1 });
    assert.deepEqual(sourceBlocks(lines, texts), [
      { start: 3, end: 4, frames: [idle] },
      { start: 6, end: 9, frames: [halt, idle] },
      { start: 11, end: 13, frames: [idle] },
    ]);
  });

  it('are none without debug information', () => {
    const bare = listingOf([line('a'), line('b')]).disassembly;

    assert.equal(headOf(bare.lines), undefined);
    assert.deepEqual(sourceBlocks(bare.lines, ['a', 'b', '']), []);
  });
});
