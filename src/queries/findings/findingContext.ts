import { shareOf } from '../../base/shareOf';
import { TidIndex } from '../../base/TidIndex';
import type { ReportSource } from '../idle/ReportSource';
import type { FindingContext, FoundVcpu } from './Finder';
import { TimeWords, vcpuName } from './phrases';

/** A report's source, with what the words of findings need. */
export function findingContext(source: ReportSource): FindingContext {
  const { directory, idle, durationNs, facts, commOf } = source;
  const refs = directory.refs();
  const lanes = new Map(idle.lanes.flatMap((lane) => (lane ? [[lane.binding, lane]] : [])));
  const byBinding = directory.bindings.all.map(
    ({ tid, source: recording }, binding): FoundVcpu | undefined => {
      const ref = refs[binding];
      if (ref === undefined) return undefined;
      return { ...ref, binding, tid, source: recording, lane: lanes.get(binding) };
    },
  );
  const vcpus = byBinding.flatMap((vcpu) => vcpu ?? []);
  const index = new TidIndex();
  const byThread: FoundVcpu[] = [];
  for (const vcpu of vcpus) byThread[index.indexOf(vcpu.source, vcpu.tid)] = vcpu;
  const unit = facts.sources.some(({ clock }) => clock.unit === 'cycles') ? 'cycles' : 'ns';
  return {
    ...source,
    words: new TimeWords(unit, durationNs),
    shareOf: (ns) => shareOf(ns, durationNs),
    vcpus: vcpus.sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu || a.binding - b.binding),
    vcpuOf: (binding) => byBinding[binding],
    threadName: (recording, tid, atNs) => {
      const known = byThread[index.find(recording, tid)];
      if (known !== undefined) return vcpuName(known.vm, known.vcpu);
      const comm = commOf(recording, tid, atNs);
      return comm === undefined ? `thread ${tid}` : `${comm} (${tid})`;
    },
  };
}
