import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ColumnSlabs } from '../../src/events/ColumnMemory';

const shapes = ['uint8', 'uint16', 'uint32', 'int32', 'float64'] as const;

describe('ColumnSlabs', () => {
  it('gives columns that never share a byte', () => {
    const anyColumn = fc.tuple(fc.constantFrom(...shapes), fc.integer({ min: 0, max: 40_000 }));
    fc.assert(
      fc.property(fc.array(anyColumn, { maxLength: 40 }), (wanted) => {
        const memory = new ColumnSlabs('kept');
        const columns = wanted.map(([shape, length]) => memory[shape](length));
        columns.forEach((column, index) => column.fill(index + 1));
        columns.forEach((column, index) => {
          assert.equal(column.length, wanted[index]![1]);
          assert.ok(column.every((value) => value === index + 1));
        });
      }),
    );
  });

  it('cuts many columns out of few allocations', () => {
    const memory = new ColumnSlabs('kept');
    const buffers = new Set<ArrayBufferLike>();
    for (let block = 0; block < 1000; block++) buffers.add(memory.uint32(1024).buffer);
    assert.ok(buffers.size <= 3, `${buffers.size} allocations`);
  });

  it('uses the room of a finished block again, where blocks do not stay', () => {
    const memory = new ColumnSlabs('reused');
    const first = memory.uint32(1024);
    memory.endBlock();
    const second = memory.uint8(4096);
    assert.equal(second.buffer, first.buffer);
    assert.equal(second.byteOffset, first.byteOffset);
  });

  it('has room for a column larger than a slab', () => {
    assert.equal(new ColumnSlabs('kept').uint8(100 << 20).length, 100 << 20);
  });
});
