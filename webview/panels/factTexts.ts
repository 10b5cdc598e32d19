import { secondsText } from '../../src/base/secondsText';
import { clockUnitOf } from '../../src/protocol/clockUnitOf';
import type { ClockFacts, SourceFacts, TraceFacts } from '../../src/protocol/facts';
import { formatText } from '../../src/protocol/formatText';
import { formatBytes } from '../format/bytes';
import { counted, formatCount } from '../format/count';
import { exactDuration, formatSpan } from '../format/time';

/** One entry of the facts strip. */
export interface FactText {
  readonly id: string;
  readonly label: string;
  readonly text: string;
  readonly tooltip?: string;
  readonly isAlarming?: boolean;
}

const notRecorded = 'not recorded';

/** What the recording is, in the order an expert checks it. */
export function factTexts(facts: TraceFacts): readonly FactText[] {
  const vcpuCount = facts.vms.reduce((sum, vm) => sum + vm.vcpus.length, 0);
  return [
    ...(facts.sources.length === 1 ? facts.sources.flatMap(sourceTexts) : []),
    ...partText(facts),
    {
      id: 'duration',
      label: 'Duration',
      ...durationText(facts),
    },
    {
      id: 'vms',
      label: 'Guests',
      text: `${counted(facts.vms.length, 'VM')}, ${counted(vcpuCount, 'vCPU')}`,
      tooltip: facts.vms.map(vmText).join('\n'),
    },
    { id: 'events', label: 'Events', text: formatCount(facts.events) },
    lostText(facts),
  ];
}

function durationText(facts: TraceFacts): Pick<FactText, 'text' | 'tooltip'> {
  const { t0Ns, durationNs } = facts;
  if (t0Ns === null) return { text: 'no events' };
  const unit = clockUnitOf(facts);
  const start = absoluteText(facts, t0Ns);
  return {
    text: formatSpan(durationNs, unit),
    tooltip: `${exactDuration(durationNs, unit)}; the first event is at ${start} on the trace clock`,
  };
}

/** What is loaded of the trace, where it is not all. */
function partText(facts: TraceFacts): readonly FactText[] {
  const { part } = facts;
  if (part === null) return [];
  const unit = clockUnitOf(facts);
  const { fromNs, toNs, hostCpus, events } = part;
  const time = (ns: number): string => formatSpan(ns, unit);
  const texts = [
    ...(fromNs === undefined ? [] : [`from ${time(fromNs)}`]),
    ...(toNs === undefined ? [] : [`to ${time(toNs)}`]),
    ...(hostCpus === undefined ? [] : [`events of CPU ${hostCpus.join(', ')}`]),
    ...(events === undefined ? [] : [`events ${events.join(', ')}`]),
  ];
  if (texts.length === 0) return [];
  const tooltip =
    'Exits are those of all host CPUs within the time; only the event table is restricted to CPUs and events.';
  return [{ id: 'part', label: 'Part', text: texts.join(', '), tooltip, isAlarming: true }];
}

function sourceTexts(source: SourceFacts): readonly FactText[] {
  return [
    {
      id: 'format',
      label: 'Format',
      text: formatText(source),
      tooltip: `${source.path}\n${formatBytes(source.fileBytes)}`,
    },
    { id: 'kernel', label: 'Kernel', text: source.kernel ?? notRecorded },
    { id: 'clock', label: 'Clock', ...clockText(source.clock) },
    {
      id: 'hostCpus',
      label: 'Host CPUs',
      text: source.hostCpus === null ? notRecorded : formatCount(source.hostCpus),
    },
  ];
}

function clockText(clock: ClockFacts): Pick<FactText, 'text' | 'tooltip'> {
  const name = clock.name ?? notRecorded;
  if (clock.unit === 'cycles') {
    return {
      text: `${name}, in cycles`,
      tooltip:
        'The recording does not hold the frequency of this clock: every time here counts cycles, not nanoseconds.',
    };
  }
  switch (clock.conversion) {
    case 'none':
      return { text: `${name}, in ns` };
    case 'recorded':
      return { text: `${name}, converted to ns`, tooltip: 'By the frequency in the recording' };
    case 'user':
      return { text: `${name}, converted to ns`, tooltip: 'By the frequency you gave' };
  }
}

function lostText(facts: TraceFacts): FactText {
  const label = 'Lost events';
  if (facts.lostGaps === 0) return { id: 'lost', label, text: 'none' };
  return {
    id: 'lost',
    label,
    text: `${lostCount(facts)} in ${counted(facts.lostGaps, 'gap')}`,
    tooltip: 'The kernel overwrote or dropped these events before they were saved',
    isAlarming: true,
  };
}

function lostCount({ lostEvents, unsizedGaps }: TraceFacts): string {
  if (unsizedGaps === 0) return formatCount(lostEvents);
  return lostEvents === 0 ? 'unknown number' : `at least ${formatCount(lostEvents)}`;
}

function vmText(vm: TraceFacts['vms'][number]): string {
  const name = vm.name === null ? '' : ` ${vm.name}`;
  const pid = vm.pid === null ? '' : `, pid ${vm.pid}`;
  const vcpus = vm.vcpus
    .map(({ vcpu, tid }) => `vCPU ${vcpu} = tid ${tid ?? notRecorded}`)
    .join(', ');
  return `VM ${vm.vm}${name}${pid}: ${vcpus}`;
}

/** The stamp is a decimal string because it may exceed what a double counts exactly. */
function absoluteText(facts: TraceFacts, t0Ns: string): string {
  if (clockUnitOf(facts) === 'cycles') return `${t0Ns} cycles`;
  return `${secondsText(BigInt(t0Ns))} s`;
}
