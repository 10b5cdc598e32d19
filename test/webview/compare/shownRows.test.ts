import assert from 'node:assert/strict';
import { differencesCsv } from '../../../webview/compare/differencesCsv';
import { restoreCompareState } from '../../../webview/compare/compareState';
import { groupRows, shownRows } from '../../../webview/compare/shownRows';
import { cannedComparison } from '../canned/cannedComparison';

const [pair] = cannedComparison.pairs!;
const all = { filter: '', isOnlyDifferences: false };

describe('The rows of a comparison', () => {
  it('are all of them, or only those that differ', () => {
    assert.equal(shownRows(pair!.rows, all).length, pair!.rows.length);
    assert.equal(shownRows(pair!.rows, { ...all, isOnlyDifferences: true }).length, 2);
  });

  it('must hold every word of the filter, whatever its case', () => {
    const ids = (filter: string): readonly string[] =>
      shownRows(pair!.rows, { ...all, filter }).map(({ id }) => id);

    assert.deepEqual(ids('EXITS hlt'), ['exits.HLT.rate']);
    assert.deepEqual(ids('hlt guest'), []);
  });

  it('are grouped with the kind of the most important row first', () => {
    const titles = groupRows(pair!.rows).map(({ title }) => title);

    assert.deepEqual(titles, ['Idle periods', 'Time in states', 'Exits', 'Guest code']);
  });

  it('have their numbers unrounded in CSV, and nothing where there is none', () => {
    const [header, poll, guest] = differencesCsv(pair!.rows).split('\n');

    assert.equal(header!.split(',').length, 16);
    assert.match(poll!, /^idle\.hlt-poll-miss\.rate,[^,]*,1\/s,,,0,372,372,,/);
    assert.match(guest!, /,share,0,1,0\.31,0\.35,/);
  });

  it('are shown as they were left, and as ever where nothing of that makes sense', () => {
    const left = restoreCompareState({ runs: ['a', 'b'], pair: 1, isOnlyDifferences: false });
    assert.deepEqual([left.runs, left.pair, left.isOnlyDifferences], [['a', 'b'], 1, false]);

    const repeats = { a: ['a2'], b: [3, 'b2'] };
    assert.deepEqual(restoreCompareState({ repeats }).repeats, { a: ['a2'], b: ['b2'] });

    const fresh = restoreCompareState({ runs: 'a', pair: -1, filter: 3 });
    assert.deepEqual([fresh.runs, fresh.pair, fresh.filter], [[], 0, '']);
  });
});
