import assert from 'node:assert/strict';
import { eventClass } from '../../../webview/tables/eventClass';

describe('eventClass', () => {
  it('tells the families of events apart', () => {
    assert.equal(eventClass('kvm_exit'), 'exit');
    assert.equal(eventClass('kvm_userspace_exit'), 'exit');
    assert.equal(eventClass('kvm_entry'), 'entry');
    assert.equal(eventClass('sched_switch'), 'sched');
    assert.equal(eventClass('kvm_apic_accept_irq'), 'irq');
    assert.equal(eventClass('local_timer_entry'), 'irq');
    assert.equal(eventClass('kvm_page_fault'), 'other');
  });

  it('does not take the end of a host interrupt for an entry into the guest', () => {
    assert.equal(eventClass('irq_handler_exit'), 'irq');
    assert.equal(eventClass('softirq_entry'), 'irq');
  });
});
