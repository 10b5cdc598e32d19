import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BlockColumns } from '../../src/ingest/BlockColumns';
import { KindTable } from '../../src/ingest/KindTable';
import { SortedBatches } from '../../src/ingest/SortedBatches';

const kinds = new KindTable({ storedFieldsOf: () => [], keeps: () => true });
const plan = { fields: [], low: [], high: [], words: [], leastBytes: 0 };
const rows = kinds.add({
  source: 0,
  system: '',
  name: 'row',
  format: undefined,
  ownFields: [],
  isUnknown: false,
  plan: () => plan,
});

/** Times and thread ids in the order they are given; the thread id is the number of the row. */
function given(stretches: readonly (readonly number[])[]): { time: number; tid: number }[] {
  const sorted = new SortedBatches();
  const columns = new BlockColumns(1);
  const all: { time: number; tid: number }[] = [];
  let tid = 0;
  for (const stretch of [...stretches, []]) {
    const into = sorted.begin();
    for (const timeNs of stretch) into.add(timeNs, rows, 0, tid++, 0, tid);
    sorted.give();
    for (let event = 0; event < sorted.count; event++) {
      sorted.fill(event, columns, 0, 1);
      all.push({ time: columns.time[0]!, tid: columns.tid[0]! });
    }
  }
  return all;
}

const times = fc.array(fc.nat(1000), { maxLength: 40 });

describe('SortedBatches', () => {
  it('gives every event once', () => {
    fc.assert(
      fc.property(fc.array(times), (stretches) => {
        const tids = given(stretches).map(({ tid }) => tid);
        assert.deepEqual(
          tids.sort((a, b) => a - b),
          stretches.flat().map((_, tid) => tid),
        );
      }),
    );
  });

  it('puts rows into order that are out of it by less than a stretch', () => {
    const stretched = fc.array(fc.array(fc.nat(99), { minLength: 1, maxLength: 30 }));
    fc.assert(
      fc.property(stretched, (stretches) => {
        // Each stretch reaches into the time of its neighbours, and no further.
        const all = given(stretches.map((stretch, at) => stretch.map((time) => at * 50 + time)));
        const sorted = all.toSorted((a, b) => a.time - b.time || a.tid - b.tid);
        assert.deepEqual(all, sorted);
      }),
    );
  });

  it('leaves equal times in the order of the rows', () => {
    assert.deepEqual(
      given([[5, 5, 4], [5]]).map(({ tid }) => tid),
      [2, 0, 1, 3],
    );
  });
});
