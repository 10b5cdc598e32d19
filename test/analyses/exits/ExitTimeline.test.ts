import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ExitTimeline } from '../../../src/analyses/exits/ExitTimeline';

const all = (): boolean => true;
const sum = (counts: Uint32Array): number => counts.reduce((total, count) => total + count, 0);

describe('ExitTimeline', () => {
  it('counts exits by class and bin, the most frequent class first', () => {
    const timeline = new ExitTimeline(0);
    timeline.add(timeline.lane(0, 'mem'), 0);
    for (const timeNs of [100, 1023, 1024]) timeline.add(timeline.lane(0, 'idle'), timeNs);
    assert.deepEqual(timeline.bins(all, 2048, 100), {
      fromNs: 0,
      binNs: 1024,
      bins: 3,
      classes: ['idle', 'mem'],
      counts: Uint32Array.of(2, 1, 0, 1, 0, 0),
    });
  });

  it('starts where the part of the trace does that is read', () => {
    const timeline = new ExitTimeline(5e9);
    for (const timeNs of [5e9, 5e9 + 2000]) timeline.add(timeline.lane(0, 'idle'), timeNs);
    const { fromNs, binNs, counts } = timeline.bins(all, 5e9 + 2000, 100);
    assert.deepEqual([fromNs, binNs, [...counts]], [5e9, 1024, [1, 1]]);
  });

  it('adds up the chosen threads only', () => {
    const timeline = new ExitTimeline(0);
    for (const binding of [0, 1, 2]) timeline.add(timeline.lane(binding, 'idle'), 5);
    assert.deepEqual([...timeline.bins((binding) => binding > 0, 10, 8).counts], [2]);
    assert.deepEqual(timeline.bins(() => false, 10, 8).classes, []);
  });

  it('keeps one lane a thread and class', () => {
    const timeline = new ExitTimeline(0);
    assert.equal(timeline.lane(3, 'idle'), timeline.lane(3, 'idle'));
    assert.notEqual(timeline.lane(3, 'idle'), timeline.lane(3, 'mem'));
  });

  it('loses no exit, however long the trace and however few the bins', () => {
    const times = fc.array(fc.double({ min: 0, max: 1e15, noNaN: true }), {
      minLength: 1,
      maxLength: 700,
    });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 3000 }), (list, mostBins) => {
        const timeline = new ExitTimeline(0);
        const ascending = list.map(Math.floor).sort((a, b) => a - b);
        ascending.forEach((timeNs, index) => {
          timeline.add(timeline.lane(index % 2, 'idle'), timeNs);
        });
        const durationNs = ascending.at(-1)!;
        const { binNs, bins, counts } = timeline.bins(all, durationNs, mostBins);
        assert.ok(bins <= mostBins);
        assert.ok(bins * binNs > durationNs, 'the bins cover the trace');
        assert.equal(sum(counts), ascending.length);
        ascending.forEach((timeNs) => assert.ok(counts[Math.floor(timeNs / binNs)]! > 0));
      }),
      { numRuns: 40 },
    );
  });

  it('shows the exits of a busy thread where they were, also when time goes on and on', () => {
    const timeline = new ExitTimeline(0);
    const lane = timeline.lane(0, 'idle');
    for (let index = 0; index < 1000; index++) timeline.add(lane, index);
    timeline.add(lane, 1e12);
    const { counts, binNs } = timeline.bins(all, 1e12, 2048);
    assert.equal(counts[0], 1000);
    assert.equal(counts[Math.floor(1e12 / binNs)], 1);
  });
});
