import assert from 'node:assert/strict';
import { WindowCuts } from '../../../src/analyses/idle/WindowCuts';

describe('WindowCuts', () => {
  it('leaves a window that nothing tells to have been cut', () => {
    assert.equal(new WindowCuts().held(320, 1), 320);
  });

  it('goes by the next cut, and after the last one by that', () => {
    const cuts = new WindowCuts();
    for (const [atNs, maximumNs] of [
      [10, 200],
      [20, 200],
      [30, 250],
    ] as const) {
      cuts.add(atNs, maximumNs);
    }
    const held = [5, 20, 21, 40].map((atNs) => cuts.held(320, atNs));
    assert.deepEqual(held, [200, 200, 250, 250]);
    assert.equal(cuts.held(160, 5), 160);
  });
});
