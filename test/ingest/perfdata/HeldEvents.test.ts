import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BlockColumns } from '../../../src/ingest/BlockColumns';
import { KindTable } from '../../../src/ingest/KindTable';
import type { KindRows } from '../../../src/ingest/KindTable';
import { HeldEvents } from '../../../src/ingest/perfdata/HeldEvents';

const AT_ONCE = 1000;

function madeKind(): KindRows {
  const table = new KindTable({ storedFieldsOf: () => [], keeps: () => true });
  const plan = () => ({ fields: [], low: [], high: [], words: [], leastBytes: 0 });
  const common = { source: 0, system: 'kvm', format: undefined, ownFields: [], isUnknown: false };
  return table.add({ ...common, name: 'kvm_entry', plan });
}

/** Holds events of which only time and thread are told apart, and gives them out. */
class Holder {
  private readonly held = new HeldEvents();
  private readonly kind = madeKind();
  private readonly order = new Uint32Array(AT_ONCE);
  private readonly times = new Float64Array(AT_ONCE);
  private readonly columns = new BlockColumns(1);

  get count(): number {
    return this.held.count;
  }

  add(timeNs: number, tid: number): void {
    this.held.batch.add(timeNs, this.kind, 0, tid, 0, 0);
    this.held.added();
  }

  /** Times and threads of all events up to a time. */
  take(limitNs: number): [timeNs: number, tid: number][] {
    const all: [number, number][] = [];
    const rows = Uint16Array.from(this.order.keys());
    for (;;) {
      const count = this.held.take(limitNs, this.order, this.times);
      if (count === 0) break;
      this.held.fillAll(this.order, rows, 0, count, this.columns, 8);
      for (let row = 0; row < count; row++) {
        all.push([this.times[row]!, this.columns.tid[row]!]);
      }
      this.held.settle();
    }
    return all;
  }
}

describe('HeldEvents', () => {
  it('gives events out in order of time, of equal times the one read first', () => {
    const rounds = fc.array(
      fc.record({
        bursts: fc.array(fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 60 }), {
          maxLength: 5,
        }),
        limitNs: fc.integer({ min: -1, max: 500 }),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(rounds, (all) => {
        const holder = new Holder();
        let waiting: { timeNs: number; tid: number }[] = [];
        let tid = 0;
        for (const { bursts, limitNs } of [...all, { bursts: [], limitNs: Infinity }]) {
          for (const burst of bursts) {
            for (const timeNs of burst.toSorted((a, b) => a - b)) {
              holder.add(timeNs, ++tid);
              waiting.push({ timeNs, tid });
            }
          }
          const due = waiting.filter(({ timeNs }) => timeNs <= limitNs);
          waiting = waiting.filter(({ timeNs }) => timeNs > limitNs);
          due.sort((a, b) => a.timeNs - b.timeNs || a.tid - b.tid);
          assert.deepEqual(
            holder.take(limitNs),
            due.map(({ timeNs, tid: thread }) => [timeNs, thread]),
          );
          assert.equal(holder.count, waiting.length);
        }
      }),
    );
  });

  it('keeps the few that wait for long while millions pass', () => {
    const holder = new Holder();
    const rounds = 40;
    for (let round = 0; round < rounds; round++) {
      holder.add(1e15 + round, round);
      for (let event = 0; event < 20_000; event++) holder.add(round * 20_000 + event, 7);
      assert.equal(holder.take(1e12).length, 20_000);
    }
    assert.equal(holder.count, rounds);
    assert.deepEqual(
      holder.take(Infinity),
      Array.from({ length: rounds }, (_, round) => [1e15 + round, round]),
    );
  });
});
