import assert from 'node:assert/strict';
import { exitClass, exitReasonName } from '../../src/kvm/exitReasons';
import { vectorTrace } from '../support/idle/vectorTrace';
import { payloadFields } from '../support/textLine';
import { inWords, summaryOf } from './words';

const exit = { guest_rip: 0x100012n, info1: 0n, info2: 0n };
const x4 = { ...exit, isa: 1, intr_info: 0, error_code: 0, vcpu_id: 0 };

describe('fields of events, by the vectors of the domain reference', () => {
  it('V15 reads errno as a signed number, and knows what a text leaves open', () => {
    const signal = { reason: 10, errno: 0xfffffffc };
    assert.match(summaryOf('kvm:kvm_userspace_exit', signal), /EINTR/);
    const { errno, reason } = payloadFields('kvm_userspace_exit', 'reason KVM_EXIT_INTR (10)');
    assert.equal(reason, 10);
    assert.equal(errno, undefined);
  });

  it('V25 finds the host vector of an exit in either layout', () => {
    const vector = 'EXTERNAL_INTERRUPT (1): vector 0xfd RESCHEDULE';
    const x3 = { ...exit, isa: 1, exit_reason: 1, info2: 0x800000fdn };
    assert.equal(summaryOf('kvm:kvm_exit', x3), vector);
    const external = { ...x4, exit_reason: 1, intr_info: 0x800000fd };
    assert.equal(summaryOf('kvm:kvm_exit', external), vector);
  });

  for (const [layout, field] of [
    ['X3', 'info2'],
    ['X4', 'intr_info'],
  ] as const) {
    it(`V25 takes the host's tick for a sample in layout ${layout}`, async () => {
      const trace = await vectorTrace(
        `0 c0 T0 EN   50 c0 T0 EX 1 ${field}=0x800000ec guest_rip=0x1234   52 c0 T0 EN`,
        { layout },
      );
      assert.equal(trace.lane('T0').residence.samples, 1);
    });
  }

  it('V25 takes info2 beside intr_info for the event that the exit interrupted', () => {
    const fault = { ...x4, exit_reason: 48, info1: 0x182n, info2: 0x80000030n };
    const meaning = inWords('kvm:kvm_exit', fault).meanings.get('info2');
    assert.match(meaning ?? '', /vector 0x30/);
    assert.match(meaning ?? '', /deliver/);
  });

  it('V26 takes intr_info of SVM for the event that the exit interrupted', () => {
    const fault = { ...x4, isa: 2, exit_reason: 0x400, intr_info: 0x80000041 };
    const meaning = inWords('kvm:kvm_exit', fault).meanings.get('intr_info');
    assert.match(meaning ?? '', /vector 0x41/);
    assert.match(meaning ?? '', /deliver/);
  });

  it('V27 keeps the flag of a failed entry apart from its reason', () => {
    const { summary } = inWords('kvm:kvm_exit', { ...x4, exit_reason: 0x80000021 });
    assert.match(summary, /INVALID_STATE \(33\) FAILED_VMENTRY/);
    assert.equal(exitClass('vmx', 33), 'error');
  });

  it('V72 names an exit of an unknown processor by its numbers alone', () => {
    assert.equal(exitReasonName(undefined, 5, undefined, 3), 'isa3:0x5');
    assert.equal(exitClass(undefined, 5), 'unknown');
  });

  it('V75 reads the fields of an event that perf could not format', () => {
    const damaged = ' [FAILED TO PARSE] exception=14 has_error=1 error_code=2 reinjected=0';
    const exception = payloadFields('kvm_inj_exception', damaged.trim());
    assert.equal(exception['exception'], 14);
    assert.equal(exception['has_error'], 1);
    const page = payloadFields('kvm_mmu_get_page', '[FAILED TO PARSE] mmu_valid_gen=0x2 gfn=1234');
    assert.equal(Number(page['gfn']), 1234);
  });
});
