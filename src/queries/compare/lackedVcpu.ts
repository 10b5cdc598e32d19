import type { RunFacts, RunVcpu, VcpuPair } from '../../protocol/compare';
import { isSameVcpu, vcpuNumber } from '../../protocol/runVcpu';
import { listed } from '../findings/phrases';

/** More stretches of numbers than these are not told. */
const MOST_STRETCHES = 8;

/** Which run lacks a vCPU that pairs name, and which ones it has, in words; undefined: neither lacks one. */
export function lackedVcpu(
  a: RunFacts,
  b: RunFacts,
  pairs: readonly VcpuPair[],
): string | undefined {
  for (const pair of pairs) {
    const told = lacked('A', a, pair.a) ?? lacked('B', b, pair.b);
    if (told !== undefined) return told;
  }
  return undefined;
}

/** `B (head-2.trace.dat) has no vCPU 0.9; it has 0.0 to 0.3.` */
function lacked(run: 'A' | 'B', { sources, vcpus }: RunFacts, wanted: RunVcpu): string | undefined {
  if (vcpus.some((vcpu) => isSameVcpu(vcpu, wanted))) return undefined;
  const file = sources[0]?.path;
  const name = file === undefined ? run : `${run} (${file})`;
  const has = vcpus.length === 0 ? 'none' : listed(stretchesOf(vcpus));
  return `${name} has no vCPU ${vcpuNumber(wanted)}; it has ${has}.`;
}

/** `0.0 to 0.3`, of vCPUs in order; two are named each. */
function stretchesOf(vcpus: readonly RunVcpu[]): readonly string[] {
  const stretches: RunVcpu[][] = [];
  for (const vcpu of vcpus) {
    const open = stretches.at(-1);
    const last = open?.at(-1);
    if (last?.vm === vcpu.vm && last.vcpu + 1 === vcpu.vcpu) open!.push(vcpu);
    else stretches.push([vcpu]);
  }
  const told = stretches.slice(0, MOST_STRETCHES).flatMap((stretch) => {
    const numbers = stretch.map(vcpuNumber);
    return numbers.length <= 2 ? numbers : [`${numbers[0]!} to ${numbers.at(-1)!}`];
  });
  return stretches.length > MOST_STRETCHES ? [...told, 'others'] : told;
}
