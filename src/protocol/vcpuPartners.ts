import type { RunVcpu } from './compare';
import type { ComparedPair } from './comparePage';
import { isSameVcpu } from './runVcpu';

/** The vCPUs of two runs, by their own numbers, and the pairs of them. */
export type PairedRuns = Pick<ComparedPair, 'vcpusOfA' | 'vcpusOfB' | 'pairing'>;

/** The vCPU of the other run that one is compared with; undefined: there is none. */
export type PartnerOf = (vcpu: RunVcpu) => RunVcpu | undefined;

/** Of a vCPU of run A: the one it is paired with, or else the one with its number, where that is in no pair. */
export function vcpuOfB({ vcpusOfB, pairing }: PairedRuns): PartnerOf {
  return (vcpu) => {
    const paired = pairing.find(({ a }) => isSameVcpu(a, vcpu))?.b;
    if (paired !== undefined) return paired;
    const isTaken = pairing.some(({ b }) => isSameVcpu(b, vcpu));
    return isTaken ? undefined : vcpusOfB.find((of) => isSameVcpu(of, vcpu));
  };
}

/** Of a vCPU of run B, likewise. */
export function vcpuOfA({ vcpusOfA, vcpusOfB, pairing }: PairedRuns): PartnerOf {
  const inverse = pairing.map(({ a, b }) => ({ a: b, b: a }));
  return vcpuOfB({ vcpusOfA: vcpusOfB, vcpusOfB: vcpusOfA, pairing: inverse });
}
