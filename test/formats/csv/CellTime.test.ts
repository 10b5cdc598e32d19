import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { TimeUnit } from '../../../src/base/tableColumns';
import { CellTime } from '../../../src/formats/csv/CellTime';

/** ns of the time in a cell, exact; undefined: none. */
function ns(cell: string, unit: TimeUnit, hasComma = false): bigint | undefined {
  const time = new CellTime(unit, hasComma);
  if (!time.read(cell)) return undefined;
  return BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanos);
}

describe('CellTime', () => {
  it('reads whole and broken numbers of every unit to the nanosecond', () => {
    const places = { s: 9, ms: 6, us: 3, ns: 0 } as const;
    const unit = fc.constantFrom('s', 'ms', 'us', 'ns');
    const most = 10n ** 20n;
    fc.assert(
      fc.property(unit, fc.bigInt({ min: -most, max: most }), (name, value) => {
        const digits = (value < 0n ? -value : value).toString().padStart(places[name] + 1, '0');
        const point = digits.length - places[name];
        const fraction = places[name] === 0 ? '' : `.${digits.slice(point)}`;
        const cell = `${value < 0n ? '-' : ''}${digits.slice(0, point)}${fraction}`;
        assert.equal(ns(cell, name), value);
      }),
    );
  });

  it('cuts off what lies below a nanosecond', () => {
    assert.equal(ns('1.5', 'ns'), 1n);
    assert.equal(ns('0.1234567899', 's'), 123_456_789n);
    assert.equal(ns('2.', 'us'), 2000n);
  });

  it('takes a comma for the point only where tables have it so', () => {
    assert.equal(ns('1,5', 's', true), 1_500_000_000n);
    assert.equal(ns('1,5', 's'), undefined);
  });

  it('finds no time in what is none', () => {
    for (const cell of ['', '-', '.5', 'abc', '1.2.3', '1s', ' 1', '1e9', '1234567890123456.0']) {
      assert.equal(ns(cell, 's'), undefined, cell);
    }
  });

  it('reads dates, in their zone where they have one', () => {
    const whole = BigInt(Date.UTC(2026, 10, 22, 9, 15, 2)) * 1_000_000n;
    assert.equal(ns('2026-11-22 09:15:02', 'date'), whole);
    assert.equal(ns('2026-11-22T09:15:02.000000001Z', 'date'), whole + 1n);
    assert.equal(ns('2026-11-22 10:15:02,5+01:00', 'date'), whole + 500_000_000n);
    assert.equal(ns('2026-11-22 03:45:02-0530', 'date'), whole);
    assert.equal(ns('2026-11-22 09:15', 'date'), whole - 2_000_000_000n);
  });

  it('does not take a thirteenth month for the next year', () => {
    for (const cell of ['2026-13-01 00:00:00', '2026-01-32 00:00', '2026-01-01 24:00:00', '1']) {
      assert.equal(ns(cell, 'date'), undefined, cell);
    }
  });

  it('counts from another time', () => {
    const time = new CellTime('s', false);
    time.read('12.000000003');
    assert.equal(time.since(10, 5), 1_999_999_998);
  });
});
