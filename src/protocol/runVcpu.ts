import type { RunVcpu } from './compare';

export function isSameVcpu(one: RunVcpu, other: RunVcpu): boolean {
  return one.vm === other.vm && one.vcpu === other.vcpu;
}

/** `0.1`: VM and vCPU, as `--pair` has them. */
export function vcpuNumber({ vm, vcpu }: RunVcpu): string {
  return `${vm}.${vcpu}`;
}
