import assert from 'node:assert/strict';
import {
  readCompareCall,
  readFormat,
  readPairing,
  readPlaceInList,
  readRuns,
} from '../../../src/extension/compare/readCompareCall';

describe('Reading what a page of a comparison sent', () => {
  it('takes calls that there are, and names no others', () => {
    assert.equal(
      readCompareCall({ id: 3, method: 'comparison', params: {} })?.method,
      'comparison',
    );
    assert.equal(readCompareCall({ id: 3, method: 'toString', params: {} })?.method, undefined);
    assert.equal(readCompareCall({ method: 'comparison' }), undefined);
    assert.equal(readCompareCall('comparison'), undefined);
  });

  it('refuses places and formats that there are none of', () => {
    assert.equal(readPlaceInList({ run: 2 }, 'run'), 2);
    assert.throws(() => readPlaceInList({ run: -1 }, 'run'), /There is no run/);
    assert.throws(() => readPlaceInList(null, 'run'), /There is no run/);
    assert.throws(() => readFormat({ format: 'exe' }), /no such kind/);
  });

  it('takes pairs of vCPUs, and nothing that is none', () => {
    const pair = { a: { vm: 0, vcpu: 1 }, b: { vm: 0, vcpu: 0 } };

    assert.deepEqual(readPairing({ pairing: [{ ...pair, more: 7 }] }), [pair]);
    assert.throws(() => readPairing({ pairing: [{ a: pair.a }] }), /There is no vm/);
    assert.throws(() => readPairing({}), /no pairs/);
  });

  it('takes of a saved page only what are runs', () => {
    const saved = {
      runs: ['file:///a', 3, null, 'file:///b'],
      repeats: { a: 'x', b: ['file:///c'] },
    };

    assert.deepEqual(readRuns(saved), {
      runs: ['file:///a', 'file:///b'],
      repeats: { a: [], b: ['file:///c'] },
    });
    assert.deepEqual(readRuns(undefined), { runs: [], repeats: { a: [], b: [] } });
  });
});
