import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LinePrefix } from '../../src/formats/text/LinePrefix';
import { readTraceLine } from '../../src/lines/readTraceLine';
import type { EventLine } from '../../src/lines/traceLine';
import { excerptText } from '../support/excerptText';

/** The parts of an event's line that the line shows. */
function told(line: string): Partial<EventLine> {
  const read = readTraceLine(line);
  assert.equal(read.kind, 'event', line);
  const parts = Object.entries(read).filter(
    ([name, value]) => name !== 'kind' && value !== undefined,
  );
  return Object.fromEntries(parts);
}

const seconds = (text: string) => ({ text, unit: 's' }) as const;

describe('readTraceLine', () => {
  it('reads a line of trace-cmd report, with a blank in the name', () => {
    assert.deepEqual(
      told(
        '       CPU 0/KVM-231   [001]    28.157432: kvm_exit:             reason HLT rip 0x100012',
      ),
      {
        comm: 'CPU 0/KVM',
        tid: 231,
        hostCpu: 1,
        stamp: seconds('28.157432'),
        event: 'kvm_exit',
        payload: 'reason HLT rip 0x100012',
      },
    );
  });

  it('reads the file before each line of a report of several, and the step of --ts-diff', () => {
    const { source, comm, event, payload } = told(
      'hlt-timer.trace.dat:        CPU 0/KVM-146   [001]    20.003028: (+835)   kvm_fpu:   load',
    );
    assert.deepEqual(
      [source, comm, event, payload],
      ['hlt-timer.trace.dat', 'CPU 0/KVM', 'kvm_fpu', 'load'],
    );
  });

  it('reads a line of tracefs with process and flags', () => {
    assert.deepEqual(
      told(' qemu-kvm-1234  (   1200) [000] d..2.   123.456789: kvm_inj_virq: irq 239'),
      {
        comm: 'qemu-kvm',
        tid: 1234,
        tgid: 1200,
        hostCpu: 0,
        flags: 'd..2.',
        stamp: seconds('123.456789'),
        event: 'kvm_inj_virq',
        payload: 'irq 239',
      },
    );
    assert.equal(
      told(' qemu-kvm-1234  (-------) [000] ....   123.456789: kvm_inj_virq: irq 239').tgid,
      undefined,
    );
  });

  it('reads lines of the latency format, of trace-cmd, tracefs and a crashing kernel', () => {
    const read = told('CPU 1/KV-1304    1d..2.   632.183126: kvm_fpu:  load');
    assert.deepEqual([read.comm, read.hostCpu, read.flags], ['CPU 1/KV', 1, 'd..2.']);
    assert.deepEqual(read.stamp, seconds('632.183126'));
    for (const line of [
      '   <...>-1234    0d...1 12345us+: kvm_entry: vcpu 0',
      '[  123.456789]    <...>-1234    0d...1 12345us : kvm_entry: vcpu 0',
    ]) {
      assert.deepEqual(told(line).stamp, { text: '12345', unit: 'us' });
    }
  });

  it('reads stamps of a clock that counts cycles, also glued to the CPU', () => {
    const stamp = { text: '101806974511', unit: 'ticks' } as const;
    assert.deepEqual(told('     vmm-235   [001]101806974511: kvm_fpu: load').stamp, stamp);
    assert.deepEqual(told('     vmm-235     1d..1.101806974511: kvm_fpu: load').stamp, stamp);
  });

  it('reads lines of perf script: with process, period, ns, and without CPU', () => {
    assert.deepEqual(
      told('  CPU 1/KVM 31075/31081 [000]  3324.095303385:  1  kvm:kvm_eoi: apicid 1'),
      {
        comm: 'CPU 1/KVM',
        tgid: 31075,
        tid: 31081,
        hostCpu: 0,
        stamp: seconds('3324.095303385'),
        system: 'kvm',
        event: 'kvm_eoi',
        payload: 'apicid 1',
      },
    );
    const { hostCpu, tid } = told('       CPU 1/KVM 31081  3324.095303:   kvm:kvm_eoi: apicid 1');
    assert.deepEqual([hostCpu, tid], [undefined, 31081]);
  });

  it('reads no thread where perf prints that it knows none', () => {
    const { comm, tid } = told(
      '     :-1    -1 [002]   235.952734:    sched:sched_switch: prev_comm=a',
    );
    assert.deepEqual([comm, tid], [':-1', undefined]);
  });

  it('reads what somebody cut off the front of a line as not in the line', () => {
    assert.deepEqual(told('kvm_exit: reason HLT rip 0x1'), {
      event: 'kvm_exit',
      payload: 'reason HLT rip 0x1',
    });
    assert.deepEqual(told('28.157432: kvm:kvm_exit: reason HLT').stamp, seconds('28.157432'));
    assert.equal(told('CPU 0/KVM-231 [001] kvm_exit: reason HLT').stamp, undefined);
    assert.equal(told('[001] d..2. 28.157432: kvm_exit: reason HLT').hostCpu, 1);
    assert.equal(told('CPU 0/KVM 1234 kvm:kvm_exit: reason HLT').tid, 1234);
  });

  it('reads a quoted line like the line itself', () => {
    const line = 'CPU 0/KVM-231   [001]    28.157432: kvm_exit: reason HLT';
    for (const quoted of [
      `> ${line}`,
      `>> > ${line}`,
      `| ${line}  `,
      `\t${line}\r`,
      `\u00a0${line}`,
    ]) {
      assert.deepEqual(readTraceLine(quoted), readTraceLine(line), quoted);
    }
  });

  it('tells where events were lost, and how many where the line says so', () => {
    const lost = (line: string) => readTraceLine(line);
    assert.deepEqual(lost('CPU:0 [171 EVENTS DROPPED]'), { kind: 'lost', hostCpu: 0, count: 171 });
    assert.deepEqual(lost('CPU:1 [LOST 12 EVENTS]'), { kind: 'lost', hostCpu: 1, count: 12 });
    assert.deepEqual(lost('a.dat:  CPU:1 [EVENTS DROPPED]'), {
      kind: 'lost',
      hostCpu: 1,
      count: undefined,
    });
    assert.deepEqual(lost('  CPU 0/KVM   211 [001]    21.914914: PERF_RECORD_LOST lost 1609'), {
      kind: 'lost',
      hostCpu: 1,
      count: 1609,
    });
  });

  it('tells heads, call chains, blank lines and other events from prose', () => {
    const kinds: Readonly<Record<string, readonly string[]>> = {
      remark: [
        '# tracer: nop',
        'cpus=2',
        'version = 6',
        '  CPU 0/KVM 15488 [000]  2449.702190: PERF_RECORD_SWITCH IN         ',
        'qemu-system-x86   0 [000]   0.000000: PERF_RECORD_COMM: CPU 0/KVM:31861/31866',
      ],
      'call-chain': ['\tffffffff812c628c apic_set_eoi+0x1c ([kernel.kallsyms])'],
      blank: ['', ' \t', '> '],
      foreign: ['   CPU 0/KVM-231   [001] d..2.  28.157432: kvm_vcpu_halt <-kvm_emulate_halt'],
      other: ['Hello,', 'On 3 May, somebody wrote:', 'exits: see below', '12.345678: 99'],
    };
    for (const [kind, lines] of Object.entries(kinds)) {
      for (const line of lines) assert.equal(readTraceLine(line).kind, kind, line);
    }
  });

  it('reads prefixes as the reader of whole texts does', () => {
    const prefix = new LinePrefix();
    const lines = ['report', 'report-N', 'report-R'].flatMap((dialect) =>
      excerptText(`vmx-hlt-ipi.${dialect}`),
    );
    for (const line of [
      ...lines,
      ' qemu-kvm-1234  (   1200) [000] d..2.   123.456789: kvm_inj_virq: irq 239',
      'CPU 1/KV-1304    1d..2.   632.183126: kvm_fpu:  load',
      '     vmm-235   [001]101806974511: kvm_fpu: load',
      '  CPU 1/KVM 31075/31081 [000]  3324.095303385:  1  kvm:kvm_eoi: apicid 1 vector 64',
      '       CPU 1/KVM 31081  3324.095303:   kvm:kvm_eoi: apicid 1 vector 64',
    ]) {
      const bytes = Buffer.from(line);
      assert.ok(prefix.read(bytes, 0, bytes.length), line);
      const { commFrom, commTo, tid, hostCpu, head } = prefix;
      const [name, system] = bytes
        .toString('utf8', head.nameFrom, head.nameTo)
        .split(':')
        .reverse();
      const read = told(line);
      assert.deepEqual(
        [read.comm, read.tid, read.hostCpu ?? -1, read.event, read.system, read.payload],
        [
          bytes.toString('utf8', commFrom, commTo),
          tid,
          hostCpu,
          name,
          system,
          bytes.toString('utf8', head.payloadFrom).trim(),
        ],
      );
    }
  });

  it('reads any text as some kind of line', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        assert.ok(typeof readTraceLine(text).kind === 'string');
      }),
    );
  });
});
