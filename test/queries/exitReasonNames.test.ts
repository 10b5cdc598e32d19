import assert from 'node:assert/strict';
import { exitReasonNames } from '../../src/queries/exitReasonNames';
import { fixtureFormat, madeFormat } from '../formats/tracefs/formatFixtures';

describe('exitReasonNames', () => {
  it('has the names of both ISAs as kvm_exit spells them', () => {
    const names = exitReasonNames(fixtureFormat('linux-6.1-vmx', 'kvm_exit'));
    assert.deepEqual(
      [12, 36, 48, 75].map((reason) => names?.vmx.get(reason)),
      ['HLT', 'MWAIT_INSTRUCTION', 'EPT_VIOLATION', 'NOTIFY'],
    );
    assert.deepEqual(
      [0x78, 0x46, 0x400, 0x80000001, 0xffffffff].map((code) => names?.svm.get(code)),
      ['hlt', 'UD excp', 'npf', 'vmgexit_mmio_read', 'invalid_guest_state'],
    );
    assert.deepEqual([names?.vmx.size, names?.svm.size], [62, 108]);
  });

  it('learns reasons that only newer kernels have', () => {
    const names = exitReasonNames(fixtureFormat('linux-6.18-kvm-kvmmmu-ksm', 'kvm_exit'));
    assert.equal(names?.vmx.get(85), 'MSR_WRITE_IMM');
  });

  it('reads the injected nested exit, which calls the field exit_code', () => {
    const format = fixtureFormat('linux-6.18-kvm-kvmmmu-ksm', 'kvm_nested_vmexit_inject');
    assert.equal(exitReasonNames(format)?.vmx.get(12), 'HLT');
  });

  it('accepts the condition the other way round', () => {
    const names = exitReasonNames(
      madeFormat(
        ['u32 exit_reason; 8; 4; 0', 'u32 isa; 12; 4; 0'],
        '"%s", REC->isa == 2 ? __print_symbolic(REC->exit_reason, {120, "hlt"}) : __print_symbolic(REC->exit_reason, {12, "HLT"})',
      ),
    );
    assert.deepEqual([names?.vmx.get(12), names?.svm.get(120)], ['HLT', 'hlt']);
  });

  it('is undefined without lists, and where no ISA tells them apart', () => {
    assert.equal(exitReasonNames(fixtureFormat('linux-6.1-vmx', 'kvm_entry')), undefined);
    const format = madeFormat(
      ['u32 exit_reason; 8; 4; 0'],
      '"%s", __print_symbolic(REC->exit_reason, {12, "HLT"})',
    );
    assert.equal(exitReasonNames(format), undefined);
  });
});
