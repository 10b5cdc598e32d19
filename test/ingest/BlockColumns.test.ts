import assert from 'node:assert/strict';
import { BlockColumns } from '../../src/ingest/BlockColumns';

describe('BlockColumns', () => {
  it('takes in streams that are found while a block is built', () => {
    const columns = new BlockColumns(1);
    columns.placeBase[0] = 64;
    columns.makeRoom(3);
    assert.deepEqual([...columns.placeBase], [64, NaN, NaN]);
    columns.makeRoom(2);
    assert.equal(columns.placeBase.length, 3);
  });
});
