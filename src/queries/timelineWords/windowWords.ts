import type { TimelineDetail, TimelineLane } from '../../protocol/timeline';
import { fieldValue } from '../../events/fields';
import { vcpuName } from '../findings/phrases';
import type { FoundEvent } from './EventFinder';
import type { WordsContext } from './WordsContext';

/** The poll window of a vCPU at a time: its latest change, and by which halt it came. */
export function windowWords(
  words: WordsContext,
  { vm, vcpu }: TimelineLane,
  timeNs: number,
): Omit<TimelineDetail, 'lane'> | undefined {
  if (vm === null || vcpu === null) return undefined;
  const { finder, source } = words;
  const wants = finder.ofVcpu(vm, vcpu);
  const change = finder.upTo(['kvm_halt_poll_ns'], timeNs, wants);
  const next = finder.from(['kvm_halt_poll_ns'], timeNs, wants, {
    ...(change !== undefined && { beyond: change }),
  });
  const toNs = next?.timeNs ?? source.lastNs;
  if (change === undefined) return next === undefined ? undefined : before(words, vm, vcpu, next);
  // The halt that it follows from ends right after it (A.1.3).
  const halt = finder.from(['kvm_vcpu_wakeup', 'kvm_entry'], change.timeNs, wants, {
    beyond: change,
  });
  const byHalt = halt?.name === 'kvm_vcpu_wakeup' ? halt : undefined;
  return {
    title: `${vcpuName(vm, vcpu)}: poll window ${words.duration(numberOf(words, change, 'new'))}`,
    fromNs: change.timeNs,
    toNs,
    sentences: [
      ...words.sentencesOf(change),
      ...(byHalt === undefined
        ? ['The halt that it follows from is not recorded.']
        : ['It follows from this halt:', ...words.sentencesOf(byHalt)]),
    ],
    facts: [
      { label: 'Before', value: words.exactly(numberOf(words, change, 'old')) },
      { label: 'After', value: words.exactly(numberOf(words, change, 'new')) },
    ],
    evidence: [change, ...(byHalt === undefined ? [] : [byHalt])].map((of) => words.evidence(of)),
    tables: [words.eventsOf(vm, vcpu, change.timeNs, byHalt?.timeNs ?? change.timeNs)],
    rip: null,
  };
}

/** Before its first change the window was what that replaced. */
function before(
  words: WordsContext,
  vm: number,
  vcpu: number,
  first: FoundEvent,
): Omit<TimelineDetail, 'lane'> {
  const windowNs = numberOf(words, first, 'old');
  return {
    title: `${vcpuName(vm, vcpu)}: poll window ${words.duration(windowNs)}`,
    fromNs: words.source.fromNs,
    toNs: first.timeNs,
    sentences: [
      `The first change of the poll window, ${words.duration(first.timeNs - words.source.fromNs)} after the trace began, replaced ${words.duration(windowNs)}.`,
    ],
    facts: [],
    evidence: [words.evidence(first, 'the first change')],
    tables: [words.eventsOf(vm, vcpu, first.timeNs, first.timeNs)],
    rip: null,
  };
}

function numberOf({ source: { access } }: WordsContext, of: FoundEvent, name: string): number {
  const { block, at } = of;
  return Number(fieldValue(block, access.kindOf(block, at), at, name) ?? 0);
}
