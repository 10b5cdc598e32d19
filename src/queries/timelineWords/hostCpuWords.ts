import { vcpuOfKey } from '../../protocol/laneKeys';
import type { TimelineDetail, TimelineLane } from '../../protocol/timeline';
import { vcpuName } from '../findings/phrases';
import type { WantsRow } from './EventFinder';
import type { WordsContext } from './WordsContext';

/** Who ran on a host CPU at a time, for how long, and how it left; undefined: nothing is told there. */
export function hostCpuWords(
  words: WordsContext,
  lane: TimelineLane,
  timeNs: number,
): Omit<TimelineDetail, 'lane'> | undefined {
  const { bands, access, pages, lastNs } = words.source;
  const stretch = bands.at(lane.key, timeNs);
  if (stretch === undefined) return undefined;
  const { fromNs, toNs, category, tid } = stretch;
  const source = lane.source ?? 0;
  const onCpu: WantsRow = (block, at) => {
    const stream = access.streamOf(block, at);
    return stream.source === source && stream.hostCpu === lane.hostCpu;
  };
  // What another host CPU lost is no reason here.
  const streams = words.source.table.streams.flatMap((of, stream) =>
    of.source === source && of.hostCpu === lane.hostCpu ? [stream] : [],
  );
  const { finder } = words;
  const on = finder.upTo(['sched_switch'], fromNs, onCpu, fromNs);
  const off = finder.from(['sched_switch'], toNs, onCpu, { untilNs: toNs });
  const vcpu = vcpuOfKey(category);
  const thread =
    tid === undefined || tid <= 0 ? undefined : pages.context.threadName(source, tid, fromNs);
  const who =
    vcpu !== undefined
      ? vcpuName(vcpu.vm, vcpu.vcpu)
      : category === 'idle'
        ? 'idle'
        : (thread ?? (category === 'other' ? 'another thread' : 'not told'));
  const length = words.duration(toNs - fromNs);
  const comm = tid === undefined ? undefined : pages.context.commOf(source, tid, fromNs);
  return {
    title: `${lane.label}: ${who}`,
    fromNs,
    toNs,
    sentences: [
      category === 'idle'
        ? `Nothing ran on this host CPU for ${length}.`
        : category === 'unknown'
          ? `Who ran on this host CPU is not told for ${length}${words.wasLost(fromNs, toNs, streams) ? ': events were lost' : ': no switch of threads before tells it'}.`
          : `${who} ran on this host CPU for ${length}.`,
      ...(off === undefined
        ? toNs >= lastNs
          ? ['It still did when the trace ended.']
          : []
        : [`Then: ${words.line(off)}.`, ...words.sentencesOf(off)]),
    ],
    facts: [
      { label: 'Length', value: words.exactly(toNs - fromNs) },
      ...(tid === undefined || tid <= 0 ? [] : [{ label: 'Thread', value: String(tid) }]),
      ...(comm === undefined || tid === 0 ? [] : [{ label: 'Name', value: comm }]),
    ],
    evidence: [
      ...(on === undefined ? [] : [words.evidence(on, 'the switch to it')]),
      ...(off === undefined ? [] : [words.evidence(off, 'the switch away')]),
    ],
    tables: [
      {
        table: 'events',
        filter: `cpu=${lane.hostCpu ?? 0} time>=${Math.floor(fromNs)}ns time<=${Math.ceil(toNs)}ns`,
      },
    ],
    rip: null,
  };
}
