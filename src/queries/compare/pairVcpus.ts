import type { RunProfile, RunVcpu, VcpuPair } from '../../protocol/compare';
import { vcpuNumber } from '../../protocol/runVcpu';
import { lackedVcpu } from './lackedVcpu';
import { NO_ROLE_PAIRING, rolePairing } from './rolePairing';

/**
 * Run B with its vCPUs numbered as those of run A that they are paired with. The others keep their
 * numbers, or take those that the pairs left, in order. Without pairs those are compared that have one
 * number, or do the same work where the other run has no such number (`facts.pairing`). `lacked`: which
 * run lacks a vCPU of the pairs, in words.
 */
export function pairVcpus(
  a: RunProfile,
  b: RunProfile,
  pairs: readonly VcpuPair[],
): { readonly profile: RunProfile; readonly lacked: string | undefined } {
  if (pairs.length === 0) {
    const pairing = rolePairing(a, b);
    if (pairing === NO_ROLE_PAIRING) return { profile: b, lacked: undefined };
    const { profile } = numbered(a, b, pairing.applied);
    const facts = { ...profile.facts, pairing };
    return { profile: { ...profile, facts }, lacked: undefined };
  }
  return numbered(a, b, pairs);
}

function numbered(
  a: RunProfile,
  b: RunProfile,
  pairs: readonly VcpuPair[],
): ReturnType<typeof pairVcpus> {
  if (pairs.length === 0) return { profile: b, lacked: undefined };
  const numberOf = numbersOf(b.facts.vcpus, pairs);
  const renumbered = (vcpu: RunVcpu): RunVcpu => numberOf.get(vcpuNumber(vcpu)) ?? vcpu;
  const profile = {
    ...b,
    facts: { ...b.facts, vcpus: b.facts.vcpus.map(renumbered) },
    series: b.series.map((of) => ({ ...of, vcpu: of.vcpu && renumbered(of.vcpu) })),
  };
  return { profile, lacked: lackedVcpu(a.facts, b.facts, pairs) };
}

/** By a vCPU's own number: the one that it gets. */
function numbersOf(
  vcpus: readonly RunVcpu[],
  pairs: readonly VcpuPair[],
): ReadonlyMap<string, RunVcpu> {
  const numbers = new Map(pairs.map(({ a, b }) => [vcpuNumber(b), a]));
  const taken = new Set(pairs.map(({ a }) => vcpuNumber(a)));
  const rest = vcpus.filter((vcpu) => !numbers.has(vcpuNumber(vcpu)));
  const kept = rest.filter((vcpu) => !taken.has(vcpuNumber(vcpu)));
  const free = vcpus.filter((vcpu) => !taken.has(vcpuNumber(vcpu)) && !kept.includes(vcpu));
  const displaced = rest.filter((vcpu) => !kept.includes(vcpu));
  displaced.forEach((vcpu, index) => numbers.set(vcpuNumber(vcpu), free[index] ?? vcpu));
  return numbers;
}
