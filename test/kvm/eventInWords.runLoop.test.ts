import assert from 'node:assert/strict';
import { inWords, summaryOf } from './words';

/** kvm_exit of 5.10 to 6.13. */
function exitFields(isa: number, exitReason: number, rest: Record<string, number | bigint> = {}) {
  return {
    exit_reason: exitReason,
    guest_rip: 0x100012n,
    isa,
    info1: 0n,
    info2: 0n,
    intr_info: 0,
    error_code: 0,
    vcpu_id: 0,
    ...rest,
  };
}

describe('kvm_exit in words', () => {
  it('names the reason and where the guest was', () => {
    assert.equal(summaryOf('kvm:kvm_exit', exitFields(1, 12)), 'HLT (12) at 0x100012');
    assert.equal(summaryOf('kvm:kvm_exit', exitFields(2, 0x78)), 'hlt (0x78) at 0x100012');
  });

  it('says what an EPT violation was', () => {
    assert.equal(
      summaryOf('kvm:kvm_exit', exitFields(1, 48, { info1: 0x1aan })),
      'EPT_VIOLATION (48) at 0x100012: write to a present, read-only page',
    );
  });

  it('says what was written to which port', () => {
    assert.equal(
      summaryOf('kvm:kvm_exit', exitFields(1, 30, { info1: 0x3f80000n })),
      'IO_INSTRUCTION (30): out 0x3f8 COM1, 1 byte',
    );
  });

  it('names the host vector, wherever the layout keeps it', () => {
    const words = 'EXTERNAL_INTERRUPT (1): vector 0xec LOCAL_TIMER';
    assert.equal(summaryOf('kvm:kvm_exit', exitFields(1, 1, { intr_info: 0x800000ec })), words);
    const old = { exit_reason: 1, guest_rip: 0n, isa: 1, info1: 0n, info2: 0x800000ecn };
    assert.equal(summaryOf('kvm:kvm_exit', old), words);
  });

  it('claims nothing that a printed line leaves open: no vector, no class', () => {
    const fields = { exit_reason: 1, guest_rip: 0x10n, isa: 1, info1: 0n, info2: 0x800000ecn };
    const external = inWords('kvm:kvm_exit', fields, { isFromText: true });
    assert.equal(external.summary, 'EXTERNAL_INTERRUPT (1) at 0x10');
    assert.match(external.meanings.get('info2')!, /does not tell which/);

    const exception = inWords('kvm:kvm_exit', { ...fields, exit_reason: 0 }, { isFromText: true });
    assert.match(exception.sentences[0]!, /class exc, nmi, mem or mce,/);
  });

  it('says the address of a nested page fault', () => {
    assert.equal(
      summaryOf('kvm:kvm_exit', exitFields(2, 0x400, { info1: 0x100000006n, info2: 0xfebfb000n })),
      'npf (0x400) at 0x100012: write to an absent page, gpa 0xfebfb000',
    );
  });

  it('shows a fault under shadow paging with its address', () => {
    const fields = { info1: 0x28000n, intr_info: 0x80000b0e, error_code: 3 };
    assert.equal(
      summaryOf('kvm:kvm_exit', exitFields(1, 0, fields)),
      'EXCEPTION_NMI (0) at 0x100012: #PF (14), write to a present page that forbids it, gva 0x28000',
    );
  });

  it('shows the flag of a failed entry', () => {
    const words = inWords('kvm:kvm_exit', exitFields(1, 0x80000021, { guest_rip: 0n }));
    assert.equal(words.summary, 'INVALID_STATE (33) FAILED_VMENTRY at 0x0');
    assert.ok(words.sentences.includes('The entry itself failed: the guest did not run.'));
  });

  it('prefers the name of the recording', () => {
    const fields = { exit_reason: 7, guest_rip: 16n, isa: 1, info1: 0n, info2: 0n };
    assert.equal(
      summaryOf('kvm:kvm_exit', fields, {
        exitNames: { vmx: new Map([[7, 'PENDING_INTERRUPT']]) },
      }),
      'PENDING_INTERRUPT (7) at 0x10',
    );
  });

  it('falls back to its own names where the recording has none', () => {
    assert.equal(
      summaryOf('kvm:kvm_exit', exitFields(1, 30, { info1: 0x710008n }), {
        exitNames: { vmx: new Map([[12, 'HLT']]) },
      }),
      'IO_INSTRUCTION (30): in 0x71 RTC/CMOS, 1 byte',
    );
  });

  it('guesses nothing about an unknown ISA', () => {
    assert.equal(summaryOf('kvm:kvm_exit', exitFields(7, 12)), 'isa7:0xc at 0x100012');
  });

  it('takes a missing qualification for unknown, not for zero', () => {
    const cut = { exit_reason: 48, guest_rip: 16n, isa: 1, info1: '' };
    assert.equal(summaryOf('kvm:kvm_exit', cut), 'EPT_VIOLATION (48) at 0x10');
  });

  it('shows the raw fields of another architecture', () => {
    assert.equal(
      summaryOf('kvm:kvm_exit', { ret: 2, esr_ec: 1, vcpu_pc: 0xffff0000n }),
      'ret=2 esr_ec=1 vcpu_pc=0xffff0000',
    );
  });

  it('tells pending requests as likely only', () => {
    const { meanings } = inWords('kvm:kvm_exit', exitFields(1, 1, { requests: 1n }));
    assert.equal(meanings.get('requests'), '0x1: likely TLB_FLUSH');
  });

  it('warns that a guest page walk is no store of the guest', () => {
    const { sentences } = inWords('kvm:kvm_exit', exitFields(1, 48, { info1: 0x82n }));
    assert.ok(sentences.some((sentence) => sentence.includes('no evidence that the guest stored')));
  });

  it('gives fields meanings and leaves the others out', () => {
    const { meanings } = inWords('kvm:kvm_exit', exitFields(1, 48, { info1: 0x182n }));
    assert.equal(meanings.get('exit_reason'), 'EPT_VIOLATION (48)');
    assert.equal(meanings.get('isa'), 'VMX');
    assert.equal(meanings.get('info1'), 'write to a page that is not present (final access)');
    assert.equal(meanings.has('info2'), false);
    assert.equal(meanings.has('requests'), false);
  });
});

describe('nested exits in words', () => {
  it('reads the fields of before 5.10', () => {
    const fields = { rip: 0x42n, exit_code: 0x78, exit_info1: 0n, exit_info2: 0n, isa: 2 };
    assert.equal(summaryOf('kvm:kvm_nested_vmexit', fields), 'L2 left: hlt (0x78) at 0x42');
    assert.equal(
      summaryOf('kvm:kvm_nested_vmexit_inject', { exit_code: 12, isa: 1 }),
      'reflected into L1: HLT (12)',
    );
  });
});

describe('kvm_entry in words', () => {
  it('tells what is injected', () => {
    assert.equal(
      summaryOf('kvm:kvm_entry', { vcpu_id: 0, rip: 0x100013n, intr_info: 0x80000042 }),
      'vcpu 0 enters at 0x100013, injecting interrupt 0x42',
    );
    assert.equal(
      summaryOf('kvm:kvm_entry', { vcpu_id: 0, rip: 1n, intr_info: 0x80000b0e, error_code: 2 }),
      'vcpu 0 enters at 0x1, injecting #PF (14), error code 0x2',
    );
  });

  it('says that an older recording does not tell', () => {
    const { summary, sentences } = inWords('kvm:kvm_entry', { vcpu_id: 1, rip: 16n });
    assert.equal(summary, 'vcpu 1 enters at 0x10');
    assert.match(sentences[0] ?? '', /is not recorded here/);
  });

  it('tells a forced exit', () => {
    assert.equal(
      summaryOf('kvm:kvm_entry', { vcpu_id: 1, rip: 16n, immediate_exit: 1 }),
      'vcpu 1 enters at 0x10, to exit at once',
    );
  });

  it('does not call unrecorded what a line may only leave out', () => {
    const told = (isFromText: boolean): readonly string[] =>
      inWords('kvm:kvm_entry', { vcpu_id: 3, rip: 16n }, { isFromText }).sentences;
    assert.equal(told(false).length, 1);
    assert.deepEqual(told(true), []);
  });

  it('bears layouts without address or vCPU', () => {
    assert.equal(summaryOf('kvm:kvm_entry', { vcpu_id: 3 }), 'vcpu 3 enters');
    assert.equal(summaryOf('kvm:kvm_entry', { vcpu_pc: 16n }), 'enters at 0x10');
  });
});

describe('the end of a run and of a halt in words', () => {
  it('calls the reason meaningless after a signal, signed or not', () => {
    const words = 'interrupted by a signal (EINTR); the reason field is meaningless';
    assert.equal(summaryOf('kvm:kvm_userspace_exit', { reason: 10, errno: -4 }), words);
    assert.equal(summaryOf('kvm:kvm_userspace_exit', { reason: 10, errno: 4294967292 }), words);
    const { meanings } = inWords('kvm:kvm_userspace_exit', { reason: 10, errno: -4 });
    assert.equal(meanings.get('errno'), 'EINTR (-4)');
    assert.equal(meanings.get('reason'), 'meaningless, since errno is negative');
  });

  it('names the reason with a reservation where errno is not told', () => {
    const { summary, sentences } = inWords('kvm:kvm_userspace_exit', { reason: 2 });
    assert.equal(summary, 'to user space: KVM_EXIT_IO (2), unless errno is negative');
    assert.ok(sentences.some((sentence) => sentence.includes('errno is not told')));
  });

  it('tells a failure where the reason is not told', () => {
    assert.equal(
      summaryOf('kvm:kvm_userspace_exit', { errno: -4 }),
      'interrupted by a signal (EINTR)',
    );
  });

  it('names the reason otherwise', () => {
    assert.equal(
      summaryOf('kvm:kvm_userspace_exit', { reason: 2, errno: 0 }),
      'to user space: KVM_EXIT_IO (2)',
    );
  });

  it('does not take a halt without waiting for a poll', () => {
    const { summary, sentences } = inWords('kvm:kvm_vcpu_wakeup', {
      ns: 1625n,
      waited: 0,
      valid: 1,
    });
    assert.equal(summary, 'halted 1,625 ns: polled or already pending, not scheduled out');
    assert.ok(sentences.some((sentence) => sentence.includes('does not prove polling')));
  });

  it('tells a halt that was waited out', () => {
    assert.equal(
      summaryOf('kvm:kvm_vcpu_wakeup', { ns: 4998482n, waited: 1, valid: 1 }),
      'halted 4,998,482 ns: scheduled out at least once',
    );
    assert.equal(summaryOf('kvm:kvm_vcpu_wakeup', { ns: 5n }), 'halted 5 ns');
  });

  it('tells how the poll window changed', () => {
    assert.equal(
      summaryOf('kvm:kvm_halt_poll_ns', { grow: 1, vcpu_id: 0, new: 10000, old: 0 }),
      'vcpu 0 halt-poll window grows: 0 → 10,000 ns',
    );
    assert.equal(
      summaryOf('kvm:kvm_halt_poll_ns', { grow: 1, vcpu_id: 0, new: 10000, old: 10000 }),
      'vcpu 0 halt-poll window stays: 10,000 → 10,000 ns',
    );
  });

  it('sees a HLT in the emulator, in full and from four kept bytes', () => {
    const fields = { rip: 0x1022n, csbase: 0, len: 1, flags: 0, failed: 0 };
    const { summary, meanings } = inWords('kvm:kvm_emulate_insn', {
      ...fields,
      insn: [0xf4, 0xeb, 0xfd],
    });
    assert.equal(summary, 'emulates f4 HLT at 0x1022');
    assert.equal(meanings.get('flags'), 'real mode');
    assert.equal(
      summaryOf('kvm:kvm_emulate_insn', { ...fields, len: 6, insn: 0x003902c7 }),
      'emulates c7 02 39 00 … at 0x1022',
    );
  });
});
