import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  convertStamp,
  frequencyConverter,
  recordedConverter,
} from '../../../src/ingest/tracedat/ClockConverter';

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const conversion = fc.record({ mult: word, shift: fc.integer({ min: 0, max: 40 }) });

/** What trace-cmd computes: upper and lower word apart. */
function exactNs({ mult, shift }: { mult: number; shift: number }, stamp: bigint): bigint {
  const factor = BigInt(mult);
  const upper = (stamp >> 32n) * factor;
  const highNs = shift <= 32 ? upper << BigInt(32 - shift) : upper >> BigInt(shift - 32);
  return (((stamp & 0xffff_ffffn) * factor) >> BigInt(shift)) + highNs;
}

describe('convertStamp', () => {
  it('turns cycles into the nanoseconds that trace-cmd shows', () => {
    // From a recording with mult 827191582, shift 31 and its report.
    const stamp = { high: 38, low: Number(163_845_553_895n - (38n << 32n)) };
    const recorded = { mult: 827_191_582, shift: 31 };
    assert.equal(convertStamp(recorded, stamp), 63_111_848_630n);
  });

  it('is exact for every factor and stamp', () => {
    fc.assert(
      fc.property(conversion, word, word, (recorded, high, low) => {
        const stamp = (BigInt(high) << 32n) | BigInt(low);
        assert.equal(convertStamp(recorded, { high, low }), exactNs(recorded, stamp));
      }),
    );
  });
});

describe('recordedConverter', () => {
  it('gives the exact difference to the origin, also across the words of a stamp', () => {
    // Nanoseconds must stay within the exact range of a double, as every real trace does.
    const real = fc.record({ mult: word, shift: fc.integer({ min: 16, max: 32 }) });
    const units = fc.array(fc.integer({ min: 0, max: 2 ** 36 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        real,
        fc.integer({ min: 0, max: 0xffff }),
        word,
        units,
        (recorded, high, low, list) => {
          const convert = recordedConverter(recorded, { high, low });
          const origin = (BigInt(high) << 32n) | BigInt(low);
          for (const one of list) {
            const wanted = exactNs(recorded, origin + BigInt(one)) - exactNs(recorded, origin);
            assert.equal(convert(one), Number(wanted));
          }
        },
      ),
    );
  });
});

describe('frequencyConverter', () => {
  it('counts whole nanoseconds', () => {
    const convert = frequencyConverter(2_596_088);
    assert.equal(convert(2_596_088), 1_000_000);
    assert.equal(convert(1), 0);
    assert.equal(convert(2), 1);
  });

  it('never lets time go backwards', () => {
    const convert = frequencyConverter(3_000_000);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 50 }),
        fc.integer({ min: 0, max: 1000 }),
        (at, step) => {
          assert.ok(convert(at + step) >= convert(at));
        },
      ),
    );
  });
});
