import assert from 'node:assert/strict';
import { NO_DETAIL } from '../../src/events/EventTable';
import { BlockColumns } from '../../src/ingest/BlockColumns';
import type { KindPlan } from '../../src/ingest/kindPlan';
import { KindTable } from '../../src/ingest/KindTable';
import { NO_KEPT_WORDS, PackedBatch } from '../../src/ingest/PackedBatch';

const table = new KindTable({ storedFieldsOf: () => [], keeps: () => true });
const kindOf = (name: string, wordCount: number) => {
  const words = Array.from({ length: wordCount }, (_, word) => word);
  const plan: KindPlan = { fields: [], low: [], high: [], words, leastBytes: 0 };
  const common = { source: 0, system: 'kvm', format: undefined, ownFields: [], isUnknown: false };
  return table.add({ ...common, name, plan: () => plan });
};

describe('PackedBatch', () => {
  it('gives every event back at its row, with its words and its place', () => {
    const batch = new PackedBatch();
    const wide = kindOf('wide', 3);
    const bare = kindOf('bare', 0);
    const count = 5000; // Grows more than once.
    for (let index = 0; index < count; index++) {
      const at = batch.add(index * 10, index % 2 ? bare : wide, index % 3, index, 1, index * 8);
      if (index % 2 === 0) batch.words.set([index, index + 1, index + 2], at);
    }
    const columns = new BlockColumns(3);
    const rows = [4999, 4998, 7, 12];
    rows.forEach((event, row) => {
      batch.fill(event, columns, row, 8);
    });
    assert.deepEqual([...columns.time.subarray(0, 4)], [49_990, 49_980, 70, 120]);
    assert.deepEqual([...columns.tid.subarray(0, 4)], rows);
    assert.deepEqual([...columns.detail.subarray(0, 4)], [NO_DETAIL, 0, NO_DETAIL, 1]);
    assert.deepEqual([...wide.kept.subarray(0, 6)], [4998, 4999, 5000, 12, 13, 14]);
    const positions = rows.map(
      (_, row) => columns.placeBase[columns.stream[row]!]! + columns.place[row]! * 8,
    );
    assert.deepEqual(
      positions,
      rows.map((event) => event * 8),
    );
  });

  it('gives an event whose record held no words a row without any', () => {
    const batch = new PackedBatch();
    batch.add(1, kindOf('cut', 2), 0, 7, NO_KEPT_WORDS | 0x10, 0);
    const columns = new BlockColumns(1);
    batch.fill(0, columns, 0, 8);
    assert.equal(columns.detail[0], NO_DETAIL);
    assert.equal(columns.flags[0], 0x10);
  });

  it('takes events over from another batch, with their words', () => {
    const [from, batch] = [new PackedBatch(), new PackedBatch()];
    const kind = kindOf('moved', 2);
    for (const tid of [7, 8])
      from.words.set([tid, 100 + tid], from.add(tid * 10, kind, 0, tid, 1, tid));
    batch.copy(from, 1);
    const columns = new BlockColumns(1);
    batch.fill(0, columns, 0, 1);
    assert.deepEqual([columns.time[0], columns.tid[0], columns.placeBase[0]], [80, 8, 8]);
    assert.deepEqual([...kind.kept.subarray(0, 2)], [8, 108]);
  });

  it('is empty again after it was cleared', () => {
    const batch = new PackedBatch();
    const kind = kindOf('again', 2);
    const first = batch.add(1, kind, 0, 7, 0, 0);
    batch.clear();
    assert.equal(batch.count, 0);
    assert.equal(batch.add(2, kind, 0, 8, 0, 64), first);
    assert.equal(batch.time[0], 2);
  });
});
