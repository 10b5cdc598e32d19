import type { RunVcpu, VcpuPair } from '../../src/protocol/compare';
import { isSameVcpu } from '../../src/protocol/runVcpu';
import { vcpuOfB } from '../../src/protocol/vcpuPartners';
import type { PairedRuns } from '../../src/protocol/vcpuPartners';

/** A vCPU of A, and the one of B that it is compared with; undefined: B has none for it. */
export interface PairedVcpu {
  readonly a: RunVcpu;
  readonly b: RunVcpu | undefined;
}

/** With which vCPU of B each one of A is compared. */
export function pairedVcpus(runs: PairedRuns): readonly PairedVcpu[] {
  const partnerOf = vcpuOfB(runs);
  return runs.vcpusOfA.map((a) => ({ a, b: partnerOf(a) }));
}

/** The same with one vCPU of A compared with another of B; the vCPU that had it gets the other's in return. */
export function repaired(
  pairs: readonly PairedVcpu[],
  a: RunVcpu,
  b: RunVcpu,
): readonly VcpuPair[] {
  const before = pairs.find((pair) => isSameVcpu(pair.a, a))?.b;
  return pairs.flatMap((pair): VcpuPair[] => {
    if (isSameVcpu(pair.a, a)) return [{ a, b }];
    const partner = pair.b !== undefined && isSameVcpu(pair.b, b) ? before : pair.b;
    return partner === undefined ? [] : [{ a: pair.a, b: partner }];
  });
}

/** `vCPU 1 of VM 0`. */
export function vcpuText({ vm, vcpu }: RunVcpu): string {
  return `vCPU ${vcpu} of VM ${vm}`;
}
