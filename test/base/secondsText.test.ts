import assert from 'node:assert/strict';
import { secondsText } from '../../src/base/secondsText';

describe('secondsText', () => {
  it('rounds nothing away', () => {
    assert.equal(secondsText(12_345_678_901_234_567_890n), '12345678901.234567890');
    assert.equal(secondsText(7), '0.000000007');
  });

  it('puts the sign of a stamp before the first one in front', () => {
    assert.equal(secondsText(-1n), '-0.000000001');
    assert.equal(secondsText(-1_500_000_000n), '-1.500000000');
  });
});
