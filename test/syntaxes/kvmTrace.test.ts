import assert from 'node:assert/strict';
import type { IGrammar } from 'vscode-textmate';
import type { ExitClass } from '../../src/kvm/exitReasons';
import { svmExitReasons } from '../../src/kvm/svmExitReasons';
import { vmxExitReasons } from '../../src/kvm/vmxExitReasons';
import { loadGrammar, scopedPieces } from './loadGrammar';

/** Classes that a theme draws in one colour. `unknown` is no class of a table's row. */
const groupOfClass: Readonly<Record<Exclude<ExitClass, 'unknown'>, string>> = {
  idle: 'idle',
  mem: 'memory',
  dirty: 'memory',
  mmio: 'io',
  pio: 'io',
  'irq-host': 'interrupt',
  'irq-window': 'interrupt',
  nmi: 'interrupt',
  smm: 'interrupt',
  apic: 'interrupt',
  msr: 'msr',
  timer: 'msr',
  tsc: 'msr',
  spin: 'spin',
  cpuid: 'processor',
  cr: 'processor',
  dr: 'processor',
  desc: 'processor',
  tlb: 'processor',
  cache: 'processor',
  pmu: 'processor',
  emul: 'processor',
  exc: 'processor',
  debug: 'processor',
  hypercall: 'hypervisor',
  nested: 'hypervisor',
  sev: 'hypervisor',
  tdx: 'hypervisor',
  sgx: 'hypervisor',
  error: 'error',
  mce: 'error',
  reset: 'error',
};

describe('the grammar of trace texts', () => {
  let grammar: IGrammar;

  before(async () => {
    grammar = await loadGrammar('kvm-trace');
  });

  const pieces = (line: string): string[] => scopedPieces(grammar, line);
  /** The prefix of an event and its name, without what the event says. */
  const heads = (line: string): string[] => {
    const all = pieces(line);
    return all.slice(0, all.findIndex((piece) => piece.includes('function.event')) + 1);
  };
  const exitScopes = (payload: string): string[] =>
    pieces(`kvm_exit: ${payload}`).filter((piece) => /: \S*\.exit\./.test(piece));

  it('finds thread, CPU, time and event of a trace-cmd line, also with a blank in the name', () => {
    const line =
      '       CPU 0/KVM-231   [001]    28.157432: kvm_exit:  reason HLT rip 0x100012 info 0 0';
    assert.deepEqual(pieces(line), [
      'CPU 0/KVM: variable.other.readwrite.thread',
      '231: constant.numeric.tid',
      '[001]: punctuation.definition.host-cpu',
      '28.157432: constant.numeric.time',
      'kvm_exit: entity.name.function.event',
      'reason: variable.parameter.field',
      'HLT: keyword.control.exit.idle',
      'rip: variable.parameter.field',
      '0x100012: entity.name.tag.rip',
      '0: constant.numeric.decimal',
      '0: constant.numeric.decimal',
    ]);
  });

  it('finds the flags and the process of a tracefs line', () => {
    assert.deepEqual(
      heads(' qemu-kvm-1234  (   1200) [000] d.h1.  2714.585544: kvm_inj_virq: IRQ 0xec'),
      [
        'qemu-kvm: variable.other.readwrite.thread',
        '1234: constant.numeric.tid',
        '(   1200): constant.numeric.tgid',
        '[000]: punctuation.definition.host-cpu',
        'd.h1.: storage.modifier.flags',
        '2714.585544: constant.numeric.time',
        'kvm_inj_virq: entity.name.function.event',
      ],
    );
  });

  it('finds CPU and flags of a latency line, which stand together', () => {
    assert.deepEqual(heads('CPU 0/KV-31866   1d..2.  3379.436189: kvm_fpu:              load'), [
      'CPU 0/KV: variable.other.readwrite.thread',
      '31866: constant.numeric.tid',
      '1: punctuation.definition.host-cpu',
      'd..2.: storage.modifier.flags',
      '3379.436189: constant.numeric.time',
      'kvm_fpu: entity.name.function.event',
    ]);
  });

  it('finds process, thread and system of a perf script line', () => {
    assert.deepEqual(
      heads('   CPU 1/KVM 31075/31081 [000]  3324.095303:   1  kvm:kvm_eoi: apicid 1 vector 64'),
      [
        'CPU 1/KVM: variable.other.readwrite.thread',
        '31075: constant.numeric.tgid',
        '31081: constant.numeric.tid',
        '[000]: punctuation.definition.host-cpu',
        '3324.095303: constant.numeric.time',
        '1: constant.numeric.period',
        'kvm: entity.name.namespace.system',
        'kvm_eoi: entity.name.function.event',
      ],
    );
  });

  it('finds the file of a report of several, and the time of a clock that counts cycles', () => {
    assert.deepEqual(heads('host.trace.dat:   CPU 0/KVM-231   [001]101806974511: kvm_fpu: load'), [
      'host.trace.dat: entity.name.namespace.source',
      'CPU 0/KVM: variable.other.readwrite.thread',
      '231: constant.numeric.tid',
      '[001]: punctuation.definition.host-cpu',
      '101806974511: constant.numeric.time',
      'kvm_fpu: entity.name.function.event',
    ]);
  });

  it('finds an event that was pasted without its prefix, or quoted in a mail', () => {
    const event = 'kvm_entry: entity.name.function.event';
    assert.deepEqual(heads('kvm_entry: vcpu 0, rip 0x100013'), [event]);
    assert.ok(heads('> >  CPU 0/KVM-231 [001] 28.157432: kvm_entry: vcpu 0').includes(event));
    assert.ok(heads('| kvm:kvm_entry: vcpu 0, rip 0x100013').includes(event));
  });

  it('has a scope of its own for addresses, vectors, MSRs, ports and vCPUs', () => {
    const ofPayload = (payload: string): string[] => pieces(`x: ${payload}`);
    const line = (payload: string): string[] => {
      const all = pieces(`kvm_any: ${payload}`).slice(1);
      return all.filter((piece) => !/parameter\.field|operator\.assignment/.test(piece));
    };
    assert.deepEqual(ofPayload('rip 0x1'), []);
    assert.deepEqual(line('vcpu 2 rip 0x5af address 0x200c0'), [
      '2: variable.language.vcpu',
      '0x5af: entity.name.tag.rip',
      '0x200c0: string.unquoted.address',
    ]);
    assert.deepEqual(line('guest_rip=0xf00 gpa=0xfee000b0 vector=236 vcpu_id=1'), [
      '0xf00: entity.name.tag.rip',
      '0xfee000b0: string.unquoted.address',
      '236: entity.name.type.vector',
      '1: variable.language.vcpu',
    ]);
    assert.deepEqual(line('msr_write 6e0 = 0x40'), [
      '6e0: variable.other.constant.msr',
      '0x40: constant.numeric.hex',
    ]);
    assert.deepEqual(line('pio_write at 0x70 size 1'), [
      '0x70: constant.character.escape.port',
      '1: constant.numeric.decimal',
    ]);
  });

  it('colours every exit reason by its class, by name', () => {
    for (const [, name, exitClass] of [...vmxExitReasons, ...svmExitReasons]) {
      const scopes = exitScopes(`vcpu 0 reason ${name} rip 0x0`);
      assert.equal(scopes.length, 1, name);
      assert.ok(scopes[0]!.startsWith(`${name}: `), scopes[0]);
      assert.ok(scopes[0]!.endsWith(`.exit.${groupOfClass[exitClass]}`), scopes[0]);
    }
  });

  it('colours every exit reason by its class, by number and ISA', () => {
    const tables = [
      [1, vmxExitReasons],
      [2, svmExitReasons],
    ] as const;
    for (const [isa, rows] of tables) {
      for (const [code, name, exitClass] of rows) {
        const scopes = exitScopes(`exit_reason=${code} guest_rip=0x100012 isa=${isa} info1=0x0`);
        assert.equal(scopes.length, 1, name);
        assert.ok(scopes[0]!.endsWith(`.exit.${groupOfClass[exitClass]}`), `${name} ${scopes[0]}`);
      }
    }
  });

  it("colours trace-cmd's own names of SVM exits", () => {
    const named = (name: string): string => exitScopes(`reason ${name} rip 0x0 info 0 0`)[0]!;
    assert.equal(named('EXIT_NPF'), 'EXIT_NPF: string.unquoted.exit.memory');
    assert.equal(named('EXIT_EXCP_PF'), 'EXIT_EXCP_PF: string.unquoted.exit.memory');
    assert.equal(named('EXIT_EXCP_GP'), 'EXIT_EXCP_GP: storage.type.exit.processor');
    assert.equal(named('EXIT_INTR'), 'EXIT_INTR: entity.name.type.exit.interrupt');
    assert.equal(named('EXIT_IOIO'), 'EXIT_IOIO: constant.character.escape.exit.io');
  });

  it('colours a reason that no table has as unknown, never as one that it begins like', () => {
    assert.deepEqual(exitScopes('reason UNKNOWN (17) rip 0x0'), [
      'UNKNOWN: keyword.other.exit.unknown',
    ]);
    assert.deepEqual(exitScopes('reason HLT_SOMETHING rip 0x0'), [
      'HLT_SOMETHING: keyword.other.exit.unknown',
    ]);
    assert.deepEqual(exitScopes('exit_reason=12 guest_rip=0x0 isa=3'), []);
  });

  it('marks where events were lost', () => {
    for (const line of [
      'CPU:0 [171 EVENTS DROPPED]',
      'CPU:1 [EVENTS DROPPED]',
      'CPU:1 [LOST 12 EVENTS]',
      'CPU:1 [LOST EVENTS]',
    ]) {
      assert.deepEqual(pieces(line), [`${line}: invalid.illegal.lost-events`]);
    }
    assert.deepEqual(pieces('   CPU 0/KVM   211 [001]    21.914914: PERF_RECORD_LOST lost 1609'), [
      'CPU 0/KVM: variable.other.readwrite.thread',
      '211: constant.numeric.tid',
      '[001]: punctuation.definition.host-cpu',
      '21.914914: constant.numeric.time',
      'PERF_RECORD_LOST lost 1609: invalid.illegal.lost-events',
    ]);
  });

  it('takes the head of a report for a comment, and a call chain', () => {
    for (const line of ['cpus=2', 'version = 6', '# tracer: nop', '# cmdline : perf record']) {
      assert.deepEqual(pieces(line), [`${line}: comment.line`]);
    }
    assert.deepEqual(pieces('\tffffffff812c628c apic_set_eoi+0x1c ([kernel.kallsyms])'), [
      'ffffffff812c628c: constant.numeric.hex',
      'apic_set_eoi+0x1c: comment.line.call-chain',
      '([kernel.kallsyms]): comment.line.call-chain',
    ]);
  });

  it('leaves prose alone', () => {
    for (const line of [
      'On Tue, somebody wrote:',
      'The guest hangs after: vcpu 0 reason HLT',
      'see [1] and [002] for more-1 details: none',
    ]) {
      assert.deepEqual(pieces(line), [], line);
    }
  });
});
