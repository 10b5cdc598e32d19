import assert from 'node:assert/strict';
import fc from 'fast-check';
import { EventIds } from '../../../src/formats/perfdata/EventIds';
import type { PerfEvent } from '../../../src/formats/perfdata/PerfDataFile';
import { wordsOf } from '../../../src/formats/words';
import { ByteWriter } from '../../support/ByteWriter';
import { anyU64 } from '../../support/anyU64';
import { PerfRecordWriter } from '../../support/perfData/PerfRecordWriter';

const USUAL = 0x1_0587;

function eventOf(ids: readonly bigint[], sampleType: number, littleEndian: boolean): PerfEvent {
  const out = new ByteWriter(littleEndian);
  for (const id of ids) out.u64(id);
  const attr = { type: 2, config: 1n, sampleType, readFormat: 0, sampleIdAll: true };
  return {
    attr: { ...attr, clockId: undefined, period: 1 },
    ids: wordsOf(out.finish(), littleEndian),
    name: undefined,
  };
}

/** Words of a sample and of a LOST record with an id. */
function recordsOf(
  id: number,
  sampleType: number,
  littleEndian: boolean,
): [Uint32Array, Uint32Array] {
  const place = { time: 5, hostCpu: 0, pid: 1, tid: 1, id };
  const sample = new PerfRecordWriter(littleEndian, sampleType).sample(place).finish();
  const lost = new PerfRecordWriter(littleEndian, sampleType).lost(5, 0, 1, id).finish();
  return [wordsOf(sample, littleEndian), wordsOf(lost, littleEndian)];
}

describe('EventIds', () => {
  it('tells the event of every id, and of no other', () => {
    const anyIds = fc.uniqueArray(anyU64, { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(anyIds, fc.boolean(), (ids, littleEndian) => {
        const half = ids.length >>> 1;
        const lists = [ids.slice(0, half), ids.slice(half)];
        const events = lists.map((list) => eventOf(list, USUAL, littleEndian));
        const known = new EventIds(events, littleEndian);
        const wordsWith = (id: bigint): Uint32Array =>
          wordsOf(new ByteWriter(littleEndian).u64(0).u64(id).finish(), littleEndian);
        ids.forEach((id, index) => {
          assert.equal(known.ofSample(wordsWith(id), 0), index < half ? 0 : 1);
        });
        const other = 0x1234_5678_9abcn;
        if (!ids.includes(other)) assert.equal(known.ofSample(wordsWith(other), 0), -1);
      }),
    );
  });

  it('takes an id that stands in damaged tables again and again for the first event’s', () => {
    const same = { ...eventOf([], USUAL, true), ids: new Uint32Array(1 << 21).fill(7) };
    const known = new EventIds([same, same], true);
    assert.equal(known.ofSample(Uint32Array.of(0, 0, 7, 7), 0), 0);
    assert.equal(known.ofSample(Uint32Array.of(0, 0, 8, 8), 0), -1);
  });

  for (const sampleType of [USUAL, 0x5c7, 0x247]) {
    for (const littleEndian of [true, false]) {
      it(`finds the id in samples and at the end of other records: ${sampleType.toString(16)}`, () => {
        const events = [7n, 8n].map((id) => eventOf([id], sampleType, littleEndian));
        const ids = new EventIds(events, littleEndian);
        const [sample, lost] = recordsOf(8, sampleType, littleEndian);
        assert.equal(ids.ofSample(sample, 0), 1);
        assert.equal(ids.ofTrailer(lost, lost.length), 1);
      });
    }
  }

  it('needs no id where there is one event', () => {
    const ids = new EventIds([eventOf([7n], USUAL, true)], true);
    assert.equal(ids.ofSample(recordsOf(99, USUAL, true)[0], 0), 0);
  });
});
