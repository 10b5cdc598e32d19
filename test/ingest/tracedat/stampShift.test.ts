import assert from 'node:assert/strict';
import fc from 'fast-check';
import { constantShift, recordedShift } from '../../../src/ingest/tracedat/stampShift';
import type { StampShift } from '../../../src/ingest/tracedat/stampShift';
import type { TimeShiftSamples } from '../../../src/formats/tracedat/TraceOptions';

type Sample = readonly [time: number, offset: number, scaling?: number, fraction?: number];

/** Half of what a double holds, as sums on the way may be larger than their end. */
const HELD_TO_THE_UNIT = 2n ** 52n;

const samples = (...list: readonly Sample[]): TimeShiftSamples => ({
  times: list.map(([time]) => BigInt(time)),
  offsets: list.map(([, offset]) => BigInt(offset)),
  scalings: list.map(([, , scaling]) => BigInt(scaling ?? 1)),
  fractions: list.map(([, , , fraction]) => BigInt(fraction ?? 0)),
});

function shiftOf(of: TimeShiftSamples, flags = 0): StampShift {
  const shift = recordedShift({ peerTraceId: 1n, flags, byCpu: [of] }, 0, 0n);
  assert.ok(shift);
  return shift;
}

const moved = (shift: StampShift, ...stamps: readonly number[]): number[] =>
  stamps.map((stamp) => Number(shift.of(BigInt(stamp))));

describe('recordedShift', () => {
  it('adds the offset of the only sample, and takes no notice of its scaling', () => {
    assert.deepEqual(moved(shiftOf(samples([50, 1000, 3])), 0, 50, 90), [1000, 1050, 1090]);
  });

  it('takes the last sample before a stamp, but never the last of all', () => {
    const shift = shiftOf(samples([100, 10], [200, 20], [300, 30]));
    assert.deepEqual(moved(shift, 0, 100, 199, 200, 300, 900), [10, 110, 209, 220, 320, 920]);
  });

  it('interpolates between samples, and beyond them, where the recording says so', () => {
    const shift = shiftOf(samples([100, 10], [200, 20]), 1);
    assert.deepEqual(moved(shift, 100, 150, 200, 300), [110, 165, 220, 330]);
  });

  it('rounds what lies between as trace-cmd does: half up, and towards zero below it', () => {
    assert.deepEqual(moved(shiftOf(samples([0, 0], [10, 1]), 1), 4, 5), [4, 6]);
    assert.deepEqual(moved(shiftOf(samples([0, 0], [10, -1]), 1), 4, 15, 16), [4, 14, 15]);
  });

  it('scales the stamp before it adds the offset', () => {
    const shift = shiftOf(samples([0, 7, 3, 1], [9, 7, 3, 1]));
    assert.deepEqual(moved(shift, 10, 11), [22, 23]);
  });

  it('leaves the two samples of one time uninterpolated', () => {
    assert.deepEqual(moved(shiftOf(samples([5, 10], [5, 30]), 1), 7), [17]);
  });

  it('has nothing for a CPU without samples', () => {
    const shift = { peerTraceId: 1n, flags: 0, byCpu: [samples()] };
    assert.equal(recordedShift(shift, 0, 0n), undefined);
    assert.equal(recordedShift(shift, 1, 0n), undefined);
  });

  it('converts stamp after stamp to the same as one alone', () => {
    const sample = fc.record({
      gap: fc.bigInt(10n ** 7n, 10n ** 11n),
      offset: fc.bigInt(-(10n ** 9n), 10n ** 9n),
      scaling: fc.bigInt(1n, 2n ** 34n),
    });
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0n, 32n),
        fc.constantFrom(0, 1),
        fc.bigInt(0n, 2n ** 52n),
        fc.array(fc.integer({ min: 0, max: 3e10 }), { minLength: 1, maxLength: 20 }),
        (list, fraction, flags, from, units) => {
          let time = from;
          const of: TimeShiftSamples = {
            times: list.map(({ gap }) => (time += gap)),
            offsets: list.map(({ offset }) => offset),
            scalings: list.map(({ scaling }) => (fraction === 0n ? 1n : scaling)),
            fractions: list.map(() => fraction),
          };
          const shift = shiftOf(of, flags);
          const to = shift.of(from) - 1000n;
          const convert = shift.since(from, to);
          for (const since of units.sort((a, b) => a - b)) {
            const exact = shift.of(from + BigInt(since)) - to;
            // Samples may be a century apart, to either side; no double holds that to the unit.
            if (exact > HELD_TO_THE_UNIT || exact < -HELD_TO_THE_UNIT) continue;
            assert.equal(convert(since), Number(exact));
          }
        },
      ),
    );
  });
});

describe('constantShift', () => {
  it('moves every stamp by as much', () => {
    const shift = constantShift(-300n);
    assert.deepEqual(moved(shift, 1000), [700]);
    assert.equal(shift.since(1000n, 600n)(5), 105);
  });
});
