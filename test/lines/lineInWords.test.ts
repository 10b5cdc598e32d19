import assert from 'node:assert/strict';
import { readExcerpt } from '../../src/lines/excerpt/readExcerpt';
import { lineInWords } from '../../src/lines/lineInWords';
import { readTraceLine } from '../../src/lines/readTraceLine';
import type { EventLine } from '../../src/lines/traceLine';
import { eventPage } from '../../src/queries/eventRows';
import { eventAccess } from '../../src/engine/eventAccess';
import { excerptText } from '../support/excerptText';
import { payloadsOf } from '../support/madeLines';
import { fixtureBytes, openedTrace } from '../support/openTrace';

const inWords = (text: string) => lineInWords(readTraceLine(text) as EventLine, payloadsOf([text]));

/** Row of the first event of the excerpts in the recording they were printed from. */
const FIRST_ROW = 279;

describe('lineInWords', () => {
  it('says of printed lines what the event table says of the recorded events', async () => {
    const trace = await openedTrace(fixtureBytes('vmx-hlt-ipi'));
    for (const dialect of ['report', 'report-N', 'report-R']) {
      const texts = excerptText(`vmx-hlt-ipi.${dialect}`);
      const rows = Float64Array.from(texts, (_, index) => FIRST_ROW + index);
      const recorded = eventPage(eventAccess(trace, trace.passes), rows, {
        total: rows.length,
        start: 0,
      });
      const payloads = payloadsOf(texts);
      const { items } = readExcerpt(texts, texts.map(readTraceLine), payloads);
      const events = items.filter((item) => item.kind === 'event');
      assert.equal(events.length, texts.length, dialect);
      events.forEach(({ line, precedingExit }, index) => {
        assert.equal(line.event, recorded.event[index]);
        if (lossy(dialect).has(line.event)) return;
        const { summary } = lineInWords(line, payloads, precedingExit);
        assert.equal(summary, recorded.summary[index], `${dialect}: ${texts[index]!}`);
      });
    }
  });

  it('reads what kernels from 3.0 on printed', () => {
    const printed: Readonly<Record<string, string>> = {
      'kvm_exit: reason EXTERNAL_INTERRUPT rip 0x3c6c9 info 0 800000ef':
        'EXTERNAL_INTERRUPT (1) at 0x3c6c9',
      'kvm_exit: reason hlt rip 0x10 info 0 0': 'hlt (0x78) at 0x10',
      'kvm_exit: reason PENDING_INTERRUPT rip 0x10 info 0 0': 'INTERRUPT_WINDOW (7) at 0x10',
      'kvm_exit: reason UNKNOWN (65) rip 0x10 info 0 0': 'isa?:0x41 at 0x10',
      'kvm_entry: vcpu 0': 'vcpu 0 enters',
      'kvm_inj_virq: irq 239': 'injects interrupt 0xef',
      'kvm_inj_exception: #GP (0x0)': 'injects #GP (13)',
      'kvm_page_fault: address fee000b0 error_code 9':
        'fault at 0xfee000b0, error code 0x9: encoding unknown: no kvm_exit before it',
      'kvm_pio: pio_write at 0x3f8 size 1 count 1': 'out 0x3f8 COM1, 1 byte',
      'kvm_cpuid: func 0 rax d rbx 756e6547 rcx 6c65746e rdx 49656e69': 'CPUID 0x0 vendor',
      'kvm_emulate_insn: 0:ffffffff8103c6c9: f4': 'emulates f4 HLT at 0xffffffff8103c6c9',
      'kvm_apic: apic_write APIC_EOI = 0x0': 'APIC write 0xb0 EOI = 0x0',
      'kvm_apic_accept_irq: apicid 1 vec 239 (Fixed|edge)':
        'vcpu 1 accepts vector 0xef, Fixed, edge',
      'kvm_mmio: mmio write len 4 gpa 0xfee000b0 val 0x0':
        'MMIO write gpa 0xfee000b0 = 0x0, 4 bytes',
      'kvm_msr: msr_read 3a = 0x5': 'read 0x3a IA32_FEATURE_CONTROL = 0x5',
      'kvm_vcpu_wakeup: wait time 12345 ns': 'halted 12,345 ns: scheduled out at least once',
      'kvm_userspace_exit: reason restart (4)': 'interrupted by a signal (EINTR)',
      'kvm_hypercall: nr 0x5 a0 0x0 a1 0x1 a2 0x0 a3 0x0':
        'hypercall KICK_CPU (5): wakes the vCPU with APIC id 1',
      'kvm_ple_window: vcpu 0: ple_window 4096 (shrink 8192)':
        'vcpu 0 PAUSE-loop window shrinks: 8,192 → 4,096',
      'kvm_age_page: hva 7f1234 gfn 1234 YOUNG':
        'asks for and clears the accessed bit of gfn 0x1234: young',
      'sched_wakeup: comm=CPU 0/KVM pid=231 prio=120 success=1 target_cpu=001':
        'CPU 0/KVM (tid 231) is runnable on host CPU 1',
    };
    for (const [text, words] of Object.entries(printed)) {
      assert.equal(inWords(`a-1 [000] 1.000001: ${text}`).summary, words, text);
    }
  });

  it('shows every field with its value and what it means', () => {
    const { fields } = inWords('kvm_msr: msr_write 6e0 = 0x123 (#GP)');
    assert.deepEqual(
      fields.map(({ name, value }) => `${name}=${value}`),
      ['write=1', 'ecx=0x6e0', 'data=0x123', 'exception=1'],
    );
    assert.match(fields[1]!.meaning, /TSC_DEADLINE/);
  });

  it('gives the line itself where the line does not tell what words would need', () => {
    for (const payload of ['dst 0 vec 66 (Fixed|physical|edge)', 'gsi 4', 'something else']) {
      const words = inWords(`kvm_msi_set_irq: ${payload}`);
      assert.deepEqual(words, { summary: payload, sentences: [], fields: [], absent: [] });
    }
    assert.equal(inWords('kvm_exit:').summary, 'nothing in this line');
  });

  it('reads the pairs of an event that it does not know', () => {
    const { summary } = inWords('a-1 [000] 1.0: my_event: first=1 second=two');
    assert.equal(summary, 'first=1 second=two');
  });
});

/** Events of which the dialect tells less than the recording: no intr_info, no role, no +, a cut ICR. */
function lossy(dialect: string): ReadonlySet<string> {
  const lossyEvents: Readonly<Record<string, readonly string[]>> = {
    report: ['kvm_exit', 'kvm_mmu_get_page', 'sched_switch'],
    'report-R': ['kvm_apic_ipi'],
  };
  return new Set(lossyEvents[dialect]);
}
