import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  exactDuration,
  formatDuration,
  formatInstant,
  formatSpan,
} from '../../../webview/format/time';

describe('formatDuration', () => {
  it('chooses the unit by the size of the time', () => {
    assert.equal(formatDuration(0, 'ns'), '0 ns');
    assert.equal(formatDuration(294, 'ns'), '294 ns');
    assert.equal(formatDuration(1_402, 'ns'), '1.402 µs');
    assert.equal(formatDuration(29_312.4, 'ns'), '29.31 µs');
    assert.equal(formatDuration(724_900_000, 'ns'), '724.9 ms');
    assert.equal(formatDuration(45_800_000_000, 'ns'), '45.80 s');
  });

  it('takes the next unit where rounding carries into it', () => {
    assert.equal(formatDuration(999_949, 'ns'), '999.9 µs');
    assert.equal(formatDuration(999_950, 'ns'), '1.000 ms');
    assert.equal(formatDuration(9_999_500, 'ns'), '10.00 ms');
  });

  it('keeps a tenth of a nanosecond of a mean', () => {
    assert.equal(formatDuration(812.64, 'ns'), '812.6 ns');
    assert.equal(formatDuration(0.25, 'ns'), '0.3 ns');
  });

  it('groups seconds beyond a thousand', () => {
    assert.equal(formatDuration(12_345.6e9, 'ns'), '12,346 s');
  });

  it('counts cycles as cycles', () => {
    assert.equal(formatDuration(29_312, 'cycles'), '29.31 kcyc');
    assert.equal(formatDuration(5, 'cycles'), '5 cyc');
  });

  it('never shows a number of 1000 or more before a unit that has a larger one', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 999.9e9, noNaN: true }), (time) => {
        const [amount, unit] = formatDuration(time, 'ns').split(' ');
        assert.ok(Number(amount) < 1000, `${amount ?? ''} ${unit ?? ''}`);
      }),
    );
  });

  it('is never further from the time than half a digit of the last place', () => {
    const sizes: Readonly<Record<string, number>> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999e9 }), (time) => {
        const [amount, unit] = formatDuration(time, 'ns').split(' ');
        const shown = Number(amount) * sizes[unit!]!;
        assert.ok(Math.abs(shown - time) <= time * 0.000_51);
      }),
    );
  });
});

describe('exactDuration', () => {
  it('gives every digit', () => {
    assert.equal(exactDuration(1_234_567, 'ns'), '1,234,567 ns');
    assert.equal(exactDuration(29_312.44, 'ns'), '29,312.4 ns');
    assert.equal(exactDuration(1_234_567, 'cycles'), '1,234,567 cycles');
  });
});

describe('formatInstant', () => {
  const plain = (text: string): string => text.replaceAll('\u202f', ' ');

  it('groups the nine digits below the second', () => {
    assert.equal(plain(formatInstant(1_234_567_890, 'ns')), '1.234 567 890');
    assert.equal(plain(formatInstant(0, 'ns')), '0.000 000 000');
    assert.equal(plain(formatInstant(61_002_114_870, 'ns')), '61.002 114 870');
  });

  it('loses no digit', () => {
    fc.assert(
      fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), (time) => {
        assert.equal(Number(formatInstant(time, 'ns').replaceAll(/\D/g, '')), time);
      }),
    );
  });

  it('counts cycles in thousands', () => {
    assert.equal(formatInstant(4_232_001, 'cycles'), '4,232,001');
  });
});

describe('formatSpan', () => {
  it('uses minutes and hours for long recordings', () => {
    assert.equal(formatSpan(115.5e9, 'ns'), '115.5 s');
    assert.equal(formatSpan(123.45e9, 'ns'), '2 min 3.5 s');
    assert.equal(formatSpan(7_325e9, 'ns'), '2 h 2 min 5 s');
  });

  it('carries a rounded second into the minute', () => {
    assert.equal(formatSpan(179.98e9, 'ns'), '3 min 0 s');
  });

  it('does not turn cycles into minutes', () => {
    assert.equal(formatSpan(300e9, 'cycles'), '300.0 Gcyc');
  });
});
