import assert from 'node:assert/strict';
import fc from 'fast-check';
import { GuestLane } from '../../../src/analyses/guestClock/GuestLane';
import type { LostBetween } from '../../../src/analyses/guestClock/GuestLane';

const nothingLost: LostBetween = () => false;

/** Guest mode from `from` to `to`, again and again; guest events at some times. */
function lane(
  spans: readonly (readonly [from: number, to: number])[],
  events: readonly number[],
  lost: LostBetween = nothingLost,
): GuestLane {
  const made = new GuestLane(1, 0, 0);
  for (const [from, to] of spans) {
    made.entry(from);
    made.exit(to);
  }
  for (const timeNs of events) made.guestEvent(timeNs);
  made.settle(lost);
  made.finish(spans.at(-1)?.[1] ?? 0, lost);
  return made;
}

const spans = [
  [1_000_000, 1_100_000],
  [1_300_000, 1_400_000],
  [1_600_000, 1_700_000],
] as const;

describe('GuestLane', () => {
  it('counts events outside of guest mode, its ends belonging to it', () => {
    const { events, outside } = lane(spans, [1_000_000, 1_100_000, 1_100_001, 1_350_000]);
    assert.deepEqual([events, outside], [4, 1]);
  });

  it('says nothing of what lies before the first or after the last event of the host thread', () => {
    assert.equal(lane(spans, [999_999, 1_700_001]).events, 0);
  });

  it('knows how far the clock could move before an event got out', () => {
    const { slack } = lane(spans, [1_030_000, 1_380_000]);
    assert.deepEqual(slack, { fromNs: -30_000, toNs: 20_000 });
  });

  it('finds by how much the clock has to move', () => {
    const { outside, fit, drift } = lane(spans, [1_110_000, 1_150_000, 1_410_000, 1_450_000]);
    assert.equal(outside, 4);
    const best = fit.best()!;
    assert.equal(best.left, 0);
    // To about 1 µs: -50 µs to -10 µs.
    assert.ok(Math.abs(best.fromNs + 110_000) < 2000, String(best.fromNs));
    assert.ok(Math.abs(best.toNs + 50_000) < 2000, String(best.toNs));
    assert.ok(drift!.toNs <= -50_000);
  });

  it('does not judge where the host lost what would tell', () => {
    const { outside, untold } = lane(spans, [1_200_000, 1_500_000], (from) => from === 1_100_000);
    assert.deepEqual([outside, untold], [1, 1]);
  });

  it('takes an exit without an entry for one after an entry below the tracepoint', () => {
    const made = new GuestLane(1, 0, 0);
    made.entry(100);
    made.exit(200);
    made.exit(300);
    made.guestEvent(250);
    made.finish(300, nothingLost);
    assert.deepEqual([made.events, made.outside], [1, 0]);
  });

  it('takes the thread to stay in guest mode to the end of the host’s recording', () => {
    const made = new GuestLane(1, 0, 0);
    made.entry(100);
    made.guestEvent(900);
    made.finish(1000, nothingLost);
    assert.deepEqual([made.events, made.outside], [1, 0]);
  });

  it('judges the same whenever it is asked to', () => {
    const gap = fc.integer({ min: 1, max: 3_000_000 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(gap, gap), { minLength: 1, maxLength: 30 }),
        fc.array(fc.integer({ min: 0, max: 90_000_000 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        (gaps, times, every) => {
          let timeNs = 0;
          const all = gaps.map(([out, inside]) => {
            const from = (timeNs += out);
            return [from, (timeNs += inside)] as const;
          });
          const events = times.sort((a, b) => a - b);
          const made = new GuestLane(1, 0, 0);
          const left = [...events];
          const before = (untilNs: number): void => {
            while (left.length > 0 && left[0]! <= untilNs) made.guestEvent(left.shift()!);
          };
          all.forEach(([from, to], index) => {
            before(from);
            made.entry(from);
            before(to);
            made.exit(to);
            if (index % every === 0) made.settle(nothingLost);
          });
          before(Infinity);
          made.finish(timeNs, nothingLost);
          const judged = events.filter((event) => event >= all[0]![0] && event <= timeNs);
          const isInside = (event: number): boolean =>
            all.some(([from, to]) => from <= event && event <= to);
          assert.equal(made.events, judged.length);
          assert.equal(made.outside, judged.filter((event) => !isInside(event)).length);
        },
      ),
    );
  });
});
