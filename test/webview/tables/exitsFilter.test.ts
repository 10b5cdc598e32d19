import assert from 'node:assert/strict';
import { filterOfEvent, filterOfExits } from '../../../webview/tables/exitsFilter';
import { exitRow } from '../canned/exitRow';

describe('filterOfExits', () => {
  it('names the exits a row counts', () => {
    assert.equal(filterOfExits(exitRow()), 'event=kvm_exit reason=HLT vm=0 vcpu=1');
  });

  it('quotes reasons the filter would take apart', () => {
    assert.equal(
      filterOfExits(exitRow({ isa: 'svm', reason: 'PF excp' })),
      'event=kvm_exit reason="PF excp" vm=0 vcpu=1',
    );
  });
});

describe('filterOfEvent', () => {
  it('names all events of a tracepoint', () => {
    assert.equal(filterOfEvent('sched_switch'), 'event=sched_switch');
  });
});
