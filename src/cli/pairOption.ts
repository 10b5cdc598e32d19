import type { VcpuPair } from '../protocol/compare';
import { usageError } from './CommandError';

/** `--pair 0.1=0.0`: VM and vCPU of A, and those of B. */
export function pairOption(text: string): VcpuPair {
  const found = /^(\d{1,9})\.(\d{1,9})=(\d{1,9})\.(\d{1,9})$/.exec(text);
  if (found === null) {
    throw usageError(`--pair takes VM.VCPU=VM.VCPU, of A and of B, not "${text}".`);
  }
  const [vmA, vcpuA, vmB, vcpuB] = found.slice(1).map(Number);
  return { a: { vm: vmA!, vcpu: vcpuA! }, b: { vm: vmB!, vcpu: vcpuB! } };
}
