import { grouped } from '../../kvm/fieldValues';
import { basicExitCode } from '../../kvm/exitReasons';
import type { Isa } from '../../kvm/exitReasons';
import type { LinePayloads } from '../LinePayloads';
import type { Excerpt, ExcerptEvent } from './Excerpt';
import { isExit } from './excerptEvents';
import type { ExitEvent } from './excerptEvents';

/** Exits by their basic codes. */
type ExitCodes = Readonly<Record<Isa, readonly number[]>>;

const HALTS: ExitCodes = { vmx: [12], svm: [0x78] };
const MSR_ACCESSES: ExitCodes = { vmx: [31, 32], svm: [0x7c] };
/** SVM's are not meant: their kvm_exit has the page itself. */
const EPT_VIOLATIONS: ExitCodes = { vmx: [48], svm: [] };
const EXTERNAL_INTERRUPTS: ExitCodes = { vmx: [1], svm: [] };

/** What these lines do not tell, and what would: only what somebody who reads them would ask next. */
export function missingNotes({ items, isOrdered }: Excerpt): readonly string[] {
  const events = items.filter((item) => item.kind === 'event');
  const names = new Set(events.map(({ line }) => line.event));
  const exits = events.filter(isExit);
  const has = (codes: ExitCodes): boolean => exits.some((exit) => isOneOf(exit, codes));
  const notes: (string | false)[] = [
    events.length > 0 && exits.length === 0 && 'Why the guest was left: there is no kvm_exit.',
    exits.length > 0 && !names.has('kvm_entry') && 'How long exits took: there is no kvm_entry.',
    ...timeNotes(events, isOrdered),
    ...holeNotes({ items, isOrdered }),
    events.some(({ line, vcpu }) => line.tid === undefined && vcpu === undefined) &&
      'Whose some of the events are: their lines have no thread and no vCPU.',
    exits.some(hidesVector) &&
      'Which host interrupt ended EXTERNAL_INTERRUPT exits: their lines have no intr_info. trace-cmd report -R and -N show it.',
    has(EPT_VIOLATIONS) &&
      !names.has('kvm_page_fault') &&
      'Which pages EPT violations were on: that is in kvm_page_fault.',
    has(MSR_ACCESSES) && !names.has('kvm_msr') && 'Which MSRs were accessed: that is in kvm_msr.',
    has(HALTS) &&
      !names.has('kvm_vcpu_wakeup') &&
      'Whether halts were polled or slept through: that is in kvm_vcpu_wakeup.',
    has(HALTS) &&
      !names.has('sched_waking') &&
      !names.has('kvm_apic_accept_irq') &&
      'Who woke the halted vCPU: that is in sched_waking and kvm_apic_accept_irq.',
  ];
  return notes.filter((note) => note !== false);
}

/** Events whose fields readers miss: what another kernel's event of the same name has is no loss. */
const notedEvents: ReadonlySet<string> = new Set(['kvm_exit', 'kvm_entry', 'kvm_page_fault']);

/** Fields that no line of such an event shows. */
export function absentFieldNotes(
  events: readonly ExcerptEvent[],
  payloads: LinePayloads,
): readonly string[] {
  const absentOf = new Map<string, readonly string[]>();
  for (const { line } of events) {
    if (!notedEvents.has(line.event)) continue;
    const { absent } = payloads.read(line);
    const before = absentOf.get(line.event) ?? absent;
    absentOf.set(
      line.event,
      before.filter((name) => absent.includes(name)),
    );
  }
  return [...absentOf].flatMap(([event, absent]) =>
    absent.length === 0 ? [] : `Of ${event}: ${absent.join(', ')}.`,
  );
}

/**
 * Which of its two meanings the `info2` of VMX exits probably has where lines hide `intr_info`: the
 * address of entries came to kernels with it, in 5.10. A kernel with backports may have one alone.
 */
export function info2Notes(
  events: readonly ExcerptEvent[],
  payloads: LinePayloads,
): readonly string[] {
  const isOpen = events.some((event) => isExit(event) && leavesInfo2Open(event, payloads));
  const entries = events.filter(({ step }) => step?.kind === 'entry');
  const withRip = entries.filter(({ line }) => /\brip\b/.test(line.payload)).length;
  if (!isOpen || entries.length === 0 || (withRip > 0 && withRip < entries.length)) return [];
  return withRip > 0
    ? [
        'What info2 is. Entries have their rip, so probably what the exit interrupted the delivery of.',
      ]
    : [
        'What info2 is. Entries have no rip, so the kernel is probably older than 5.10, and it is the cause of the exit.',
      ];
}

function leavesInfo2Open({ line }: ExcerptEvent, payloads: LinePayloads): boolean {
  const { fields, absent } = payloads.read(line);
  const isVmx = fields.some(({ name, value }) => name === 'isa' && value === 1);
  const info2 = fields.find(({ name }) => name === 'info2')?.value;
  return isVmx && absent.includes('intr_info') && typeof info2 === 'bigint' && info2 !== 0n;
}

function timeNotes(events: readonly ExcerptEvent[], isOrdered: boolean): (string | false)[] {
  const stamps = events.flatMap(({ line }) => line.stamp ?? []);
  const isTimed = events.some(({ entry }) => entry?.duration !== undefined);
  return [
    stamps.length < events.length && 'When all of it happened: some lines have no time.',
    !isOrdered &&
      'Any duration: times go back from one line to the next, as with perf script --deltatime, or where lines were put in another order.',
    stamps.some(({ unit }) => unit === 'ticks') &&
      'Time in ns: the stamps count units of a clock that the lines do not name.',
    isTimed &&
      isOrdered &&
      'That no line was left out between an exit and its entry: times hold if so.',
    events.some(({ line, entry }) => line.tid === undefined && entry?.duration !== undefined) &&
      'That the lines are of one VM: without threads, exits and entries are tied together by the number of their vCPU.',
    isTimed &&
      stamps.every(({ text, unit }) => unit === 's' && text.startsWith('0.')) &&
      'Whether the stamps are times since one start: steps from line to line (perf script --deltatime) look the same.',
  ];
}

function holeNotes({ items }: Excerpt): (string | false)[] {
  const lost = items.filter((item) => item.kind === 'lost');
  const gaps = items.filter((item) => item.kind === 'gap').length;
  const sizes = lost.map(({ count }) => count);
  const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  const howMany = sizes.includes(undefined) ? '' : `${grouped(total)} `;
  return [
    lost.length > 0 &&
      `What happened where ${howMany}events were lost: no exit is timed across that.`,
    gaps > 0 && 'What was cut out of the text: no exit is timed across that.',
  ];
}

function hidesVector(event: ExcerptEvent): boolean {
  if (!isExit(event) || !isOneOf(event, EXTERNAL_INTERRUPTS)) return false;
  return !/intr_info[ =]/.test(event.line.payload);
}

/** False where the line does not tell the ISA: a number alone means two things. */
function isOneOf({ step: { isa, exitReason } }: ExitEvent, codes: ExitCodes): boolean {
  if (isa === undefined || exitReason === undefined) return false;
  return codes[isa].includes(basicExitCode(isa, exitReason));
}
