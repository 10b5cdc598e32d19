import assert from 'node:assert/strict';
import { explainLines } from '../../../src/lines/excerpt/explainLines';
import { excerptText } from '../../support/excerptText';
import { reportLines } from '../../support/madeLines';

const explained = (texts: readonly string[], firstLine = 1): string =>
  explainLines(texts, firstLine).join('\n');

describe('explainLines', () => {
  it('explains two vCPUs: exits, threads, what is not told, and each line', () => {
    const texts = reportLines(`
      1.000010 0 kvm_exit: reason HLT rip 0x1 info 0 0
      1.000020 1 kvm_exit: reason EPT_VIOLATION rip 0x5 info 182 0
      1.000022 1 kvm_page_fault: address 12000 error_code 182
      1.000035 1 kvm_entry: vcpu 1
      1.002010 0 kvm_entry: vcpu 0
    `);
    assert.equal(
      explained(texts, 100),
      `5 events in 2.000 ms, from 1.000010 to 1.002010

Exits                count   exit → entry   vCPU
HLT (12)             1       2.000 ms       0
EPT_VIOLATION (48)   1       15 µs          1

Threads         events   exits   vCPU
CPU 0/KVM-231   2        1       0
CPU 1/KVM-232   3        1       1

What the lines do not tell
- That no line was left out between an exit and its entry: times hold if so.
- Whether halts were polled or slept through: that is in kvm_vcpu_wakeup.
- Who woke the halted vCPU: that is in sched_waking and kvm_apic_accept_irq.
- Of kvm_exit: intr_info, error_code, vcpu_id, requests.
- Of kvm_page_fault: vcpu_id, guest_rip.
- Of kvm_entry: rip, immediate_exit, intr_info, error_code.

Line by line
100  1.000010  vCPU 0  kvm_exit: HLT (12) at 0x1
       Entry after 2.000 ms, in line 104.
       HLT (12), class idle, guest RIP 0x1.
101  1.000020  vCPU 1  kvm_exit: EPT_VIOLATION (48) at 0x5: write to an absent page
       Entry after 15 µs, in line 103.
       EPT_VIOLATION (48), class mem, guest RIP 0x5.
       info1: write to a page that is not present (final access).
102  1.000022  vCPU 1  kvm_page_fault: write to an absent page, gpa 0x12000
       Fault at guest-physical address 0x12000: write to a page that is not present (final access).
       The error code 0x182 is read as an EPT exit qualification, by the exit before it.
103  1.000035  vCPU 1  kvm_entry: vcpu 1 enters
104  1.002010  vCPU 0  kvm_entry: vcpu 0 enters`,
    );
  });

  it('adds the times of several exits of one reason', () => {
    const text = explained(excerptText('vmx-hlt-ipi.report'));
    assert.match(text, /^EPT_VIOLATION \(48\) +5 +15 µs to 75 µs, 190 µs in all +0, 1$/m);
    assert.match(text, /^HLT \(12\) +1 +3\.148 ms +0$/m);
  });

  const notes: Readonly<Record<string, readonly [texts: readonly string[], note: RegExp]>> = {
    'no exits': [
      ['a-1 [000] 1.0: kvm_entry: vcpu 0'],
      /Why the guest was left: there is no kvm_exit/,
    ],
    'no entries': [['a-1 [000] 1.0: kvm_exit: reason HLT rip 0x1'], /there is no kvm_entry/],
    'no times': [['kvm_exit: reason HLT rip 0x1'], /some lines have no time/],
    'no threads': [['kvm_exit: reason HLT rip 0x1'], /no thread and no vCPU/],
    'times that go back': [
      ['a-1 [000] 1.0: kvm_fpu: load', 'a-1 [000] 0.5: kvm_fpu: unload'],
      /times go back from one line to the next/,
    ],
    'a clock that counts cycles': [['a-1 [000]12345: kvm_fpu: load'], /units of a clock/],
    'times that may be steps': [
      reportLines('0.000010 0 kvm_exit: reason HLT rip 0x1\n0.000020 0 kvm_entry: vcpu 0'),
      /steps from line to line/,
    ],
    'lost events': [['CPU:1 [12 EVENTS DROPPED]', 'kvm_fpu: load'], /where 12 events were lost/],
    'a loss of unknown size': [
      ['CPU:1 [EVENTS DROPPED]', 'kvm_fpu: load'],
      /where events were lost/,
    ],
    'a cut': [['kvm_fpu: load', '[...]', 'kvm_fpu: unload'], /What was cut out of the text/],
    'a hidden vector': [
      ['kvm_exit: reason EXTERNAL_INTERRUPT rip 0x1 info 0 0'],
      /have no intr_info/,
    ],
    'EPT violations without faults': [
      ['kvm_exit: reason EPT_VIOLATION rip 0x1'],
      /in kvm_page_fault/,
    ],
    'times tied together by vCPU alone': [
      ['1.000001: kvm_exit: vcpu 0 reason HLT rip 0x1', '1.000002: kvm_entry: vcpu 0, rip 0x1'],
      /That the lines are of one VM/,
    ],
    'MSR exits without MSRs': [['kvm_exit: reason msr rip 0x1 info 1 0'], /that is in kvm_msr/],
  };
  for (const [what, [texts, note]] of Object.entries(notes)) {
    it(`says what these lines do not tell: ${what}`, () => {
      assert.match(explained(texts), note);
    });
  }

  it('says which meaning of info2 the entries of the text speak for', () => {
    const exit = '1.000010 0 kvm_exit: reason EPT_VIOLATION rip 0x1 info 182 80000051';
    const noteWith = (entry: string): string =>
      /^- What info2 is.*$/m.exec(explained(reportLines(`${exit}\n1.000020 0 ${entry}`)))?.[0] ??
      '';
    assert.match(noteWith('kvm_entry: vcpu 0 rip 0x1'), /interrupted the delivery of/);
    assert.match(noteWith('kvm_entry: vcpu 0'), /older than 5\.10, .* cause of the exit/);
    assert.equal(noteWith('kvm_fpu: load'), '');
  });

  it('tells vCPUs of one number, as of several VMs, apart by their threads', () => {
    const lines = ['A', 'B'].map(
      (vm, index) =>
        `CPU 0/KVM-${231 + index} [000] 1.00000${index}: kvm_exit: reason HLT rip 0x${vm}`,
    );
    const text = explained([...lines, ...reportLines('1.000009 1 kvm_fpu: load')]);
    assert.match(text, /^HLT \(12\) +2 +not told +0 \(tid 231\), 0 \(tid 232\)$/m);
    assert.match(text, /vCPU 0 \(tid 231\) +kvm_exit: HLT \(12\) at 0xa$/m);
    assert.match(text, /vCPU 0 \(tid 232\) +kvm_exit: HLT \(12\) at 0xb$/m);
  });

  it('names one time where all exits of a reason took as long', () => {
    const pair = (at: number) => `
      1.0000${at}0 0 kvm_exit: reason HLT rip 0x1
      1.0000${at}5 0 kvm_entry: vcpu 0`;
    const text = explained(reportLines(pair(1) + pair(2)));
    assert.match(text, /^HLT \(12\) +2 +5 µs each, 10 µs in all +0$/m);
  });

  it('does not ask for what the lines have', () => {
    const text = explained(
      reportLines(`
        1.000010 0 kvm_exit: vcpu 0 reason EXTERNAL_INTERRUPT rip 0x1 info1 0x0 info2 0x0 intr_info 0x800000ec error_code 0x0
        1.000020 0 kvm_entry: vcpu 0, rip 0x1
      `),
    );
    assert.doesNotMatch(text, /intr_info\. |kvm_page_fault|kvm_msr|kvm_vcpu_wakeup/);
    assert.match(text, /vector 0xec LOCAL_TIMER/);
  });

  it('tells what is no line of a trace by its number, and losses where they are', () => {
    const text = explained([
      'We see:',
      ...reportLines('1.0 0 kvm_fpu: load'),
      'CPU:1 [LOST 3 EVENTS]',
      'Thanks',
    ]);
    assert.match(text, /^1 event at 1\.0; 2 lines of something else\n/);
    assert.match(text, /^3 +3 events lost on host CPU 1$/m);
  });

  it('leaves the sentences out where they would bury the lines', () => {
    const exit = reportLines('1.000000 0 kvm_exit: reason HLT rip 0x1 info 0 0');
    assert.match(explained(new Array<string[]>(100).fill(exit).flat()), /class idle/);
    assert.doesNotMatch(explained(new Array<string[]>(101).fill(exit).flat()), /class idle/);
  });

  it('says so when there is no event', () => {
    assert.match(explained(['Hello,', 'how are you?']), /^There is no event in these lines/);
  });
});
