import assert from 'node:assert/strict';
import { storedFieldsOf } from '../../src/kvm/storedFields';
import { systemOfEvent } from '../../src/kvm/systemOfEvent';

describe('systemOfEvent', () => {
  it('finds the system of an event we know', () => {
    for (const event of ['kvm_exit', 'fast_page_fault', 'sched_switch', 'hrtimer_expire_entry']) {
      assert.notEqual(storedFieldsOf(systemOfEvent(event)!, event), undefined);
    }
    assert.equal(systemOfEvent('sched_switch'), 'sched');
  });

  it('does not guess', () => {
    assert.equal(systemOfEvent('kvm_something_new'), undefined);
  });
});
