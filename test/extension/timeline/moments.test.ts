import assert from 'node:assert/strict';
import { momentsOf } from '../../../src/extension/timeline/moments';
import type { MomentSources } from '../../../src/extension/timeline/moments';

describe('The moments of a trace', () => {
  it('begin with its load, where it has one', () => {
    assert.deepEqual(named({ overview: { fromNs: 5, run: { fromNs: 100, toNs: 900 } } }), [
      ['start of load', 100],
      ['end of load', 900],
      ['first event', 5],
    ]);
    assert.deepEqual(named({}), [['first event', 0]]);
  });

  it('are what is selected and marked', () => {
    assert.deepEqual(named({ stand: { selectedNs: 50, markersNs: [null, 70] } }), [
      ['first event', 0],
      ['selected moment', 50],
      ['marker B', 70],
    ]);
  });

  it('are notes by their words, of a range both ends; a bookmark without words is none', () => {
    const note = { id: '1', lane: null, fromNs: 10, toNs: 10 };
    const notes = [
      { ...note, text: 'boot\nof the guest' },
      { ...note, text: ' ' },
      { ...note, text: 'phase 2', fromNs: 20, toNs: 90 },
    ];

    assert.deepEqual(named({ notes }), [
      ['first event', 0],
      ['note “boot”', 10],
      ['note “phase 2”', 20],
      ['end of note “phase 2”', 90],
    ]);
  });

  it('are what programs wrote into the trace, without the values of this run, the first time that they did', () => {
    const prints = [
      { text: 'lab: begin pid=229 tsc=6504', timeNs: 30 },
      { text: 'lab: begin pid=230 tsc=9000', timeNs: 60 },
      { text: 'pid=3', timeNs: 90 },
    ];

    assert.deepEqual(named({ prints }), [
      ['first event', 0],
      ['trace_marker “lab: begin”', 30],
      ['trace_marker “pid=3”', 90],
    ]);
  });
});

function named(sources: Partial<MomentSources>): readonly (readonly [string, number])[] {
  const overview = { fromNs: 0, run: null };
  const all = momentsOf({ overview, stand: undefined, notes: [], prints: [], ...sources });
  return all.map(({ name, timeNs }) => [name, timeNs]);
}
