import type { TimelineDetail, TimelineLane } from '../../protocol/timeline';
import { fieldValue } from '../../events/fields';
import { vcpuName } from '../findings/phrases';
import type { Level } from './Bands';
import type { FoundEvent } from './EventFinder';
import type { WordsContext } from './WordsContext';

/** The poll window of a vCPU at a time: its latest change, and by which halt it came. */
export function windowWords(
  words: WordsContext,
  { vm, vcpu, key }: TimelineLane,
  timeNs: number,
): Omit<TimelineDetail, 'lane'> | undefined {
  const held = words.source.bands.levelAt(key, timeNs);
  if (vm === null || vcpu === null || held === undefined) return undefined;
  const { fromNs, toNs, level, isChanged } = held;
  const title = `${vcpuName(vm, vcpu)}: poll window ${words.duration(level)}`;
  const wants = words.finder.ofVcpu(vm, vcpu);
  const changeNs = isChanged ? fromNs : toNs;
  const change = words.finder.upTo(['kvm_halt_poll_ns'], changeNs, wants, changeNs);
  const told = isChanged ? byChange(words, vm, vcpu, held, change) : before(words, held, change);
  const tables = change === undefined ? [] : words.eventsOf(vm, vcpu, changeNs, changeNs);
  return { title, fromNs, toNs, tables, rip: null, ...told };
}

type Own = Pick<TimelineDetail, 'sentences' | 'facts' | 'evidence'> &
  Partial<Pick<TimelineDetail, 'tables'>>;

/** `change`: undefined, where it is not loaded. */
function byChange(
  words: WordsContext,
  vm: number,
  vcpu: number,
  { level }: Level,
  change: FoundEvent | undefined,
): Own {
  if (change === undefined) {
    const after = { label: 'After', value: words.exactly(level) };
    return { sentences: [`The change to it ${words.absent}.`], facts: [after], evidence: [] };
  }
  // The halt that it follows from ends right after it (A.1.3).
  const { finder } = words;
  const halt = finder.from(
    ['kvm_vcpu_wakeup', 'kvm_entry'],
    change.timeNs,
    finder.ofVcpu(vm, vcpu),
    { beyond: change },
  );
  const isHalt =
    halt?.name === 'kvm_vcpu_wakeup' && !words.ranUnseen(vm, vcpu, change.timeNs, halt.timeNs);
  const byHalt = isHalt ? halt : undefined;
  const newNs = numberOf(words, change, 'new');
  const after = { label: 'After', value: words.exactly(newNs) };
  return {
    sentences: [
      ...words.sentencesOf(change),
      ...(newNs > level ? [`This one was cut to ${words.duration(level)}.`] : []),
      ...(byHalt === undefined
        ? [`The halt that it follows from ${words.absent}.`]
        : ['It follows from this halt:', ...words.sentencesOf(byHalt)]),
    ],
    facts: [{ label: 'Before', value: words.exactly(numberOf(words, change, 'old')) }, after],
    evidence: [change, ...(byHalt === undefined ? [] : [byHalt])].map((of) => words.evidence(of)),
    tables: words.eventsOf(vm, vcpu, change.timeNs, byHalt?.timeNs ?? change.timeNs),
  };
}

/** Before its first change the window was what that replaced. */
function before(
  words: WordsContext,
  { fromNs, toNs, level }: Level,
  first: FoundEvent | undefined,
): Own {
  return {
    sentences: [
      `The first change of the poll window, ${words.duration(toNs - fromNs)} after the trace began, replaced ${words.duration(level)}.`,
    ],
    facts: [],
    evidence: first === undefined ? [] : [words.evidence(first, 'the first change')],
  };
}

function numberOf({ source: { access } }: WordsContext, of: FoundEvent, name: string): number {
  const { block, at } = of;
  return Number(fieldValue(block, access.kindOf(block, at), at, name) ?? 0);
}
