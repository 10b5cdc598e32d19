import assert from 'node:assert/strict';
import { exampleStretches } from '../../../src/extension/compare/exampleStretches';

const loaded = { fromNs: 0, durationNs: 1e9 };
const placeAt = (fromNs: number, toNs: number) => ({ lane: '', timeNs: fromNs, fromNs, toNs });

describe('What two timelines show of an example', () => {
  it('is as long in both, five times the longer example, which is in the middle', () => {
    const places = [placeAt(100e6, 101e6), placeAt(500e6, 510e6)];

    assert.deepEqual(exampleStretches(places, [loaded, loaded]), [
      { fromNs: 75.5e6, toNs: 125.5e6 },
      { fromNs: 480e6, toNs: 530e6 },
    ]);
  });

  it('is no shorter than 200 µs', () => {
    const [first] = exampleStretches([placeAt(1e6, 1e6)], [loaded]);

    assert.deepEqual(first, { fromNs: 0.9e6, toNs: 1.1e6 });
  });

  it('stays in what is loaded', () => {
    const places = [placeAt(0, 10e6), placeAt(995e6, 1e9)];

    assert.deepEqual(exampleStretches(places, [loaded, loaded]), [
      { fromNs: 0, toNs: 50e6 },
      { fromNs: 950e6, toNs: 1e9 },
    ]);
  });
});
