import assert from 'node:assert/strict';
import { HeldWindow } from '../../src/vcpu/HeldWindow';

/** Changes as [new, old]; the window after each. */
function heldAfter(...changes: readonly (readonly [number, number])[]): readonly number[] {
  const held = new HeldWindow();
  return changes.map(([newNs, oldNs]) => {
    held.change(newNs, oldNs);
    return held.ns;
  });
}

describe('HeldWindow', () => {
  it('cuts what grows above the maximum that an earlier cut told', () => {
    const windows = heldAfter([320, 160], [100, 200], [200, 100], [400, 200]);
    assert.deepEqual(windows, [320, 100, 200, 200]);
  });

  it('tells of a cut by what the next change replaces', () => {
    const held = new HeldWindow();
    assert.equal(held.change(160, 80), false);
    assert.equal(held.change(320, 160), false);
    assert.equal(held.change(100, 200), true);
    held.change(400, 100);
    assert.equal(held.ns, 200);
  });

  it('takes nothing for a cut that no growth explains: a change is missing', () => {
    const held = new HeldWindow();
    held.change(160, 320);
    assert.equal(held.change(200, 100), false);
    held.change(400, 200);
    assert.equal(held.change(80, 160), false);
    held.change(160, 80);
    held.interrupt();
    assert.equal(held.change(200, 100), false);
    assert.equal(held.ns, 200);
  });

  it('forgets a maximum that a window is longer than: it was raised', () => {
    assert.deepEqual(
      heldAfter([320, 160], [100, 200], [400, 200], [800, 400], [1600, 800]),
      [320, 100, 200, 800, 1600],
    );
  });
});
