import { missingEvents } from '../idle/missingEvents';
import { missingWords } from '../idle/missingWords';
import { listed } from '../findings/phrases';
import type { Told } from './Told';
import type { VcpuStretch } from './VcpuStretch';
import type { WordsContext } from './WordsContext';

/** Why nothing tells what a vCPU did: events were lost, the trace begins or ends, or they were not recorded. */
export function unknownWords(
  words: WordsContext,
  { vm, vcpu, fromNs, toNs }: VcpuStretch,
): Partial<Told> {
  const { finder, source } = words;
  const wants = finder.ofVcpu(vm, vcpu);
  const names = source.table.kinds.map(({ name }) => name);
  const before = finder.upTo(names, fromNs, wants);
  const after = finder.from(names, toNs, wants);
  const inside = finder.from(names, fromNs + 1, wants, { untilNs: toNs - 1 });
  const isAlone = inside === undefined && !words.isNarrowed;
  const missing = missingEvents(source.pages.context).filter(({ affects }) =>
    affects.some((told) => told === 'guest-time' || told === 'sleep-time'),
  );
  const reasons = [
    ...(words.wasLost(fromNs, toNs)
      ? ['Events were lost meanwhile, and may be the ones that would tell.']
      : []),
    ...(before === undefined && isAlone ? ['It is before the first event of this vCPU.'] : []),
    ...(after === undefined && isAlone ? ['It is after the last event of this vCPU.'] : []),
    ...(missing.length === 0
      ? []
      : [`Not in the recording: ${listed(missing.map((of) => missingWords(of).event))}.`]),
  ];
  return {
    sentences: [
      `What the vCPU did is not told, for ${words.duration(toNs - fromNs)}.`,
      ...(reasons.length === 0 ? ['No recorded event tells.'] : reasons),
    ],
    evidence: [
      ...(before === undefined ? [] : [words.evidence(before, 'the last event before')]),
      ...(after === undefined ? [] : [words.evidence(after, 'the first event after')]),
    ],
  };
}
