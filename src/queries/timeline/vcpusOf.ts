import { addToList } from '../../base/addToList';
import { vcpuKey } from '../../protocol/laneKeys';
import type { VcpuDirectory, VcpuRef } from '../../vcpu/VcpuDirectory';

/** A vCPU with the bindings of the threads that ran it, mostly one. */
export interface LaneVcpu extends VcpuRef {
  /** `vm0/vcpu1`. */
  readonly name: string;
  readonly bindings: readonly number[];
}

/** All vCPUs that are known, by VM and id. */
export function vcpusOf(directory: VcpuDirectory): readonly LaneVcpu[] {
  const byName = new Map<string, number[]>();
  const refs = new Map<string, VcpuRef>();
  directory.refs().forEach((ref, binding) => {
    if (ref === undefined) return;
    const name = vcpuKey(ref);
    refs.set(name, ref);
    addToList(byName, name, binding);
  });
  return [...byName]
    .map(([name, bindings]) => ({ ...refs.get(name)!, name, bindings }))
    .sort((a, b) => a.vm - b.vm || a.vcpu - b.vcpu);
}
