import type { RunProfile, RunVcpu, VcpuPair } from '../../protocol/compare';
import { NO_ROLE_PAIRING, rolePairing } from './rolePairing';

/**
 * Run B with its vCPUs numbered as those of run A that they are paired with. The others keep their
 * numbers, or take those that the pairs left, in order. Without pairs those are compared that have one
 * number, or do the same work where the other run has no such number (`facts.pairing`). The first vCPU that one of the runs lacks is given
 * back as `unknown`.
 */
export function pairVcpus(
  a: RunProfile,
  b: RunProfile,
  pairs: readonly VcpuPair[],
): { readonly profile: RunProfile; readonly unknown: string | undefined } {
  if (pairs.length === 0) {
    const pairing = rolePairing(a, b);
    if (pairing === NO_ROLE_PAIRING) return { profile: b, unknown: undefined };
    const { profile } = numbered(a, b, pairing.applied);
    const facts = { ...profile.facts, pairing };
    return { profile: { ...profile, facts }, unknown: undefined };
  }
  return numbered(a, b, pairs);
}

function numbered(
  a: RunProfile,
  b: RunProfile,
  pairs: readonly VcpuPair[],
): ReturnType<typeof pairVcpus> {
  if (pairs.length === 0) return { profile: b, unknown: undefined };
  const [known, own] = [a, b].map(({ facts }) => new Set(facts.vcpus.map(keyOf)));
  const unknown = pairs.flatMap((pair) => [
    ...(known!.has(keyOf(pair.a)) ? [] : [`${keyOf(pair.a)} in A`]),
    ...(own!.has(keyOf(pair.b)) ? [] : [`${keyOf(pair.b)} in B`]),
  ])[0];
  const numberOf = numbersOf(b.facts.vcpus, pairs);
  const renumbered = (vcpu: RunVcpu): RunVcpu => numberOf.get(keyOf(vcpu)) ?? vcpu;
  const profile = {
    ...b,
    facts: { ...b.facts, vcpus: b.facts.vcpus.map(renumbered) },
    series: b.series.map((of) => ({ ...of, vcpu: of.vcpu && renumbered(of.vcpu) })),
  };
  return { profile, unknown };
}

/** By a vCPU's own number: the one that it gets. */
function numbersOf(
  vcpus: readonly RunVcpu[],
  pairs: readonly VcpuPair[],
): ReadonlyMap<string, RunVcpu> {
  const numbers = new Map(pairs.map(({ a, b }) => [keyOf(b), a]));
  const taken = new Set(pairs.map(({ a }) => keyOf(a)));
  const rest = vcpus.filter((vcpu) => !numbers.has(keyOf(vcpu)));
  const kept = rest.filter((vcpu) => !taken.has(keyOf(vcpu)));
  const free = vcpus.filter((vcpu) => !taken.has(keyOf(vcpu)) && !kept.includes(vcpu));
  const displaced = rest.filter((vcpu) => !kept.includes(vcpu));
  displaced.forEach((vcpu, index) => numbers.set(keyOf(vcpu), free[index] ?? vcpu));
  return numbers;
}

function keyOf({ vm, vcpu }: RunVcpu): string {
  return `${vm}.${vcpu}`;
}
