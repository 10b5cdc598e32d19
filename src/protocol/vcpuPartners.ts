import type { RunVcpu, VcpuPair } from './compare';
import { isSameVcpu } from './runVcpu';

/** The vCPU of run B that is compared with one of run A: the one with its number, where it is in no pair. */
export function vcpuOfB(pairing: readonly VcpuPair[]): (vcpu: RunVcpu) => RunVcpu {
  return (vcpu) => pairing.find(({ a }) => isSameVcpu(a, vcpu))?.b ?? vcpu;
}

/** The vCPU of run A that one of run B is compared with, likewise. */
export function vcpuOfA(pairing: readonly VcpuPair[]): (vcpu: RunVcpu) => RunVcpu {
  return (vcpu) => pairing.find(({ b }) => isSameVcpu(b, vcpu))?.a ?? vcpu;
}
