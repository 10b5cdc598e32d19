import assert from 'node:assert/strict';
import { UnreadChildren } from '../../../src/formats/dwarf/UnreadChildren';

describe('UnreadChildren', () => {
  it('are found by the row of their function, and once read are known to be', () => {
    const unread = new UnreadChildren();
    unread.push(2, 100, 140);
    unread.push(7, 200, 260);
    assert.deepEqual(
      [2, 3, 7, 8].map((row) => unread.indexOf(row)),
      [0, -1, 1, -1],
    );
    assert.deepEqual(unread.at(1), { row: 7, from: 200, to: 260 });
    unread.markRead(0);
    assert.deepEqual([unread.isRead(0), unread.isRead(1)], [true, false]);
  });

  it('count for what is kept', () => {
    const unread = new UnreadChildren();
    for (let row = 0; row < 1000; row++) unread.push(row, row * 10, row * 10 + 5);
    assert.ok(unread.bytes >= 1000 * 3 * 8, `${unread.bytes}`);
  });
});
