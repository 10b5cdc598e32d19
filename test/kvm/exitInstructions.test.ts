import assert from 'node:assert/strict';
import { exitInstruction, standsAt } from '../../src/kvm/exitInstructions';
import type { ExitInstruction } from '../../src/kvm/exitInstructions';
import { exitReasonName } from '../../src/kvm/exitReasons';
import type { Isa } from '../../src/kvm/exitReasons';

describe('exitInstruction', () => {
  for (const [isa, code, name, instruction] of [
    ['vmx', 12, 'HLT', 'hlt'],
    ['vmx', 36, 'MWAIT_INSTRUCTION', 'mwait'],
    ['vmx', 39, 'MONITOR_INSTRUCTION', 'monitor'],
    ['vmx', 40, 'PAUSE_INSTRUCTION', 'pause'],
    ['vmx', 10, 'CPUID', 'cpuid'],
    ['vmx', 30, 'IO_INSTRUCTION', 'io'],
    ['vmx', 31, 'MSR_READ', 'rdmsr'],
    ['vmx', 32, 'MSR_WRITE', 'wrmsr'],
    ['vmx', 18, 'VMCALL', 'hypercall'],
    ['svm', 0x78, 'hlt', 'hlt'],
    ['svm', 0x7c, 'msr', 'msr'],
    ['svm', 0x7b, 'io', 'io'],
    ['svm', 0x81, 'hypercall', 'hypercall'],
    ['svm', 0x10, 'write_cr0', 'cr'],
  ] as const satisfies readonly (readonly [Isa, number, string, ExitInstruction])[]) {
    it(`is ${instruction} for ${name} on ${isa}`, () => {
      assert.equal(exitReasonName(isa, code), name);
      assert.equal(exitInstruction(isa, code), instruction);
    });
  }

  it('is none where an exit may come at any instruction, or the ISA is not known', () => {
    assert.equal(exitInstruction('vmx', 1), undefined);
    assert.equal(exitInstruction('svm', 0x400), undefined);
    assert.equal(exitInstruction(undefined, 12), undefined);
  });
});

describe('standsAt', () => {
  for (const [instruction, text, stands] of [
    ['hlt', 'f4', true],
    ['hlt', 'fb', false],
    ['mwait', '0f 01 c9', true],
    ['mwait', '0f 01 c8', false],
    ['pause', 'f3 90', true],
    ['pause', '90', false],
    ['io', 'ee', true],
    ['io', '66 ef', true],
    ['io', 'f3 6c', true],
    ['msr', '0f 30', true],
    ['rdmsr', '0f 30', false],
    ['hypercall', '0f 01 d9', true],
    ['cr', '44 0f 20 c0', true],
    ['tsc', '0f 01 f9', true],
    ['cpuid', '0f', false],
  ] as const) {
    it(`${stands ? 'sees' : 'sees no'} ${instruction} at ${text}`, () => {
      const bytes = Uint8Array.from(text.split(' '), (byte) => parseInt(byte, 16));
      assert.equal(standsAt(instruction, bytes, 0), stands);
    });
  }
});
