import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import type { Decompressor } from '../../../src/formats/ByteSource';
import { eventClasses, knownTraces } from '../../support/idle/episodes';
import type { KnownTrace } from '../../support/idle/episodes';
import { tidOf } from '../../support/idle/vectorEvents';
import { traceOfEvents } from '../../support/idle/vectorTrace';
import type { ToldPeriod } from '../../support/idle/vectorTrace';

/** Each writes and reads a whole recording. */
const RUNS = { numRuns: 30 };

describe('what is told of a recording that lacks events', function () {
  this.timeout(20_000);
  let decompressor: Decompressor;

  before(async () => {
    decompressor = await nodeDecompressor();
  });

  const told = ({ events }: KnownTrace, lacking: readonly string[] = []): readonly ToldPeriod[] => {
    const recorded = events.filter(({ event }) => !lacking.includes(event));
    if (recorded.length === 0) return [];
    // Times of a trace count from its first event, which may lack.
    const startUs = Math.min(...recorded.map(({ time }) => time)) / 1000;
    return traceOfEvents(recorded, decompressor).periods.map((period) => ({
      ...period,
      from: period.from + startUs,
      to: period.to === null ? null : period.to + startUs,
    }));
  };

  it('is every halt and what ended it where nothing lacks', () => {
    fc.assert(
      fc.property(knownTraces, (known) => {
        const found = told(known).map(({ vcpu, to, cause, sender }) => ({
          vcpu,
          to,
          cause,
          sender,
        }));
        const wanted = known.halts.map(({ vcpu, toUs, cause, sender }) => ({
          vcpu,
          to: toUs,
          cause,
          sender,
        }));
        const inOrder = (list: typeof found): typeof found =>
          [...list].sort((a, b) => a.vcpu - b.vcpu || a.to! - b.to!);
        assert.deepEqual(inOrder(found), inOrder(wanted));
      }),
      RUNS,
    );
  });

  for (const event of eventClasses) {
    it(`is nothing else with certainty without ${event}`, () => {
      fc.assert(
        fc.property(knownTraces, (known) => {
          assertNotWrong(told(known, [event]), known, told(known));
        }),
        { numRuns: 8 },
      );
    });
  }

  it('is nothing else with certainty without several events', () => {
    const lacking = fc.subarray([...eventClasses], { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(knownTraces, lacking, (known, events) => {
        assertNotWrong(told(known, events), known, told(known));
      }),
      RUNS,
    );
  });
});

/** What is certain is true: of a cause what happened, of a strategy what all events together tell. */
function assertNotWrong(
  found: readonly ToldPeriod[],
  { halts }: KnownTrace,
  whole: readonly ToldPeriod[],
): void {
  for (const { tid, to, strategy, confidence, cause, causeConfidence, sender } of found) {
    if (to === null) continue;
    // Without exits and entries threads are numbered as they come: by its thread a halt is found again.
    const vcpu = tid - tidOf('T0');
    const halt = halts.find((of) => of.vcpu === vcpu && of.fromUs <= to && to <= of.toUs);
    if (causeConfidence === 'certain') {
      assert.equal(cause, halt?.cause);
      assert.ok(sender === null || sender === halt?.sender);
    }
    if (confidence !== 'certain') continue;
    const same = whole.find((of) => of.tid === tid && of.to === halt?.toUs);
    assert.equal(strategy, same?.strategy);
  }
}
