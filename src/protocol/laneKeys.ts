import type { LaneKind } from './timeline';

interface VcpuName {
  readonly vm: number;
  readonly vcpu: number;
}

/** Key of a vCPU's lane, as `TimelineLane.key` has it: `vm0/vcpu1/state`. */
export function vcpuLaneKey(of: VcpuName, kind: LaneKind): string {
  return `${vcpuKey(of)}/${kind}`;
}

/** A vCPU in keys of lanes and in categories: `vm0/vcpu1`. */
export function vcpuKey({ vm, vcpu }: VcpuName): string {
  return `vm${vm}/vcpu${vcpu}`;
}

/** The vCPU that `vcpuKey` wrote; undefined: the word names none. */
export function vcpuOfKey(word: string): VcpuName | undefined {
  const [, vm, vcpu] = /^vm(\d+)\/vcpu(\d+)$/.exec(word) ?? [];
  return vm === undefined ? undefined : { vm: Number(vm), vcpu: Number(vcpu) };
}
