import assert from 'node:assert/strict';
import type { HotQuery } from '../../../../src/protocol/code';
import { hotNotes, whyNone } from '../../../../webview/panels/code/hotNotes';
import { cannedHotCode } from '../../canned/cannedCode';

const query: HotQuery = { of: 'wakes', by: 'symbol', order: 'total', bins: 4 };
const whole = { ...cannedHotCode({ ...query, vm: 0 }, true), othersCount: 0, withoutRip: 0 };

describe('hotNotes', () => {
  it('says nothing where nothing lacks', () => {
    assert.deepEqual(hotNotes(whole, query), []);
  });

  it('says what lacks, and how many of what are not in the rows', () => {
    const lack = 'The recording does not hold kvm_entry.';
    const table = { ...whole, lack, rowCount: 1204, othersCount: 1, withoutRip: 2 };

    assert.deepEqual(hotNotes(table, query), [
      '1,200 more rows are not shown: search, or order otherwise.',
      lack,
      '1 wakeup happened at further places than are told apart.',
      'Of 2 wakeups the recording does not hold the address.',
    ]);
  });
});

describe('whyNone', () => {
  it('names the search, the selection, or what would be counted', () => {
    assert.equal(whyNone(whole, { ...query, search: 'x' }), 'Nothing of this is found: x');
    assert.equal(whyNone(whole, { ...query, vm: 1 }), 'Nothing of this selection is in the trace.');
    assert.equal(whyNone(whole, query), 'No wakeup tells of guest code.');
  });
});
