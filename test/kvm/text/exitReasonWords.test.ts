import assert from 'node:assert/strict';
import { svmExitReasons } from '../../../src/kvm/svmExitReasons';
import { exitReasonWords } from '../../../src/kvm/text/exitReasonWords';
import { vmxExitReasons } from '../../../src/kvm/vmxExitReasons';
import { payloadFields } from '../../support/textLine';

const ISA = { vmx: 1, svm: 2 };

/** What a line with this reason tells, as `[isa, exit_reason]`. */
function reasonOf(word: string): readonly unknown[] {
  const told = payloadFields('kvm_exit', `vcpu 0 reason ${word} rip 0x1 info1 0x0 info2 0x0`);
  return [told['isa'], told['exit_reason']];
}

describe('exitReasonWords', () => {
  it('lead back to the number of every reason that the kernel prints', () => {
    for (const [code, name] of vmxExitReasons) assert.deepEqual(reasonOf(name), [ISA.vmx, code]);
    for (const [code, name] of svmExitReasons) assert.deepEqual(reasonOf(name), [ISA.svm, code]);
  });

  it('lead back from the names of the plugin, which are the constants of svm.h', () => {
    for (const [word, code] of [
      ['EXIT_NPF', 0x400],
      ['EXIT_HLT', 0x78],
      ['EXIT_INTR', 0x60],
      ['EXIT_IOIO', 0x7b],
      ['EXIT_VMMCALL', 0x81],
      ['EXIT_EXCP_PF', 0x4e],
      ['EXIT_READ_CR0', 0x0],
      ['EXIT_WRITE_DR7', 0x37],
    ] as const) {
      assert.deepEqual(reasonOf(word), [ISA.svm, code], word);
    }
    assert.deepEqual(reasonOf('PENDING_INTERRUPT'), [ISA.vmx, 7]);
  });

  it('give no word two meanings', () => {
    const meanings = new Map<string, number>();
    for (const [word, number] of exitReasonWords()) {
      assert.equal(meanings.get(word) ?? number, number, word);
      meanings.set(word, number);
    }
  });
});
