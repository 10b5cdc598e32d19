import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describeExitInformation } from '../../src/kvm/exitQualification';
import type { ExitInformation } from '../../src/kvm/exitQualification';
import type { Isa } from '../../src/kvm/exitReasons';

function vmx(code: number, info1: bigint, rest: Partial<ExitInformation> = {}) {
  return describeExitInformation({
    isa: 'vmx',
    code,
    entryFailed: false,
    info1,
    info2: 0n,
    intrInfo: 0,
    errorCode: 0,
    ...rest,
  });
}

function svm(code: number, info1: bigint, info2 = 0n, intrInfo: number | undefined = 0) {
  return describeExitInformation({
    isa: 'svm',
    code,
    entryFailed: false,
    info1,
    info2,
    intrInfo,
    errorCode: 0,
  });
}

describe('exitQualification', () => {
  it('reads a VMX port access', () => {
    assert.equal(vmx(30, 0x5120003n).info1, 'out 0x512, 4 bytes');
    assert.equal(vmx(30, 0x3f80000n).info1, 'out 0x3f8 COM1, 1 byte');
    assert.equal(vmx(30, 0x3f80038n).info1, 'rep ins 0x3f8 COM1, 1 byte');
  });

  it('reads control and debug register accesses', () => {
    assert.equal(vmx(28, 0x003n).info1, 'mov to cr3 from rax');
    assert.equal(vmx(28, 0x318n).info1, 'mov from cr8 to rbx');
    assert.equal(vmx(28, 0x020n).info1, 'clts');
    assert.equal(vmx(28, 0x90030n).info1, 'lmsw 0x9');
    assert.equal(vmx(29, 0x107n).info1, 'mov to dr7 from rcx');
    assert.equal(vmx(29, 0x016n).info1, 'mov from dr6 to rax');
  });

  it('reads MWAIT, APIC accesses and EOI', () => {
    assert.equal(vmx(36, 1n).info1, 'the monitor was armed');
    assert.equal(vmx(44, 0x10b0n).info1, 'write of 0xb0 EOI');
    assert.equal(vmx(45, 0x42n).info1, 'vector 0x42');
    assert.equal(vmx(56, 0x300n).info1, 'APIC register 0x300 ICR');
  });

  it('reads info2 of 5.10 and later as the event whose delivery was interrupted', () => {
    const words = vmx(48, 0x182n, { info2: 0x80000042n });
    assert.equal(
      words.info2,
      'the exit interrupted the delivery of: external interrupt, vector 0x42',
    );
    assert.equal(words.intrInfo, undefined);
  });

  it('reads info2 before 5.10 as the reason of the exit', () => {
    const words = vmx(1, 0n, { info2: 0x800000ecn, intrInfo: undefined, errorCode: undefined });
    assert.equal(words.info2, 'external interrupt, vector 0xec LOCAL_TIMER');
    assert.equal(words.intrInfo, undefined);
  });

  it('leaves open what info2 is where a text may hide intr_info', () => {
    const hidden = { intrInfo: undefined, hidesIntrInfo: true };
    const { info1, info2, intrInfo } = vmx(48, 0x181n, { ...hidden, info2: 0x8000_0051n });
    assert.match(info1!, /read/);
    assert.match(info2!, /^external interrupt, vector 0x51: the cause .* older than 5\.10, else /);
    assert.equal(intrInfo, undefined);
    assert.equal(vmx(1, 0n, { ...hidden, info2: 0n }).info2, undefined);
    // Its address is only that of a #PF, which nothing tells.
    assert.equal(vmx(0, 0xdeadn, { ...hidden, info2: 0x8000_030en }).info1, undefined);
  });

  it('reads intr_info of VMX as the reason of the exit, and its error code', () => {
    const words = vmx(0, 0x28000n, { intrInfo: 0x80000b0e, errorCode: 3 });
    assert.equal(words.intrInfo, 'exception #PF (14), with error code');
    assert.equal(words.info1, 'fault at guest-virtual address 0x28000');
    assert.equal(words.errorCode, 'write to a present page that forbids it; by supervisor code');
  });

  it('reads intr_info of SVM as the event whose delivery was interrupted', () => {
    assert.equal(
      svm(0x400, 0x100000006n, 0xfebfb000n, 0x80000030).intrInfo,
      'the exit interrupted the delivery of: external interrupt, vector 0x30',
    );
  });

  it('reads an SVM port access and the next instruction', () => {
    assert.deepEqual(svm(0x07b, 0x03f80210n, 0x100205n), {
      info1: 'out 0x3f8 COM1, 1 byte',
      info2: 'next instruction at 0x100205',
      intrInfo: undefined,
      errorCode: undefined,
    });
    assert.equal(svm(0x07b, 0x0071002dn).info1, 'rep ins 0x71 RTC/CMOS, 2 bytes');
  });

  it('reads a nested page fault and its address', () => {
    const words = svm(0x400, 0x100000006n, 0xfebfb000n);
    assert.equal(words.info1, 'write to a page that is not present (final access)');
    assert.equal(words.info2, 'guest-physical address 0xfebfb000');
  });

  it('reads SVM MSR and control register exits', () => {
    assert.equal(svm(0x07c, 1n).info1, 'write');
    assert.equal(svm(0x07c, 0n).info1, 'read');
    assert.equal(svm(0x013, (1n << 63n) | 2n).info1, 'mov to cr3 from rdx');
    assert.equal(svm(0x013, 0n).info1, undefined, 'no decode assists: nothing is known');
  });

  it('reads an IPI that AVIC could not complete', () => {
    const words = svm(0x401, 0x1000040fdn, 0x100000001n);
    assert.match(words.info1 ?? '', /^vector 0xfd, Fixed, physical, edge/);
    assert.equal(words.info2, 'target not running (1), index 1');
  });

  it('says nothing about a failed entry’s interruption fields', () => {
    const words = vmx(33, 0n, {
      entryFailed: true,
      intrInfo: undefined,
      info2: 0x800000ecn,
    });
    assert.equal(words.info2, undefined);
  });

  it('answers for any exit', () => {
    const anyBits = fc.bigInt({ min: 0n, max: (1n << 64n) - 1n });
    const anyWord = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(
        fc.constantFrom<Isa | undefined>('vmx', 'svm', undefined),
        fc.oneof(fc.integer({ min: 0, max: 0x500 }), anyWord),
        anyBits,
        anyBits,
        fc.option(anyWord, { nil: undefined }),
        (isa, code, info1, info2, intrInfo) => {
          const words = describeExitInformation({
            isa,
            code,
            entryFailed: false,
            info1,
            info2,
            intrInfo,
            errorCode: intrInfo,
          });
          for (const word of Object.values(words)) assert.notEqual(word, '');
        },
      ),
    );
  });
});
