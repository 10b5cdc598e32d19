import type { FoundEvent } from './EventFinder';
import { faultAt } from './faultAt';
import { faultWords } from './faultWords';
import { exitsUnseen } from './loadedRows';
import { periodWords } from './periodWords';
import { together } from './Told';
import type { Told } from './Told';
import type { WordsContext } from './WordsContext';

/** What the guest asked for, or KVM did for it, between an exit and the next entry. */
const DEEDS = [
  'kvm_msr',
  'kvm_pio',
  'kvm_cpuid',
  'kvm_cr',
  'kvm_mmio',
  'kvm_fast_mmio',
  'kvm_hypercall',
  'kvm_hv_hypercall',
  'kvm_xen_hypercall',
  'kvm_apic',
  'kvm_apic_ipi',
  'kvm_eoi',
  'kvm_pv_eoi',
  'kvm_emulate_insn',
  'kvm_inj_virq',
  'kvm_inj_exception',
  'kvm_userspace_exit',
];
/** So many of them are told; the event table has all. */
const MOST_DEEDS = 6;

/** The exit that KVM handles for a vCPU at a time; undefined: it handles none, or its exit is not recorded. */
export function handledExit(
  words: WordsContext,
  vm: number,
  vcpu: number,
  atNs: number,
): FoundEvent | undefined {
  const { finder } = words;
  const latest = finder.upTo(['kvm_exit', 'kvm_entry'], atNs, finder.ofVcpu(vm, vcpu));
  if (latest?.name !== 'kvm_exit') return undefined;
  return words.ranUnseen(vm, vcpu, latest.timeNs, atNs) ? undefined : latest;
}

/** An exit with the idle period that it began or goes on in. */
export function exitAndPeriodWords(
  words: WordsContext,
  vm: number,
  vcpu: number,
  exit: FoundEvent,
  atNs = exit.timeNs,
): Told {
  const { periods } = words.source;
  const period = periods.at(vm, vcpu, atNs) ?? periods.at(vm, vcpu, exit.timeNs);
  const told = exitWords(words, vm, vcpu, exit);
  return period === undefined ? told : together(told, periodWords(words, period));
}

/** An exit: why, from which guest code, what KVM did for it and how long that took. */
function exitWords(words: WordsContext, vm: number, vcpu: number, exit: FoundEvent): Told {
  const { finder } = words;
  const next = finder.from(['kvm_exit', 'kvm_entry'], exit.timeNs, finder.ofVcpu(vm, vcpu), {
    beyond: exit,
  });
  const isUnseen =
    next !== undefined && exitsUnseen(words.source, vm, vcpu, exit.timeNs, next.timeNs);
  const entry = isUnseen ? undefined : next;
  const costNs = costOf(words, exit, entry);
  const deeds = deedsOf(words, vm, vcpu, exit, entry?.timeNs ?? exit.timeNs);
  const fault = faultAt(words.source.pages, exit.timeNs, (of) => of.vm === vm && of.vcpu === vcpu);
  const rip = words.hexField(exit, 'guest_rip');
  const own: Partial<Told> = {
    sentences: [...words.sentencesOf(exit), costSentence(words, costNs, next, isUnseen)],
    facts: [
      { label: 'Exit', value: words.line(exit) },
      ...(rip === undefined ? [] : [{ label: 'Guest RIP', value: rip }]),
      ...(costNs === undefined ? [] : [{ label: 'Exit to entry', value: words.exactly(costNs) }]),
    ],
    evidence: [
      words.evidence(exit, 'the exit'),
      ...(entry?.name === 'kvm_entry' ? [words.evidence(entry, 'the next entry')] : []),
    ],
    tables: words.eventsOf(vm, vcpu, exit.timeNs, entry?.timeNs ?? exit.timeNs),
    ...(rip !== undefined && { rip }),
  };
  return together(own, fault === undefined ? {} : faultWords(words, fault), {
    sentences: deeds.map((deed) => `${deed.name}: ${words.line(deed)}.`),
    evidence: deeds.map((deed) => words.evidence(deed)),
  });
}

function deedsOf(
  { finder }: WordsContext,
  vm: number,
  vcpu: number,
  exit: FoundEvent,
  untilNs: number,
): readonly FoundEvent[] {
  const deeds: FoundEvent[] = [];
  const wants = finder.ofVcpu(vm, vcpu);
  let last: FoundEvent | undefined = exit;
  while (deeds.length < MOST_DEEDS) {
    last = finder.from(DEEDS, last.timeNs, wants, { beyond: last, untilNs });
    if (last === undefined) break;
    deeds.push(last);
  }
  return deeds;
}

function costSentence(
  words: WordsContext,
  costNs: number | undefined,
  next: FoundEvent | undefined,
  isUnseen: boolean,
): string {
  if (costNs !== undefined) {
    return `From this exit to the next entry: ${words.duration(costNs)}.`;
  }
  if (isUnseen || (next?.name !== 'kvm_entry' && words.isNarrowed)) {
    return 'How long it took is not told: its entry is not among the events that are loaded.';
  }
  if (next === undefined) return 'How long it took is not told: no entry after it was recorded.';
  return next.name === 'kvm_exit'
    ? 'How long it took is not told: another exit follows without an entry.'
    : 'How long it took is not told: events were lost before the next entry.';
}

/** As the exits table pairs them: a wrong duration is worse than none (C.6). */
function costOf(
  words: WordsContext,
  exit: FoundEvent,
  next: FoundEvent | undefined,
): number | undefined {
  if (next?.name !== 'kvm_entry') return undefined;
  const streams = [exit, next].map(({ block, at }) => block.stream[at]!);
  return words.wasLost(exit.timeNs, next.timeNs, streams) ? undefined : next.timeNs - exit.timeNs;
}
