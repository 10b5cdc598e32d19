import assert from 'node:assert/strict';
import { hostFields } from '../../src/kvm/hostFields';
import { kvmFields, kvmmmuFields } from '../../src/kvm/kvmFields';
import { storedFieldsOf } from '../../src/kvm/storedFields';

describe('storedFieldsOf', () => {
  it('keeps the fields of kvm_exit of all layouts', () => {
    const fields = storedFieldsOf('kvm', 'kvm_exit') ?? [];
    for (const name of ['exit_reason', 'guest_rip', 'isa', 'info1', 'info2', 'vcpu_id']) {
      assert.ok(fields.includes(name), name);
    }
    assert.ok(fields.includes('intr_info') && fields.includes('requests'));
  });

  it('keeps both names of a field that was renamed', () => {
    assert.deepEqual(storedFieldsOf('kvm', 'kvm_inj_virq')?.slice(0, 2), ['vector', 'irq']);
    assert.ok(storedFieldsOf('kvmmmu', 'fast_page_fault')?.includes('retry'));
  });

  it('leaves thread names out', () => {
    assert.deepEqual(storedFieldsOf('sched', 'sched_switch'), [
      'prev_pid',
      'prev_state',
      'next_pid',
      'prev_prio',
      'next_prio',
    ]);
  });

  it('knows the entry and exit of every host vector', () => {
    assert.deepEqual(storedFieldsOf('irq_vectors', 'call_function_single_exit'), ['vector']);
  });

  it('keeps nothing of a tracepoint that no question asks for', () => {
    assert.equal(storedFieldsOf('kvmmmu', 'kvm_mmu_paging_element'), undefined);
    assert.equal(storedFieldsOf('block', 'block_rq_issue'), undefined);
    assert.equal(storedFieldsOf('kvm', 'toString'), undefined);
  });

  it('has no field twice and none without a name', () => {
    const lists = { kvm: kvmFields, kvmmmu: kvmmmuFields, ...hostFields };
    for (const [system, events] of Object.entries(lists)) {
      for (const event of Object.keys(events)) {
        const fields = storedFieldsOf(system, event) ?? [];
        assert.equal(new Set(fields).size, fields.length, event);
        assert.ok(
          fields.every((name) => /^[a-z_0-9]+$/.test(name)),
          event,
        );
      }
    }
  });
});
