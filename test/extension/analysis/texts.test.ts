import assert from 'node:assert/strict';
import { durationText, instantText, shareText } from '../../../src/extension/analysis/texts';

describe('Texts of the trees', () => {
  it('give durations three significant digits in the unit that suits', () => {
    assert.equal(durationText(7, 'ns'), '7 ns');
    assert.equal(durationText(1_234, 'ns'), '1.23 µs');
    assert.equal(durationText(999_600, 'ns'), '1.00 ms');
    assert.equal(durationText(73_900_000_000, 'ns'), '73.9 s');
    assert.equal(durationText(12_345, 'cycles'), '12.3 kcycles');
  });

  it('do not show a tiny share as nothing', () => {
    assert.deepEqual([0, 0.0004, 0.5].map(shareText), ['0.0 %', '<0.1 %', '50.0 %']);
  });

  it('give a cycle clock no seconds', () => {
    assert.equal(instantText(1_500_000, 'cycles'), '1,500,000 cycles');
  });
});
