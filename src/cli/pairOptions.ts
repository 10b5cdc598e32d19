import type { VcpuPair } from '../protocol/compare';
import { vcpuNumber } from '../protocol/runVcpu';
import { usageError } from './CommandError';

/** `--pair 0.1=0.0`: VM and vCPU of A, and those of B. A vCPU has one partner, however often it is said. */
export function pairOptions(texts: readonly string[]): readonly VcpuPair[] {
  const pairs = texts.map(pairOption);
  refuseTwoPartners(pairs, 'a', 'b');
  refuseTwoPartners(pairs, 'b', 'a');
  return pairs;
}

function refuseTwoPartners(pairs: readonly VcpuPair[], of: 'a' | 'b', other: 'a' | 'b'): void {
  const partners = new Map<string, string>();
  for (const pair of pairs) {
    const [own, partner] = [vcpuNumber(pair[of]), vcpuNumber(pair[other])];
    const known = partners.get(own) ?? partner;
    if (known !== partner) {
      throw usageError(
        `--pair: vCPU ${own} of ${of.toUpperCase()} has two partners in ${other.toUpperCase()}, ${known} and ${partner}.`,
      );
    }
    partners.set(own, partner);
  }
}

function pairOption(text: string): VcpuPair {
  const found = /^(\d{1,9})\.(\d{1,9})=(\d{1,9})\.(\d{1,9})$/.exec(text);
  if (found === null) {
    throw usageError(`--pair takes VM.VCPU=VM.VCPU, of A and of B, not "${text}".`);
  }
  const [vmA, vcpuA, vmB, vcpuB] = found.slice(1).map(Number);
  return { a: { vm: vmA!, vcpu: vcpuA! }, b: { vm: vmB!, vcpu: vcpuB! } };
}
