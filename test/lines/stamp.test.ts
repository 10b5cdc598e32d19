import assert from 'node:assert/strict';
import { stampDifference, stampResolution } from '../../src/lines/stamp';

const seconds = (text: string) => ({ text, unit: 's' }) as const;

describe('stamps', () => {
  it('are exactly as far apart as their digits say, also after years of uptime', () => {
    assert.equal(stampDifference(seconds('28.157432'), seconds('28.157589')), 157_000);
    assert.equal(stampDifference(seconds('9.999999999'), seconds('10.000000000')), 1);
    assert.equal(stampDifference(seconds('99999999.000000001'), seconds('99999999.000000002')), 1);
    assert.equal(stampDifference(seconds('2.5'), seconds('1.25')), -1_250_000_000);
  });

  it('are apart by units of their clock, where that is not seconds', () => {
    assert.equal(
      stampDifference({ text: '100', unit: 'ticks' }, { text: '350', unit: 'ticks' }),
      250,
    );
    assert.equal(stampDifference({ text: '10', unit: 'us' }, { text: '12', unit: 'us' }), 2000);
  });

  it('have no distance on different scales', () => {
    assert.equal(stampDifference(seconds('1.0'), { text: '5', unit: 'ticks' }), undefined);
  });

  it('are as exact as their last digit', () => {
    assert.equal(stampResolution(seconds('28.157432')), 1000);
    assert.equal(stampResolution(seconds('28.157432601')), 1);
    assert.equal(stampResolution({ text: '12', unit: 'us' }), 1000);
  });
});
