import assert from 'node:assert/strict';
import { hostFields } from '../../../src/kvm/hostFields';
import { kvmFields, kvmmmuFields } from '../../../src/kvm/kvmFields';
import { printedEvent } from '../../../src/kvm/text/printedEvents';
import { payloadFields } from '../../support/textLine';

/** Names of a printed event's fields in all of its forms. */
function fieldsOf(event: string): Set<string> {
  const { printed = [] } = printedEvent(event) ?? {};
  const lists = printed.map((form) => `${form.fields} ${form.printed ?? ''}`);
  return new Set(lists.flatMap((list) => list.split(' ').map((field) => field.split(':')[0]!)));
}

describe('printedEvent', () => {
  for (const [system, events] of Object.entries({
    kvm: kvmFields,
    kvmmmu: kvmmmuFields,
    ...hostFields,
  })) {
    it(`knows how every event of ${system} that keeps fields is printed`, () => {
      for (const event of Object.keys(events)) {
        assert.equal(printedEvent(event)?.system, system, event);
      }
    });
  }

  it('names the fields of kvm_exit as the formats do that keep them', () => {
    const fields = fieldsOf('kvm_exit');
    for (const name of ['exit_reason', 'guest_rip', 'isa', 'info1', 'info2', 'vcpu_id']) {
      assert.ok(fields.has(name), name);
    }
  });
});

describe('The payload of kvm_exit', () => {
  const told = {
    exit_reason: 48,
    guest_rip: 0x100000n,
    isa: 1,
    info1: 0x182n,
    info2: 0n,
  };

  it('is read as the kernel prints it', () => {
    const payload =
      'vcpu 1 reason EPT_VIOLATION rip 0x100000 info1 0x0000000000000182 info2 0x0000000000000000 intr_info 0x80000b0e error_code 0x00000002';
    const all = { ...told, vcpu_id: 1, intr_info: 0x8000_0b0e, error_code: 2 };
    assert.deepEqual(payloadFields('kvm_exit', payload), all);
    assert.deepEqual(payloadFields('kvm_exit', `${payload} requests 0x0000000000000004`), {
      ...all,
      requests: 4n,
    });
  });

  it('is read as the plugin of trace-cmd prints it, without the vCPU and what else it leaves out', () => {
    const vmx = payloadFields('kvm_exit', 'reason EPT_VIOLATION rip 0x100000 info 182 0');
    assert.deepEqual(vmx, told);
    const svm = payloadFields('kvm_exit', 'reason EXIT_NPF rip 0x100000 info 200000006 10000');
    const npf = { exit_reason: 0x400, isa: 2, info1: 0x2_0000_0006n, info2: 0x10000n };
    assert.deepEqual(svm, { ...npf, guest_rip: 0x100000n });
  });

  it('is read as report -R prints it, and as what no tool could format', () => {
    const raw =
      'exit_reason=48 guest_rip=0x100000 isa=1 info1=0x182 info2=0x0 intr_info=0x0 error_code=0x0 vcpu_id=1';
    const all = { ...told, vcpu_id: 1, intr_info: 0, error_code: 0 };
    assert.deepEqual(payloadFields('kvm_exit', raw), all);
    const decimal =
      '[FAILED TO PARSE] exit_reason=48 guest_rip=1048576 isa=1 info1=386 info2=0 intr_info=0 error_code=0 vcpu_id=1';
    assert.deepEqual(payloadFields('kvm_exit', decimal), all);
  });

  it('takes lower-case reasons for those of SVM, and flags of VMX as bits of the reason', () => {
    const svm = payloadFields('kvm_exit', 'vcpu 0 reason npf rip 0x1 info1 0x0 info2 0x0');
    assert.deepEqual([svm['exit_reason'], svm['isa']], [0x400, 2]);
    const failed = 'vcpu 0 reason INVALID_STATE FAILED_VMENTRY rip 0x1 info1 0x0 info2 0x0';
    const vmx = payloadFields('kvm_exit', failed);
    assert.deepEqual([vmx['exit_reason'], vmx['isa']], [0x8000_0021, 1]);
  });

  it('keeps the number of a reason without a name, with the ISA of the other exits', () => {
    const unknown = 'reason UNKNOWN (65) rip 0x1 info 0 0';
    assert.equal(payloadFields('kvm_exit', unknown)['exit_reason'], 65);
    assert.equal(payloadFields('kvm_exit', unknown)['isa'], undefined);
    assert.equal(payloadFields('kvm_exit', unknown, { isa: 1 })['isa'], 1);
    const kernel = 'vcpu 0 reason 0x49 rip 0x1 info1 0x0 info2 0x0';
    assert.equal(payloadFields('kvm_exit', kernel)['exit_reason'], 0x49);
  });

  it('leaves a reason that is in no table as the text it is', () => {
    const fields = payloadFields('kvm_exit', 'reason EXIT_OF_TOMORROW rip 0x1 info 0 0');
    assert.equal(fields['exit_reason'], 'EXIT_OF_TOMORROW');
    assert.equal(fields['guest_rip'], 1n);
  });
});

describe('The payload of kvm_entry', () => {
  it('is read as the kernel prints it and as the plugin does', () => {
    const entry = { vcpu_id: 1, rip: 0x100000n };
    const none = { immediate_exit: 0 };
    assert.deepEqual(payloadFields('kvm_entry', 'vcpu 1 rip 0x100000'), entry);
    assert.deepEqual(payloadFields('kvm_entry', 'vcpu 1, rip 0x100000'), entry);
    const long = 'vcpu 1, rip 0x100000 intr_info 0x80000022 error_code 0x00000000';
    const injects = { intr_info: 0x8000_0022, error_code: 0 };
    assert.deepEqual(payloadFields('kvm_entry', long), { ...entry, ...injects });
    const raw = 'vcpu_id=1 rip=0x100000 immediate_exit=0';
    assert.deepEqual(payloadFields('kvm_entry', raw), { ...entry, ...none });
  });
});

describe('The payloads of the scheduler', () => {
  it('are read with any name of a thread', () => {
    const kernel =
      'prev_comm=a b prev_pid=1 prev_pid=7 prev_prio=120 prev_state=S ==> next_comm=CPU 0/KVM next_pid=9 next_prio=98';
    assert.deepEqual(payloadFields('sched_switch', kernel), {
      prev_comm: 'a b prev_pid=1',
      prev_pid: 7,
      prev_prio: 120,
      prev_state: 1n,
      next_comm: 'CPU 0/KVM',
      next_pid: 9,
      next_prio: 98,
    });
    const plugin = 'x:y [1]:7 [120] S ==> CPU 0/KVM:9 [98]';
    assert.equal(payloadFields('sched_switch', plugin)['prev_comm'], 'x:y [1]');
    assert.equal(payloadFields('sched_switch', plugin)['next_comm'], 'CPU 0/KVM');
  });

  it('tell a preempted thread from others where they can, and no number where they cannot', () => {
    const state = (payload: string): unknown =>
      payloadFields('sched_switch', payload)['prev_state'];
    const kernel = (letters: string): string =>
      `prev_comm=a prev_pid=7 prev_prio=120 prev_state=${letters} ==> next_comm=b next_pid=9 next_prio=98`;
    assert.equal(state(kernel('R')), 0n);
    assert.equal(state(kernel('R+')), 0x100n);
    assert.equal(state('a:7 [120] D ==> b:9 [98]'), 2n);
    assert.equal(state('a:7 [120] R ==> b:9 [98]'), 'R');
  });

  it('are read in both dialects of a wakeup', () => {
    const wakeup = { comm: 'CPU 1/KVM', pid: 141, prio: 120, target_cpu: 1 };
    const kernel = 'comm=CPU 1/KVM pid=141 prio=120 target_cpu=001';
    assert.deepEqual(payloadFields('sched_waking', kernel), wakeup);
    assert.deepEqual(payloadFields('sched_wakeup', 'CPU 1/KVM:141 [120] CPU:001'), wakeup);
    const old = 'CPU 1/KVM:141 [120] success=1 CPU:001';
    assert.deepEqual(payloadFields('sched_wakeup', old), { ...wakeup, success: 1 });
  });
});

describe('The payload of another event', () => {
  for (const [event, payload, fields] of [
    ['kvm_msr', 'msr_write 48 = 0x1', { write: 1, ecx: 0x48, data: 1n, exception: 0 }],
    ['kvm_msr', 'msr_read 1a0 = 0x0 (#GP)', { write: 0, ecx: 0x1a0, data: 0n, exception: 1 }],
    [
      'kvm_pio',
      'pio_write at 0x3f8 size 1 count 1 val 0x41',
      { rw: 1, port: 0x3f8, size: 1, count: 1, val: 0x41 },
    ],
    ['kvm_userspace_exit', 'reason KVM_EXIT_IO (2)', { reason: 2 }],
    ['kvm_userspace_exit', 'reason restart (4)', { errno: -4 }],
    ['kvm_vcpu_wakeup', 'poll time 12 ns, polling valid', { waited: 0, ns: 12n, valid: 1 }],
    [
      'kvm_emulate_insn',
      '0:10001c: 0f 01 c8',
      { csbase: 0, rip: 0x10001cn, insn: [0x0f, 1, 0xc8], len: 3, failed: 0 },
    ],
    ['cpu_idle', 'state=4294967295 cpu_id=0', { state: 0xffff_ffff, cpu_id: 0 }],
    ['local_timer_entry', 'vector=236', { vector: 236 }],
  ] as const) {
    it(`is read by its fields: ${event} ${payload}`, () => {
      assert.deepEqual(payloadFields(event, payload), fields);
    });
  }

  it('tells its pairs as texts where the event is unknown, and the payload as it is', () => {
    assert.deepEqual(payloadFields('ext4_sync', 'dev 8,1 ino=12 name="a b"'), {
      ino: '12',
      name: '"a b"',
      printed: 'dev 8,1 ino=12 name="a b"',
    });
  });

  it('is kept as it is where none of its shapes fits', () => {
    assert.deepEqual(payloadFields('kvm_eoi', 'something else'), { printed: 'something else' });
  });

  it('keeps what is printed behind its shape', () => {
    const fields = payloadFields('kvm_eoi', 'apicid 1 vector 64 ffffffff812c628c apic_set_eoi');
    assert.equal(fields['vector'], 64);
    assert.equal(fields['printed_too'], 'ffffffff812c628c apic_set_eoi');
  });
});
