import type { VcpuWork } from '../../protocol/compare';
import type { PeriodTable } from '../idle/PeriodTable';
import type { ProfileSource } from './ProfileSource';

/** On which host CPUs each vCPU ran, and how often it woke another one. */
export function vcpuWork(
  { directory, profile }: ProfileSource,
  periods: PeriodTable,
): readonly VcpuWork[] {
  const byKey = new Map<
    string,
    { vm: number; vcpu: number; on: Map<number, number>; woke: number }
  >();
  directory.refs().forEach((ref, binding) => {
    if (ref === undefined) return;
    const { vm, vcpu } = ref;
    const key = `${vm} ${vcpu}`;
    const work = byKey.get(key) ?? { vm, vcpu, on: new Map<number, number>(), woke: 0 };
    byKey.set(key, work);
    for (const [hostCpu, events] of profile.places.eventsOf(binding)) {
      work.on.set(hostCpu, (work.on.get(hostCpu) ?? 0) + events);
    }
  });
  for (const { vm, vcpu, sourceVcpu } of periods.walk()) {
    const sender = sourceVcpu === vcpu ? undefined : byKey.get(`${vm} ${sourceVcpu ?? ''}`);
    if (sender !== undefined) sender.woke++;
  }
  return [...byKey.values()].map(({ vm, vcpu, on, woke }) => ({
    ...{ vm, vcpu, wakesOthers: woke },
    hostCpus: [...on].sort(([a], [b]) => a - b),
  }));
}
