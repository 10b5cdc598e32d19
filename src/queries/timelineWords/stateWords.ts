import type { TimelineDetail, TimelineLane } from '../../protocol/timeline';
import { fieldValue } from '../../events/fields';
import { vcpuName } from '../findings/phrases';
import type { WantsRow } from './EventFinder';
import { exitAndPeriodWords, handledExit } from './exitWords';
import { exitsUnseen } from './loadedRows';
import { periodWords } from './periodWords';
import { together } from './Told';
import type { Told } from './Told';
import { unknownWords } from './unknownWords';
import type { VcpuStretch } from './VcpuStretch';
import type { WordsContext } from './WordsContext';

const stateNames: Readonly<Record<string, string>> = {
  guest: 'guest',
  kernel: 'KVM',
  userspace: 'user space',
  halt_poll: 'halt poll',
  blocked: 'blocked',
  waking: 'waking',
  preempted: 'preempted',
  stalled: 'stalled',
  unknown: 'unknown',
};

/** What a vCPU did at a time; undefined: nothing is told there. */
export function stateWords(
  words: WordsContext,
  lane: TimelineLane,
  timeNs: number,
): Omit<TimelineDetail, 'lane'> | undefined {
  const stretch = words.source.bands.at(lane.key, timeNs);
  if (stretch === undefined || lane.vm === null || lane.vcpu === null) return undefined;
  const of = { ...stretch, vm: lane.vm, vcpu: lane.vcpu };
  const { fromNs, toNs, vm, vcpu, category } = of;
  const length = {
    facts: [
      { label: 'Length', value: words.exactly(toNs - fromNs) },
      { label: 'From', value: words.instant(fromNs) },
      { label: 'To', value: words.instant(toNs) },
    ],
  };
  const told = together(length, wordsOf(words, of), {
    tables: words.eventsOf(vm, vcpu, fromNs, toNs),
  });
  return { title: `${vcpuName(vm, vcpu)}: ${stateName(category)}`, fromNs, toNs, ...told };
}

function stateName(category: string): string {
  const [state = '', exitClass] = category.split(':');
  const name = stateNames[state] ?? state;
  return exitClass === undefined ? name : `${name} handles an exit of class ${exitClass}`;
}

function wordsOf(words: WordsContext, of: VcpuStretch): Partial<Told> {
  const [state] = of.category.split(':');
  switch (state) {
    case 'guest':
      return guestWords(words, of);
    case 'kernel':
      return kernelWords(words, of);
    case 'userspace':
      return userspaceWords(words, of);
    case 'halt_poll':
    case 'blocked':
    case 'waking':
      return haltWords(words, of, state);
    case 'preempted':
    case 'stalled':
      return offWords(words, of, state);
    default:
      return unknownWords(words, of);
  }
}

function guestWords(words: WordsContext, { vm, vcpu, fromNs, toNs }: VcpuStretch): Partial<Told> {
  const { finder, source } = words;
  const wants = finder.ofVcpu(vm, vcpu);
  const entry = finder.upTo(['kvm_entry'], fromNs, wants, fromNs);
  const exit = finder.from(['kvm_exit', 'kvm_entry'], toNs, wants);
  const isLeft = exit?.name === 'kvm_exit' && !exitsUnseen(source, vm, vcpu, toNs - 1, exit.timeNs);
  const left = isLeft ? exit : undefined;
  const length = words.duration(toNs - fromNs);
  const sentences = [
    entry === undefined
      ? `Guest code ran for ${length}. ${fromNs <= source.fromNs ? 'It ran already when the trace began, as its first exit tells.' : `The kvm_entry before it ${words.absent}.`}`
      : `Guest code ran for ${length}, since this kvm_entry: ${words.line(entry)}.`,
    left === undefined
      ? words.isNarrowed
        ? `The exit after it ${words.absent}.`
        : 'No exit after it is recorded.'
      : left.timeNs === toNs
        ? `It ended by the exit ${words.line(left)}.`
        : `An interrupt of the host, or a switch of threads, ended it; the exit is stamped ${words.duration(left.timeNs - toNs)} later: ${words.line(left)}.`,
  ];
  const rip = entry === undefined ? undefined : words.hexField(entry, 'rip');
  const exitRip = left === undefined ? undefined : words.hexField(left, 'guest_rip');
  return {
    sentences,
    facts: [
      ...(rip === undefined ? [] : [{ label: 'Entered at RIP', value: rip }]),
      ...(exitRip === undefined ? [] : [{ label: 'Left at RIP', value: exitRip }]),
    ],
    evidence: [
      ...(entry === undefined ? [] : [words.evidence(entry, 'the entry')]),
      ...(left === undefined ? [] : [words.evidence(left, 'the exit')]),
    ],
    rip: exitRip ?? rip ?? null,
  };
}

function kernelWords(words: WordsContext, of: VcpuStretch): Partial<Told> {
  const { vm, vcpu, fromNs, toNs, category } = of;
  const length = words.duration(toNs - fromNs);
  const exit = handledExit(words, vm, vcpu, fromNs);
  if (exit !== undefined) {
    const since =
      exit.timeNs === fromNs ? '' : `, ${words.duration(fromNs - exit.timeNs)} after it came`;
    return together(
      { sentences: [`KVM worked on an exit for ${length}${since}:`] },
      exitAndPeriodWords(words, vm, vcpu, exit, fromNs),
    );
  }
  // A host interrupt showed that the guest had stopped before its exit was traced (C-14).
  const { finder } = words;
  const later = finder.from(['kvm_exit'], fromNs, finder.ofVcpu(vm, vcpu), { untilNs: toNs - 1 });
  if (later === undefined) {
    if (words.isNarrowed && category !== 'kernel') {
      return { sentences: [`KVM worked on an exit for ${length}; that exit ${words.absent}.`] };
    }
    const sentence = `The thread worked in KVM for ${length}; no exit before the end of that tells for what.`;
    return { sentences: [sentence] };
  }
  const delay = words.duration(later.timeNs - fromNs);
  const sentence = `KVM worked on an exit for ${length}; it is stamped ${delay} after that began, for an interrupt of the host, or a switch of threads, had stopped the guest before:`;
  return together({ sentences: [sentence] }, exitAndPeriodWords(words, vm, vcpu, later));
}

function userspaceWords(
  words: WordsContext,
  { vm, vcpu, fromNs, toNs }: VcpuStretch,
): Partial<Told> {
  const { finder } = words;
  const latest = finder.upTo(['kvm_userspace_exit'], fromNs, finder.ofVcpu(vm, vcpu));
  const isUnseen = latest !== undefined && words.ranUnseen(vm, vcpu, latest.timeNs, fromNs);
  const exit = isUnseen ? undefined : latest;
  const sentence = `The thread was in the VMM, outside of KVM_RUN, for ${words.duration(toNs - fromNs)}.`;
  if (exit === undefined) {
    return { sentences: [sentence, `The exit to user space before it ${words.absent}.`] };
  }
  return {
    sentences: [sentence, ...words.sentencesOf(exit)],
    evidence: [words.evidence(exit, 'the return to user space')],
  };
}

const haltSentences = {
  halt_poll: 'The host spun for a wake before it let the thread sleep, for',
  blocked: 'The thread slept in a halt, for',
  waking: 'The thread was woken, and waited for a host CPU, for',
} as const;

function haltWords(
  words: WordsContext,
  { vm, vcpu, fromNs, toNs }: VcpuStretch,
  state: keyof typeof haltSentences,
): Partial<Told> {
  const sentence = `${haltSentences[state]} ${words.duration(toNs - fromNs)}.`;
  const period = words.source.periods.at(vm, vcpu, fromNs);
  if (period !== undefined) return together({ sentences: [sentence] }, periodWords(words, period));
  return together(
    { sentences: [sentence, 'It is of no idle period that the recording tells.'] },
    state === 'waking' ? wakingWords(words, vm, vcpu, fromNs) : {},
  );
}

/** Who woke a thread that slept outside of a halt. */
function wakingWords(words: WordsContext, vm: number, vcpu: number, fromNs: number): Partial<Told> {
  const { finder, source } = words;
  const wants = schedulesVcpu(words, vm, vcpu, 'pid');
  const woken = finder.upTo(['sched_waking', 'sched_wakeup'], fromNs, wants, fromNs);
  if (woken === undefined) return { sentences: [`What woke it ${words.absent}.`] };
  const { block, at, name } = woken;
  const tid = block.tid[at]!;
  const by =
    tid < 0
      ? 'a thread that is not recorded'
      : tid === 0
        ? 'an idle host CPU'
        : source.pages.context.threadName(
            source.access.kindOf(block, at).source,
            tid,
            woken.timeNs,
          );
  return {
    sentences: [`${name} on ${by}: ${words.line(woken)}.`],
    evidence: [words.evidence(woken, 'the waking')],
  };
}

const offSentences = {
  preempted: 'The thread could have run, and something else had its host CPU, for',
  stalled: 'The thread slept outside of a halt, for',
} as const;

function offWords(
  words: WordsContext,
  { vm, vcpu, fromNs, toNs }: VcpuStretch,
  state: keyof typeof offSentences,
): Partial<Told> {
  const { finder } = words;
  const isOff = schedulesVcpu(words, vm, vcpu, 'prev_pid');
  const off = finder.upTo(['sched_switch'], fromNs, isOff, fromNs);
  const on = finder.from(['sched_switch'], toNs, schedulesVcpu(words, vm, vcpu, 'next_pid'), {
    untilNs: toNs,
  });
  const exit = handledExit(words, vm, vcpu, fromNs);
  const cpu = off === undefined ? -1 : words.source.access.hostCpuOf(off.block, off.at);
  return {
    sentences: [
      `${offSentences[state]} ${words.duration(toNs - fromNs)}.`,
      ...(off === undefined
        ? [`The switch that took its host CPU ${words.absent}.`]
        : [`The switch${cpu < 0 ? '' : ` on host CPU ${cpu}`}: ${words.line(off)}.`]),
      ...(exit === undefined ? [] : [`KVM was handling the exit ${words.line(exit)}.`]),
    ],
    evidence: [
      ...(exit === undefined ? [] : [words.evidence(exit, 'the exit')]),
      ...(off === undefined ? [] : [words.evidence(off, 'the switch away')]),
      ...(on === undefined ? [] : [words.evidence(on, 'the switch back')]),
    ],
    rip: (exit === undefined ? undefined : words.hexField(exit, 'guest_rip')) ?? null,
  };
}

/** Wants events of the scheduler that name a vCPU's thread in a field. */
function schedulesVcpu(
  { source: { access, pages } }: WordsContext,
  vm: number,
  vcpu: number,
  field: 'prev_pid' | 'next_pid' | 'pid',
): WantsRow {
  const threads = pages.context.vcpus.filter((of) => of.vm === vm && of.vcpu === vcpu);
  return (block, at) => {
    const kind = access.kindOf(block, at);
    const tid = fieldValue(block, kind, at, field);
    return threads.some((of) => of.source === kind.source && of.tid === tid);
  };
}
