import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  basicExitCode,
  exitClass,
  exitReasonFlags,
  exitReasonName,
  isaOf,
} from '../../src/kvm/exitReasons';
import type { Isa } from '../../src/kvm/exitReasons';
import { svmExitReasons } from '../../src/kvm/svmExitReasons';
import { vmxExitReasons } from '../../src/kvm/vmxExitReasons';

const anyIsa = fc.constantFrom<Isa | undefined>('vmx', 'svm', undefined);
const anyWord = fc.integer({ min: 0, max: 0xffffffff });

describe('exitReasons', () => {
  it('tells the ISA by the isa field, and no other value', () => {
    assert.deepEqual(
      [isaOf(1), isaOf(2), isaOf(3), isaOf(0), isaOf(undefined)],
      ['vmx', 'svm', undefined, undefined, undefined],
    );
  });

  it('strips the flags of VMX and none of SVM', () => {
    assert.equal(basicExitCode('vmx', 0x80000021), 33);
    assert.equal(basicExitCode('svm', 0x80000001), 0x80000001);
    assert.equal(basicExitCode('svm', -1), 0xffffffff);
  });

  it('spells VMX in upper and SVM in lower case', () => {
    assert.equal(exitReasonName('vmx', 12), 'HLT');
    assert.equal(exitReasonName('vmx', 48), 'EPT_VIOLATION');
    assert.equal(exitReasonName('svm', 0x78), 'hlt');
    assert.equal(exitReasonName('svm', 0x400), 'npf');
    assert.equal(exitReasonName('svm', 0xffffffff), 'invalid_guest_state');
  });

  it('prefers the name of the recording', () => {
    assert.equal(
      exitReasonName('vmx', 7, new Map([[7, 'PENDING_INTERRUPT']])),
      'PENDING_INTERRUPT',
    );
    assert.equal(exitReasonName('vmx', 200, new Map([[200, 'NEW_REASON']])), 'NEW_REASON');
    assert.equal(exitReasonName('vmx', 12, new Map()), 'HLT');
  });

  it('finds a recorded name of a signed code', () => {
    assert.equal(
      exitReasonName('svm', 0xffffffff, new Map([[-1, 'invalid_state']])),
      'invalid_state',
    );
  });

  it('keeps a number that no table names', () => {
    assert.equal(exitReasonName('vmx', 5), '0x5');
    assert.equal(exitReasonName('svm', 0x8e00), '0x8e00');
  });

  it('never guesses a name for an unknown ISA', () => {
    assert.equal(exitReasonName(undefined, 12, undefined, 3), 'isa3:0xc');
    assert.equal(exitReasonName(undefined, 12), 'isa?:0xc');
    assert.equal(exitClass(undefined, 12), 'unknown');
  });

  it('names the flags of a failed VMX entry', () => {
    assert.deepEqual(exitReasonFlags('vmx', 0x80000021), ['FAILED_VMENTRY']);
    assert.deepEqual(exitReasonFlags('vmx', 0x0800000c), ['ENCLAVE']);
    assert.deepEqual(exitReasonFlags('vmx', 0x40000030), ['0x40000000']);
    assert.deepEqual(exitReasonFlags('svm', 0x80000001), []);
  });

  it('calls HLT, MWAIT and MONITOR idle on both vendors', () => {
    assert.deepEqual(
      [12, 36, 39].map((code) => exitClass('vmx', code)),
      ['idle', 'idle', 'idle'],
    );
    assert.deepEqual(
      [0x78, 0x8a, 0x8b, 0x8c, 0xa6].map((code) => exitClass('svm', code)),
      ['idle', 'idle', 'idle', 'idle', 'idle'],
    );
  });

  it('refines EXCEPTION_NMI by type and vector', () => {
    const classOf = (intrInfo: number | undefined) =>
      exitClass('vmx', 0, intrInfo === undefined ? {} : { intrInfo });
    assert.equal(classOf(0x80000b0e), 'mem');
    assert.equal(classOf(0x80000202), 'nmi');
    assert.equal(classOf(0x80000312), 'mce');
    assert.equal(classOf(0x80000306), 'exc');
    assert.equal(classOf(0x00000b0e), 'unknown', 'bit 31 is clear: the rest is stale');
    assert.equal(classOf(undefined), 'unknown');
  });

  it('calls a nested page fault with a reserved bit MMIO', () => {
    assert.equal(exitClass('svm', 0x400, { info1Low: 0xf }), 'mmio');
    assert.equal(exitClass('svm', 0x400, { info1Low: 0x6 }), 'mem');
    assert.equal(exitClass('svm', 0x400), 'mem');
  });

  it('calls an SVM exception without a name an exception', () => {
    assert.equal(exitClass('svm', 0x5f), 'exc');
    assert.equal(exitClass('svm', 0x4e), 'mem');
  });

  it('has every code once', () => {
    for (const table of [vmxExitReasons, svmExitReasons]) {
      assert.equal(new Set(table.map(([code]) => code)).size, table.length);
    }
  });

  it('answers for any number', () => {
    fc.assert(
      fc.property(anyIsa, anyWord, anyWord, (isa, reason, hint) => {
        const code = basicExitCode(isa, reason);
        assert.ok(exitReasonName(isa, code).length > 0);
        assert.ok(exitClass(isa, code, { info1Low: hint, intrInfo: hint }).length > 0);
        assert.ok(exitReasonFlags(isa, reason).length <= 16);
      }),
    );
  });
});
