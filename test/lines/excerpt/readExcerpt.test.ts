import assert from 'node:assert/strict';
import type { ExcerptEvent } from '../../../src/lines/excerpt/Excerpt';
import { readExcerpt } from '../../../src/lines/excerpt/readExcerpt';
import { readTraceLine } from '../../../src/lines/readTraceLine';
import { excerptText } from '../../support/excerptText';
import { payloadsOf, reportLines } from '../../support/madeLines';

const excerptOf = (texts: readonly string[]) =>
  readExcerpt(texts, texts.map(readTraceLine), payloadsOf(texts));
const eventsOf = (texts: readonly string[]): ExcerptEvent[] =>
  excerptOf(texts).items.filter((item) => item.kind === 'event');
/** Line and duration of each exit's entry. */
const entriesOf = (texts: readonly string[]) =>
  eventsOf(texts)
    .filter(({ step }) => step?.kind === 'exit')
    .map(({ entry }) => entry && [entry.line, entry.duration]);

describe('readExcerpt', () => {
  it('ties each exit to the next entry of the same vCPU', () => {
    const texts = reportLines(`
      1.000010 0 kvm_exit: reason HLT rip 0x1 info 0 0
      1.000020 1 kvm_exit: reason EPT_VIOLATION rip 0x1 info 182 0
      1.000035 1 kvm_entry: vcpu 1 rip 0x1
      1.002010 0 kvm_entry: vcpu 0 rip 0x2
      1.002020 0 kvm_exit: reason HLT rip 0x1 info 0 0
    `);
    assert.deepEqual(entriesOf(texts), [[3, 2_000_000], [2, 15_000], undefined]);
  });

  it('keeps vCPUs of several VMs apart by their threads, and those of several files by the file', () => {
    const lines = (source: string) => [
      `${source} CPU 0/KVM-1 [000] 1.000001: kvm_exit: reason HLT rip 0x1 info 0 0`,
      ` ${source} CPU 0/KVM-2 [001] 1.000002: kvm_entry: vcpu 0 rip 0x1`,
    ];
    assert.deepEqual(entriesOf(lines('')), [undefined]);
    const [exit] = lines('a.dat:');
    assert.deepEqual(entriesOf([exit!, 'b.dat: CPU 0/KVM-1 [000] 1.000002: kvm_entry: vcpu 0']), [
      undefined,
    ]);
  });

  it('goes by the vCPU where the thread was cut off, and ties nothing where neither is there', () => {
    const exit = '1.000001: kvm_exit: vcpu 0 reason HLT rip 0x1 info1 0x0 info2 0x0';
    assert.deepEqual(
      entriesOf([exit, '1.000002: kvm_entry: vcpu 1', '1.000003: kvm_entry: vcpu 0']),
      [[2, 2000]],
    );
    assert.deepEqual(
      entriesOf(['1.000001: kvm_exit: reason HLT rip 0x1', '1.000002: kvm_entry: vcpu 0']),
      [undefined],
    );
  });

  it('ties nothing across lost events, a cut, or what somebody wrote between the lines', () => {
    const [exit, entry] = reportLines(`
      1.000010 0 kvm_exit: reason HLT rip 0x1 info 0 0
      1.000020 0 kvm_entry: vcpu 0 rip 0x1
    `) as [string, string];
    for (const between of ['CPU:0 [LOST EVENTS]', '...', '> [snip]', '--', 'and then, later:']) {
      assert.deepEqual(entriesOf([exit, between, entry]), [undefined], between);
    }
    for (const between of ['', '# tracer: nop', '\tffffffff812c628c f+0x1 (/lib/x)']) {
      assert.deepEqual(entriesOf([exit, between, entry]), [[2, 10_000]], between);
    }
  });

  it('tells no duration where times go back: those are no times of one clock', () => {
    const texts = reportLines(`
      0.000015 0 kvm_exit: reason HLT rip 0x1 info 0 0
      0.000038 0 kvm_entry: vcpu 0 rip 0x1
      0.000002 0 kvm_exit: reason HLT rip 0x1 info 0 0
    `);
    assert.equal(excerptOf(texts).isOrdered, false);
    assert.deepEqual(entriesOf(texts), [[1, undefined], undefined]);
  });

  it('tells no duration without stamps', () => {
    assert.deepEqual(
      entriesOf([
        'CPU 0/KVM-1 [000] kvm_exit: reason HLT rip 0x1 info 0 0',
        'CPU 0/KVM-1 [000] kvm_entry: vcpu 0',
      ]),
      [[1, undefined]],
    );
  });

  it('knows the vCPU of a line from its payload, its thread’s entries, or the name QEMU gives it', () => {
    const vcpus = (texts: readonly string[]) => eventsOf(texts).map(({ vcpu }) => vcpu);
    const exit = 'qemu-1 [000] 1.000001: kvm_exit: reason HLT rip 0x1 info 0 0';
    assert.deepEqual(vcpus([exit, 'qemu-1 [000] 1.000002: kvm_entry: vcpu 3']), [
      { id: 3, isInferred: true },
      { id: 3, isInferred: false },
    ]);
    assert.deepEqual(vcpus([exit]), [undefined]);
    assert.deepEqual(vcpus([exit.replace('qemu', 'CPU 7/KVM')]), [{ id: 7, isInferred: true }]);
    // One thread that ran two vCPUs: the exit may be of either.
    const two = [
      exit,
      'qemu-1 [000] 1.000002: kvm_entry: vcpu 3',
      'qemu-1 [000] 1.000003: kvm_entry: vcpu 4',
    ];
    assert.equal(vcpus(two)[0], undefined);
  });

  it('remembers which exit a fault belongs to', () => {
    const fault = 'kvm_page_fault: address 1000 error_code 182';
    const after = (...texts: readonly string[]) =>
      eventsOf(reportLines([...texts, `1.000009 0 ${fault}`].join('\n'))).at(-1)!.precedingExit;
    const exit = '1.000001 0 kvm_exit: reason EPT_VIOLATION rip 0x1 info 182 0';
    assert.deepEqual(after(exit), { isa: 'vmx', code: 48 });
    assert.equal(after(exit, '1.000002 0 kvm_entry: vcpu 0'), undefined);
    assert.equal(after(exit, '...'), undefined);
    assert.equal(after(exit.replace(' 0 ', ' 1 ')), undefined);
  });

  it('reads a mail that wrapped and quoted lines like the lines themselves', () => {
    const content = (texts: readonly string[]) =>
      eventsOf(texts).map(({ line, step, vcpu, entry }) => ({
        ...line,
        payload: line.payload.replaceAll(/\s+/g, ' '),
        step,
        vcpu,
        duration: entry?.duration,
      }));
    const whole = excerptText('vmx-hlt-ipi.report-N').slice(24, 44);

    assert.deepEqual(content(excerptText('vmx-hlt-ipi.mail')), content(whole));
  });

  it('puts a thread’s name together that was broken at its blank', () => {
    const [event] = eventsOf(['> CPU', '> 0/KVM-231 [001] 28.157432: kvm_entry: vcpu 0, rip 0x1']);
    assert.equal(event!.line.comm, 'CPU 0/KVM');
    assert.deepEqual([event!.first, event!.last], [0, 1]);
    const [other] = eventsOf(['Thanks', 'qemu-231 [001] 28.157432: kvm_entry: vcpu 0, rip 0x1']);
    assert.equal(other!.line.comm, 'qemu');
  });

  it('puts a prefix together that was broken before its time', () => {
    const [event] = eventsOf(['CPU 0/KVM-231   [001]', '28.157432: kvm_entry: vcpu 0, rip 0x1']);
    assert.deepEqual(
      [event!.line.tid, event!.line.hostCpu, event!.line.stamp?.text],
      [231, 1, '28.157432'],
    );
  });

  it('takes nothing that people write for more of an event', () => {
    const texts = [
      ...reportLines('1.000010 0 kvm_entry: vcpu 0, rip 0x1'),
      'which is the last entry before the hang, and pid 12 of course.',
    ];
    const [event, rest] = excerptOf(texts).items;
    assert.equal((event as ExcerptEvent).last, 0);
    assert.equal(rest!.kind, 'unread');
  });
});
