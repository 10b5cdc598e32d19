import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Accepts } from '../../../src/analyses/idle/Accepts';
import { IdleLane } from '../../../src/analyses/idle/IdleLane';
import { tickShare } from '../../../src/queries/idle/tickShare';
import { defaultParameters } from '../../../src/vcpu/AnalysisParameters';

const MS = 1e6;
const IDLE_PLACE = 3;
/** Its multiples fall everywhere between whole numbers. */
const GOLDEN = 0.618_033_988_749_895;

interface Guest {
  /** Its timer's mean period, and how long it is busy after each interrupt of it. */
  readonly wakeNs: number;
  readonly busyNs: number;
  readonly tickNs: number;
  readonly firstTickNs: number;
  /** The timer comes as much as half a period early or late. */
  readonly isJittered?: boolean;
  /** Whether the guest's timer comes by an exit like a tick's. */
  readonly timerExits: boolean;
}

/** 20 s of a guest that a timer wakes, as the host's ticks find it. */
function laneOf(guest: Guest): IdleLane {
  const { wakeNs, busyNs, tickNs, firstTickNs, timerExits, isJittered = false } = guest;
  const lane = new IdleLane(0, new Accepts(), { ...defaultParameters, clockSlackNs: 0 });
  const { ticks, wakeAges } = lane;
  const endNs = 20e9;
  let nextTickNs = firstTickNs;
  let wakes = 0;
  let wokenNs = 0;
  while (wokenNs < endNs) {
    const early = isJittered ? 0.5 - ((wakes++ * GOLDEN) % 1) : 0;
    const untilNs = wokenNs + wakeNs * (1 - early);
    if (timerExits && wokenNs > 0) ticks.add(wokenNs, IDLE_PLACE, wakeAges.binAt(wokenNs), true);
    wakeAges.interrupted(wokenNs);
    for (; nextTickNs < untilNs; nextTickNs += tickNs) {
      const place = nextTickNs - wokenNs < busyNs ? 0 : IDLE_PLACE;
      ticks.add(nextTickNs, place, wakeAges.binAt(nextTickNs), false);
    }
    wokenNs = untilNs;
  }
  wakeAges.lose(endNs);
  return lane;
}

const usual: Guest = {
  wakeNs: 5.3 * MS,
  busyNs: 1 * MS,
  tickNs: 4 * MS,
  firstTickNs: 0.4 * MS,
  timerExits: false,
};

describe('tickShare', () => {
  const places = new Set([IDLE_PLACE]);

  it('finds the share of a guest whose timers the ticks do not keep step with, closely', () => {
    const found = tickShare(laneOf(usual), places)!;
    const truth = 1 - 1 / 5.3;
    assert.ok(found.low <= truth && truth <= found.high);
    assert.ok(found.high - found.low < 0.06, `${found.low} to ${found.high}`);
  });

  it('leaves wide open what ticks never see that keep step with the guest', () => {
    // Every tick finds it 3.5 ms after its timer, and idle.
    const inStep = { ...usual, wakeNs: 4 * MS, firstTickNs: 3.5 * MS };
    const { low, high } = tickShare(laneOf(inStep), places)!;
    assert.ok(low < 0.75 && high === 1);
    assert.ok(high - low > 0.5);
  });

  it('takes no timers of the guest for ticks, since the guest waits for them', () => {
    const found = tickShare(laneOf({ ...usual, busyNs: 4 * MS, timerExits: true }), places)!;
    const truth = 1 - 4 / 5.3;
    assert.ok(found.low <= truth && truth <= found.high, `${found.low} to ${found.high}`);
  });

  it('holds the true share of guests that no tick keeps step with', () => {
    fc.assert(
      fc.property(
        fc.record({
          wakeNs: fc.double({ min: 2 * MS, max: 40 * MS, noNaN: true }),
          busyNs: fc.double({ min: 0.1 * MS, max: 0.9 * MS, noNaN: true }),
          tickNs: fc.constantFrom(1 * MS, 4 * MS, 10 * MS),
          firstTickNs: fc.double({ min: 0, max: 1 * MS, noNaN: true }),
          timerExits: fc.boolean(),
          isJittered: fc.constant(true),
        }),
        (guest) => {
          const found = tickShare(laneOf(guest), places)!;
          const truth = 1 - guest.busyNs / guest.wakeNs;
          // Half an octave of ages is one bin: a busy end within it is told to its width.
          assert.ok(found.low - 0.05 <= truth && truth <= found.high + 0.05);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('says nothing of few ticks', () => {
    assert.equal(tickShare(laneOf({ ...usual, tickNs: 200 * MS }), places), undefined);
  });
});
