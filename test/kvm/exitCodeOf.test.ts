import assert from 'node:assert/strict';
import { exitCodeOf } from '../../src/kvm/exitCodeOf';
import { svmExitReasons } from '../../src/kvm/svmExitReasons';
import { vmxExitReasons } from '../../src/kvm/vmxExitReasons';

describe('exitCodeOf', () => {
  it('finds every name of both tables, and tells HLT from hlt', () => {
    for (const [code, name] of vmxExitReasons) {
      assert.deepEqual(exitCodeOf(name), { isa: 'vmx', code });
    }
    for (const [code, name] of svmExitReasons) {
      assert.deepEqual(exitCodeOf(name), { isa: 'svm', code }, name);
    }
  });

  it('takes SVM names as trace-cmd’s plugin spells them', () => {
    assert.deepEqual(exitCodeOf('EXIT_NPF'), { isa: 'svm', code: 0x400 });
    assert.deepEqual(exitCodeOf('EXIT_INTR'), { isa: 'svm', code: 0x60 });
    assert.deepEqual(exitCodeOf('EXIT_EXCP_PF'), { isa: 'svm', code: 0x4e });
  });

  it('does not guess', () => {
    assert.equal(exitCodeOf('SOMETHING_ELSE'), undefined);
    assert.equal(exitCodeOf('EXIT_EPT_VIOLATION'), undefined);
    assert.equal(exitCodeOf('FAILED_VMENTRY'), undefined);
    assert.equal(exitCodeOf(''), undefined);
  });
});
