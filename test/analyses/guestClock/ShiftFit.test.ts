import assert from 'node:assert/strict';
import { MOST_SHIFT_NS, ShiftFit } from '../../../src/analyses/guestClock/ShiftFit';

const US = 1024;

describe('ShiftFit', () => {
  it('has nothing to say without an event', () => {
    assert.equal(new ShiftFit().best(), undefined);
  });

  it('finds the shifts that most events fit with', () => {
    const fit = new ShiftFit();
    for (const [from, to] of [
      [-20, 5],
      [-10, 9],
      [-30, -5],
    ]) {
      fit.addEvent(1);
      fit.addSpan(from! * US, to! * US, 1);
    }
    assert.deepEqual(fit.best(), { fromNs: -10 * US, toNs: -5 * US, left: 0 });
  });

  it('prefers the least shift, and no shift where that is as good as any', () => {
    const fit = new ShiftFit();
    fit.addEvent(1);
    fit.addSpan(-90 * US, -80 * US, 1);
    fit.addSpan(20 * US, 30 * US, 1);
    assert.deepEqual(fit.best(), { fromNs: 20 * US, toNs: 30 * US, left: 0 });
    fit.addSpan(-3 * US, 4 * US, 1);
    assert.deepEqual(fit.best(), { fromNs: -3 * US, toNs: 4 * US, left: 0 });
  });

  it('counts events that fit with no shift it looks at', () => {
    const fit = new ShiftFit();
    fit.addEvent(4);
    fit.addSpan(MOST_SHIFT_NS + US, MOST_SHIFT_NS + 2 * US, 4);
    fit.addEvent(1);
    fit.addSpan(0, US, 1);
    assert.equal(fit.best()?.left, 4);
  });

  it('adds up', () => {
    const [a, b] = [new ShiftFit(), new ShiftFit()];
    a.addEvent(1);
    a.addSpan(0, 9 * US, 1);
    b.addEvent(1);
    b.addSpan(5 * US, 12 * US, 1);
    a.addAll(b);
    assert.deepEqual(a.best(), { fromNs: 5 * US, toNs: 9 * US, left: 0 });
  });
});
