import assert from 'node:assert/strict';
import fc from 'fast-check';
import { TickSamples } from '../../../src/analyses/idle/TickSamples';
import { AGE_BINS, WakeAges } from '../../../src/analyses/idle/WakeAges';

describe('WakeAges', () => {
  it('accounts for all of the time since the first interrupt', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5e9 }), { maxLength: 20 }), (gapsNs) => {
        const ages = new WakeAges();
        let atNs = 100;
        ages.interrupted(atNs);
        for (const gapNs of gapsNs) ages.interrupted((atNs += gapNs));
        ages.lose((atNs += 7));
        const toldNs = ages.timesNs.reduce((sum, ns) => sum + ns, 0);
        assert.ok(Math.abs(toldNs - (atNs - 100)) < 1);
      }),
    );
  });

  it('knows no age before an interrupt, nor after a loss', () => {
    const ages = new WakeAges();
    assert.equal(ages.binAt(5), -1);
    ages.interrupted(10);
    assert.equal(ages.binAt(11), 0);
    ages.lose(20);
    assert.equal(ages.binAt(30), -1);
  });

  it('puts days into its last bin', () => {
    const ages = new WakeAges();
    ages.interrupted(0);
    assert.equal(ages.binAt(1e15), AGE_BINS - 1);
  });
});

describe('TickSamples', () => {
  it('thins a long trace out evenly', () => {
    const ticks = new TickSamples();
    const count = 300_000;
    for (let at = 0; at < count; at++) ticks.add(at, at % 7, at % 50, at % 2 === 0);
    assert.ok(ticks.length > 30_000 && ticks.length <= 65_536);
    const steps = new Set<number>();
    for (let at = 1; at < ticks.length; at++) steps.add(ticks.timeNs(at) - ticks.timeNs(at - 1));
    assert.equal(steps.size, 1, [...steps].join());
    for (let at = 0; at < ticks.length; at += 999) {
      const number = ticks.timeNs(at);
      assert.equal(ticks.place(at), number % 7);
      assert.equal(ticks.age(at), number % 50);
      assert.equal(ticks.isWake(at), number % 2 === 0);
    }
  });
});
