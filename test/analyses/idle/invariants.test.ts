import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { wakeSteps } from '../../../src/queries/idle/wakeSteps';
import { anyEventsOfTrace } from '../../support/idle/randomEvents';
import { traceOfEvents } from '../../support/idle/vectorTrace';

/** Each writes and reads a whole recording. */
const RUNS = { numRuns: 25 };
const THREADS = ['T0', 'T1', 'Q0'];

describe('what is told of any order of events', function () {
  this.timeout(20_000);
  let decompressor: Decompressor;

  before(async () => {
    decompressor = await nodeDecompressor();
  });

  it("fills a thread's time with states that follow each other without gaps", () => {
    fc.assert(
      fc.property(anyEventsOfTrace, (events) => {
        const trace = traceOfEvents(events, decompressor);
        for (const thread of THREADS) {
          let endNs = 0;
          for (const { fromNs, toNs } of trace.stretches(thread)) {
            assert.equal(fromNs, endNs);
            assert.ok(toNs > fromNs);
            endNs = toNs;
          }
          const isKnown = trace.stretches(thread).length > 0;
          assert.equal(endNs, isKnown ? trace.durationNs : 0);
        }
      }),
      RUNS,
    );
  });

  it("gives all of a thread's time to the vCPUs that it ran", () => {
    fc.assert(
      fc.property(anyEventsOfTrace, (events) => {
        const trace = traceOfEvents(events, decompressor);
        const { ledgers } = trace.passes.states;
        const told = ledgers.flatMap((ledger) => [...(ledger?.totalsNs ?? [])]);
        assert.ok(told.every((ns) => ns >= 0));
        const { bindings } = trace.passes.directory;
        const threads = new Set(bindings.all.map(({ tid }) => tid));
        const stretches = [...trace.stretchesOf].filter(([tid]) => threads.has(tid));
        const lengths = stretches.flatMap(([, list]) => list.map((of) => of.toNs - of.fromNs));
        assert.equal(sum(told), sum(lengths));
      }),
      RUNS,
    );
  });

  it('never has a vCPU idle twice at a time, nor end before it began', () => {
    fc.assert(
      fc.property(anyEventsOfTrace, (events) => {
        const trace = traceOfEvents(events, decompressor);
        const endsNs = new Map<number, number>();
        for (const { binding, startNs, endNs } of trace.table.walk()) {
          const beforeNs = endsNs.get(binding) ?? 0;
          assert.ok(startNs >= beforeNs, `starts at ${startNs}, before ${beforeNs}`);
          assert.ok(endNs < 0 || endNs >= startNs);
          assert.ok(endNs <= trace.durationNs);
          endsNs.set(binding, Math.max(beforeNs, endNs));
        }
      }),
      RUNS,
    );
  });

  it('dates the steps of a wake by events of that time', () => {
    fc.assert(
      fc.property(anyEventsOfTrace, (events) => {
        const trace = traceOfEvents(events, decompressor);
        const firstNs = events[0]!.time;
        for (const period of trace.table.walk()) {
          for (const { timeNs, event: name } of wakeSteps(period)) {
            const isThere = events.some(
              ({ time, event }) => event === name && time - firstNs === timeNs,
            );
            assert.ok(name === '' || isThere, `no ${name} at ${timeNs}`);
          }
        }
      }),
      RUNS,
    );
  });

  it('never counts more poll and wait than a period that began in the trace lasted', () => {
    fc.assert(
      fc.property(anyEventsOfTrace, (events) => {
        const trace = traceOfEvents(events, decompressor);
        for (const { startNs, endNs, isCut, pollNs, waitNs } of trace.table.walk()) {
          assert.ok(pollNs >= -1 && waitNs >= -1);
          if (endNs < 0 || isCut) continue;
          const lengthNs = endNs - startNs;
          assert.ok(Math.max(0, pollNs) + Math.max(0, waitNs) <= lengthNs, `at ${startNs}`);
        }
      }),
      RUNS,
    );
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
