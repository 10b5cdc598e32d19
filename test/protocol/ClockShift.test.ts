import assert from 'node:assert/strict';
import { parseClockShift } from '../../src/protocol/ClockShift';

describe('parseClockShift', () => {
  it('takes a plain number for units of the clock', () => {
    assert.deepEqual(parseClockShift('1446319219798'), { by: '1446319219798', unit: 'clock' });
    assert.deepEqual(parseClockShift(' -5 '), { by: '-5', unit: 'clock' });
  });

  it('takes a number with a unit for time', () => {
    assert.deepEqual(parseClockShift('-106us'), { by: '-106000', unit: 'ns' });
    assert.deepEqual(parseClockShift('+1.5 ms'), { by: '1500000', unit: 'ns' });
    assert.deepEqual(parseClockShift('0.000000001s'), { by: '1', unit: 'ns' });
    assert.deepEqual(parseClockShift('12µs'), { by: '12000', unit: 'ns' });
  });

  it('takes nothing else', () => {
    for (const text of ['', 'x', '1h', '1.5', '0.1ns', '1e9', '--1', '9'.repeat(20)]) {
      assert.equal(parseClockShift(text), undefined, text);
    }
  });
});
