import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LinePrefix } from '../../../src/formats/text/LinePrefix';

interface Read {
  readonly source?: string;
  readonly comm: string;
  readonly tid: number;
  readonly pid?: number;
  readonly hostCpu: number;
  readonly flags?: number;
  readonly stamp: string;
  readonly name: string;
  readonly payload: string;
}

/** What a line's prefix tells; undefined: the line is no event. What stands for "not printed" is left out. */
function read(line: string, prefix = new LinePrefix()): Read | undefined {
  const bytes = Buffer.from(line, 'latin1');
  if (!prefix.read(bytes, 0, bytes.length)) return undefined;
  const { sourceTo, commFrom, commTo, tid, pid, hostCpu, head } = prefix;
  const part = String(head.part).padStart(9, '0');
  const text = (from: number, to: number): string => bytes.toString('latin1', from, to);
  return {
    ...(sourceTo > 0 && { source: text(0, sourceTo).trim() }),
    comm: text(commFrom, commTo),
    tid,
    ...(pid >= 0 && { pid }),
    hostCpu,
    ...(head.flags !== 0 && { flags: head.flags }),
    stamp: head.unit === 'ns' ? `${head.whole}.${part}` : `${head.whole}${part}`,
    name: head.nameKind === undefined ? '' : text(head.nameFrom, head.nameTo),
    payload: text(head.payloadFrom, bytes.length),
  };
}

const vcpuThread = { comm: 'CPU 0/KVM', tid: 231, hostCpu: 1 };
const exit = { name: 'kvm_exit', payload: 'reason HLT rip 0x100012 info 0 0' };

describe('LinePrefix', () => {
  it('reads trace-cmd report, whose stamps have 6 or 9 places', () => {
    const line = (stamp: string): string =>
      `       CPU 0/KVM-231   [001]    ${stamp}: kvm_exit:             reason HLT rip 0x100012 info 0 0`;
    assert.deepEqual(read(line('28.157432')), { ...vcpuThread, stamp: '28.157432000', ...exit });
    assert.deepEqual(read(line('28.157432001')), { ...vcpuThread, stamp: '28.157432001', ...exit });
  });

  it('reads the flags that trace-cmd 3.3 and later put before the stamp', () => {
    const line =
      '          <idle>-0     [000] d..2.   816.051347: sched_waking:         comm=vmm pid=229';
    assert.deepEqual(read(line), {
      comm: '<idle>',
      tid: 0,
      hostCpu: 0,
      flags: 0x01,
      stamp: '816.051347000',
      name: 'sched_waking',
      payload: 'comm=vmm pid=229',
    });
    const raw = '             vmm-229   [000]-0x9    28.157432: kvm_eoi:              apicid=1';
    assert.equal(read(raw)?.flags, 0x09);
  });

  it('reads trace-cmd report -l, whose names are cut and whose flags are glued to the host CPU', () => {
    const line = 'npm i ty-12214   0dNs2.   816.051347: kvm_pio:              pio_write at 0x3f8';
    assert.deepEqual(read(line), {
      comm: 'npm i ty',
      tid: 12214,
      hostCpu: 0,
      flags: 0x01 | 0x04 | 0x20 | 0x10,
      stamp: '816.051347000',
      name: 'kvm_pio',
      payload: 'pio_write at 0x3f8',
    });
  });

  it('reads cycles, before which no blank stands', () => {
    const line =
      '       CPU 0/KVM-231   [000]101806974511: kvm_exit:             reason HLT rip 0x100012 info 0 0';
    const stamp = '101806974511';
    assert.deepEqual(read(line), { ...vcpuThread, hostCpu: 0, stamp, ...exit });
  });

  it('keeps counts of cycles beyond 2^53 exact', () => {
    const line =
      '             vmm-229   [000] 18446744073709551615: kvm_eoi:              apicid 1 vector 0';
    assert.equal(read(line)?.stamp, '18446744073709551615');
  });

  it('reads the difference of --ts-diff over', () => {
    const line = '       CPU 0/KVM-146   [001]    20.003028: (+835)   kvm_fpu:              load';
    assert.deepEqual([read(line)?.name, read(line)?.payload], ['kvm_fpu', 'load']);
  });

  it('reads the name of the file or instance before each line, also with blanks and colons', () => {
    const line =
      ' my host: 1.dat:           <idle>-0     [001]    63.111848630: sched_wakeup:         CPU 1/KVM:141 [120] CPU:001';
    const prefix = new LinePrefix();
    for (let turn = 0; turn < 2; turn++) {
      const found = read(line, prefix);
      assert.deepEqual([found?.source, found?.comm, found?.tid], ['my host: 1.dat', '<idle>', 0]);
    }
    // The event behind a loss has none.
    const bare =
      '          <idle>-0     [001]    63.111848: kvm_eoi:              apicid 0 vector 1';
    assert.deepEqual([read(bare, prefix)?.source, read(bare, prefix)?.comm], [undefined, '<idle>']);
    assert.equal(read(line, prefix)?.source, 'my host: 1.dat');
  });

  it('reads tracefs with and without the column of the process', () => {
    const line = (process: string): string =>
      ` qemu-kvm-1234    ${process}[000] d..2.   123.456789: kvm_inj_virq: IRQ 0xec`;
    const found = {
      comm: 'qemu-kvm',
      tid: 1234,
      hostCpu: 0,
      flags: 1,
      stamp: '123.456789000',
      name: 'kvm_inj_virq',
      payload: 'IRQ 0xec',
    };
    assert.deepEqual(read(line('')), found);
    assert.deepEqual(read(line('(   1200) ')), { ...found, pid: 1200 });
    assert.deepEqual(read(line('(-------) ')), found);
  });

  it('reads the latency format, whose stamps are microseconds', () => {
    const line = '   vmm-229       0d..2.   24us+: kvm_eoi: apicid 1 vector 0';
    assert.equal(read(line)?.stamp, '0.000024000');
    assert.equal(read(line)?.name, 'kvm_eoi');
  });

  it('reads what tracefs prints without a colon behind the name', () => {
    const nameKind = (rest: string): unknown => {
      const prefix = new LinePrefix();
      read(`             vmm-229     [000] .....   123.456789: ${rest}`, prefix);
      return prefix.head.nameKind;
    };
    assert.equal(nameKind('sys_read(fd: 3, buf: 7f, count: 1)'), 'syscall-enter');
    assert.equal(nameKind('sys_read -> 0x1'), 'syscall-exit');
    assert.equal(nameKind('kvm_arch_vcpu_load <-vcpu_load'), 'function');
    assert.equal(nameKind('<stack trace>'), 'stack');
    assert.equal(nameKind('<stack trace >'), 'stack');
    assert.equal(nameKind('something else'), undefined);
  });

  it('reads perf script with thread, process and thread, period, and without the host CPU', () => {
    const rest = 'kvm:kvm_eoi: apicid 1 vector 65';
    const found = {
      comm: 'CPU 1/KVM',
      tid: 15489,
      hostCpu: 0,
      stamp: '2441.721962000',
      name: 'kvm:kvm_eoi',
      payload: 'apicid 1 vector 65',
    };
    const who = '       CPU 1/KVM';
    assert.deepEqual(read(`${who} 15489 [000]  2441.721962:             ${rest}`), found);
    assert.deepEqual(read(`${who} 15481/15489 [000]  2441.721962: ${rest}`), {
      ...found,
      pid: 15481,
    });
    assert.deepEqual(read(`${who} 15489 [000]  2441.721962:          1   ${rest}`), found);
    assert.deepEqual(read(`${who} 15489  2441.721962:   ${rest}`), { ...found, hostCpu: -1 });
  });

  it('reads perf script of a guest, and of threads it has lost', () => {
    const rest = '[002]   234.981455:     kvm:kvm_eoi: apicid 1 vector 0';
    const guest = read(`VM: 1234 VCPU:000 CPU 0/KVM  386 ${rest}`);
    assert.deepEqual([guest?.comm, guest?.tid], ['CPU 0/KVM', 386]);
    const unknown = read(`             :-1    -1 ${rest}`);
    assert.deepEqual([unknown?.comm, unknown?.tid], [':-1', -1]);
  });

  it('reads perf script without thread ids, also of names that end with a number', () => {
    const rest = '[002]   234.981455:     kvm:kvm_eoi: apicid 1 vector 0';
    for (const comm of ['kworker/0:1', 'CPU 0/KVM', 'swapper']) {
      const found = read(`${comm.padStart(16)} ${rest}`);
      assert.deepEqual([found?.comm, found?.tid], [comm, -1]);
    }
  });

  it('gives no name to a record of perf', () => {
    const line = '       CPU 1/KVM   387 [002]   234.981455: PERF_RECORD_LOST lost 60';
    assert.deepEqual([read(line)?.tid, read(line)?.name], [387, '']);
  });

  for (const line of [
    '',
    'cpus=3',
    '# tracer: nop',
    'CPU:0 [EVENTS DROPPED]',
    '\tffffffff81281e80 kvm_vcpu_halt+0x210 ([kernel.kallsyms])',
    'The lines begin: a letter, then - 12 more [sic].',
    '       CPU 0/KVM-231   [001]    28.157432',
    '       CPU 0/KVM-99999999   [001]    28.157432: kvm_exit: reason HLT',
    '       CPU 0/KVM-231   [001]    28.1574320001: kvm_exit: reason HLT',
  ]) {
    it(`takes no other line for an event: "${line.slice(0, 40)}"`, () => {
      assert.equal(read(line), undefined);
    });
  }

  it('finds any name of a thread, whatever is in it', () => {
    const letter = fc.constantFrom('a', '0', ' ', '-', '[', ']', ':', '/', '.', '\xff', '(', ')');
    const name = fc
      .string({ unit: letter, minLength: 1, maxLength: 15 })
      .filter((comm) => comm.trim() === comm);
    fc.assert(
      fc.property(name, fc.integer({ min: 1, max: 4_000_000 }), (comm, tid) => {
        const report = `${comm.padStart(16)}-${String(tid).padEnd(5)} [001]    28.157432: kvm_eoi:              x`;
        assert.deepEqual([read(report)?.comm, read(report)?.tid], [comm, tid]);
      }),
    );
  });
});
