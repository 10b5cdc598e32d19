import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTraceLine } from '../../src/lines/readTraceLine';
import type { EventLine } from '../../src/lines/traceLine';
import { payloadsOf } from '../support/madeLines';

const eventOf = (text: string): EventLine => {
  const line = readTraceLine(`  CPU 0/KVM-231 [001] 1.000001: ${text}`);
  assert.equal(line.kind, 'event', text);
  return line;
};
const told = (text: string) => payloadsOf([text]).read(eventOf(text));
const valuesOf = (text: string) =>
  Object.fromEntries(told(text).fields.map(({ name, value }) => [name, value]));
const step = (text: string) => payloadsOf([text]).step(eventOf(text));

describe('LinePayloads', () => {
  it('reads one exit however it was printed', () => {
    const common = { exit_reason: 48, guest_rip: 0x1000n, isa: 1, info1: 0x181n, info2: 0n };
    assert.deepEqual(valuesOf('kvm_exit: reason EPT_VIOLATION rip 0x1000 info 181 0'), common);
    const whole = { ...common, intr_info: 0, error_code: 0, vcpu_id: 2 };
    assert.deepEqual(
      valuesOf(
        'kvm_exit: vcpu 2 reason EPT_VIOLATION rip 0x1000 info1 0x181 info2 0x0 intr_info 0x0 error_code 0x0',
      ),
      whole,
    );
    assert.deepEqual(
      valuesOf(
        'kvm_exit: exit_reason=48 guest_rip=0x1000 isa=1 info1=0x181 info2=0x0 intr_info=0x0 error_code=0x0 vcpu_id=2',
      ),
      whole,
    );
  });

  it('names the fields that the line lacks', () => {
    assert.deepEqual(told('kvm_exit: vcpu 0 reason HLT rip 0x1 info 0 0').absent, [
      'intr_info',
      'error_code',
      'requests',
    ]);
    assert.deepEqual(told('kvm_vcpu_wakeup: wait time 5 ns, polling valid').absent, []);
  });

  it('tells a line that was cut from a whole one', () => {
    assert.equal(told('kvm_exit: vcpu 0 reason HLT rip 0x1 info 0 0').isComplete, true);
    assert.equal(told('kvm_exit: vcpu 0 reason HLT').isComplete, false);
    assert.equal(told('kvm_vcpu_wakeup: wait time').isComplete, false);
  });

  it('still reads the reason of an exit that was cut behind it, and no address', () => {
    assert.deepEqual(valuesOf('kvm_exit: vcpu 1 reason npf rip'), {
      vcpu_id: 1,
      exit_reason: 0x400,
      isa: 2,
    });
    assert.deepEqual(step('kvm_exit: reason HLT'), {
      kind: 'exit',
      vcpu: undefined,
      isa: 'vmx',
      exitReason: 12,
      reason: 'HLT (12)',
    });
  });

  it('tells no number that means another in old and in new trace-cmd', () => {
    const raw = 'kvm_mmu_set_spte: gfn=40 spte=100 sptep=0 level=1 r=1 x=1 u=1';
    assert.deepEqual(
      told(raw)
        .fields.filter(({ name }) => name === 'gfn' || name === 'spte')
        .map(({ name }) => name),
      [],
    );
    assert.equal(told(raw).isComplete, false);
    const settled = payloadsOf([
      `  a-1 [000] 1.0: kvm_msr: write=1 ecx=10 data=0x5 exception=0`,
      raw,
    ]);
    const gfn = settled.read(eventOf(raw)).fields.find(({ name }) => name === 'gfn');
    assert.equal(gfn?.value, 0x40n);
  });

  it('names the step of an exit with an unknown reason, and of an entry', () => {
    assert.equal(step('kvm_exit: reason UNKNOWN (65) rip 0x1 info 0 0')!.kind, 'exit');
    assert.deepEqual(step('kvm_entry: vcpu 3, rip 0x1'), { kind: 'entry', vcpu: 3 });
    assert.equal(step('kvm_fpu: load'), undefined);
  });

  it('reads any payload', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('kvm_exit', 'kvm_entry', 'sched_switch', 'kvm_x'),
        fc.string(),
        (event, payload) => {
          const line = { ...eventOf('kvm_fpu: load'), event, payload };
          const payloads = payloadsOf([]);
          assert.ok(Array.isArray(payloads.read(line).fields));
          payloads.step(line);
        },
      ),
    );
  });
});
