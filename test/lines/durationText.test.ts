import assert from 'node:assert/strict';
import { durationText, totalText } from '../../src/lines/durationText';
import type { Stamp } from '../../src/lines/stamp';

const us: Stamp = { text: '28.157432', unit: 's' };
const ns: Stamp = { text: '28.157432601', unit: 's' };

describe('durationText', () => {
  it('shows the digits that the stamps have, and none that they have not', () => {
    assert.equal(durationText(52_000, us), '52 µs');
    assert.equal(durationText(1_234_000, us), '1.234 ms');
    assert.equal(durationText(2_500_000_000, us), '2.500000 s');
    assert.equal(durationText(52_000, ns), '52.000 µs');
    assert.equal(durationText(7, ns), '7 ns');
  });

  it('does not call a time nothing that is only shorter than the last digit', () => {
    assert.equal(durationText(0, us), '<1 µs');
    assert.equal(durationText(0, ns), '<1 ns');
    assert.equal(durationText(0, { text: '12.5', unit: 's' }), '<100 ms');
  });

  it('counts what the clock counts where that is not time', () => {
    assert.equal(
      durationText(1_234_567, { text: '4702329125', unit: 'ticks' }),
      '1,234,567 cycles',
    );
  });
});

describe('totalText', () => {
  it('has fewer digits the more rounded times it sums up', () => {
    assert.equal(totalText(407_355_000, 100, us), '407.4 ms');
    assert.equal(totalText(407_355_000, 1, us), '407.355 ms');
    assert.equal(totalText(3_000, 10, us), '<10 µs');
  });
});
