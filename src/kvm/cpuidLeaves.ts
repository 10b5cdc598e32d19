import { hex } from '../base/hex';
import { bitsOf, hasBit } from './bits';

/** What a CPUID leaf is about: `monitor line sizes` for 5. Undefined: not in our table. */
export function cpuidLeafName(leaf: number): string | undefined {
  return names.get(leaf);
}

/** False where a leaf has no subleaves: the index (ECX) is whatever the guest left in the register. */
export function usesCpuidIndex(leaf: number): boolean {
  return indexedLeaves.has(leaf);
}

/** Registers that CPUID returned to the guest. */
export interface CpuidRegisters {
  readonly rax: bigint;
  readonly rbx: bigint;
  readonly rcx: bigint;
  readonly rdx: bigint;
}

/**
 * What a leaf's answer says about how the guest can idle: whether it may use MONITOR and MWAIT, how
 * large the monitored lines are, and which of KVM's paravirtual features it sees. Empty for other leaves.
 * Sources: domain reference A.2 (kvm_cpuid); KVM_FEATURE_* in arch/x86/include/uapi/asm/kvm_para.h.
 */
export function cpuidFindings(leaf: number, registers: CpuidRegisters): string[] {
  if (leaf === 1) return [monitorFinding(registers)];
  if (leaf === 5) return monitorLineFindings(registers);
  if (leaf === 0x40000000) return [`hypervisor signature "${signature(registers)}"`];
  if (leaf === 0x40000001) return [`KVM features: ${kvmFeatures(registers.rax)}`];
  return [];
}

function monitorFinding({ rcx }: CpuidRegisters): string {
  return hasBit(rcx, 3)
    ? 'ECX bit 3 is set: the guest may use MONITOR and MWAIT'
    : 'ECX bit 3 is clear: the guest is told that there is no MONITOR and MWAIT';
}

function monitorLineFindings({ rax, rbx, rcx }: CpuidRegisters): string[] {
  const smallest = bitsOf(rax, 0, 15);
  const largest = bitsOf(rbx, 0, 15);
  if (smallest === 0 && largest === 0) return ['no monitor line: MWAIT is not offered'];
  const lines = `monitor line of ${smallest} bytes (smallest) to ${largest} bytes (largest)`;
  return hasBit(rcx, 1) ? [lines, 'MWAIT can wait for interrupts that are masked'] : [lines];
}

/** EBX, ECX, EDX hold the characters, lowest byte first. */
function signature({ rbx, rcx, rdx }: CpuidRegisters): string {
  let text = '';
  for (const register of [rbx, rcx, rdx]) {
    for (let shift = 0; shift < 32; shift += 8) {
      const code = bitsOf(register, shift, shift + 7);
      if (code >= 0x20 && code < 0x7f) text += String.fromCharCode(code);
    }
  }
  return text;
}

function kvmFeatures(rax: bigint): string {
  const found: string[] = [];
  for (let bit = 0; bit < 32; bit++) {
    if (hasBit(rax, bit)) found.push(kvmFeatureNames.get(bit) ?? `bit ${bit}`);
  }
  return found.length === 0 ? 'none' : found.join(', ');
}

/** `0x5 monitor line sizes`. */
export function describeCpuidLeaf(leaf: number): string {
  const name = cpuidLeafName(leaf);
  return name === undefined ? hex(leaf) : `${hex(leaf)} ${name}`;
}

const names: ReadonlyMap<number, string> = new Map([
  [0x0, 'vendor'],
  [0x1, 'model and features'],
  [0x2, 'cache descriptors'],
  [0x4, 'cache parameters'],
  [0x5, 'monitor line sizes'],
  [0x6, 'thermal and power management'],
  [0x7, 'extended features'],
  [0xa, 'performance monitoring'],
  [0xb, 'topology'],
  [0xd, 'extended state'],
  [0x12, 'SGX'],
  [0x14, 'processor trace'],
  [0x15, 'TSC frequency'],
  [0x16, 'processor frequency'],
  [0x1d, 'tile information'],
  [0x1f, 'topology, version 2'],
  [0x40000000, 'hypervisor vendor'],
  [0x40000001, 'KVM features or Hyper-V interface'],
  [0x40000002, 'Hyper-V version'],
  [0x40000003, 'Hyper-V features'],
  [0x40000004, 'Hyper-V recommendations'],
  [0x40000005, 'Hyper-V limits'],
  [0x4000000a, 'Hyper-V nested features'],
  [0x40000010, 'hypervisor timing'],
  [0x40000100, 'hypervisor vendor, second range'],
  [0x40000101, 'KVM features, second range'],
  [0x80000000, 'largest extended leaf'],
  [0x80000001, 'extended features'],
  [0x80000002, 'brand string'],
  [0x80000003, 'brand string'],
  [0x80000004, 'brand string'],
  [0x80000005, 'L1 cache'],
  [0x80000006, 'L2 cache'],
  [0x80000007, 'invariant TSC and power management'],
  [0x80000008, 'address sizes'],
  [0x8000000a, 'SVM features'],
  [0x8000001d, 'cache topology'],
  [0x8000001e, 'processor topology'],
  [0x8000001f, 'memory encryption'],
  [0x80000021, 'extended features 2'],
  [0x80000022, 'extended performance monitoring'],
]);

const kvmFeatureNames: ReadonlyMap<number, string> = new Map([
  [0, 'CLOCKSOURCE'],
  [1, 'NOP_IO_DELAY'],
  [2, 'MMU_OP'],
  [3, 'CLOCKSOURCE2'],
  [4, 'ASYNC_PF'],
  [5, 'STEAL_TIME'],
  [6, 'PV_EOI'],
  [7, 'PV_UNHALT'],
  [9, 'PV_TLB_FLUSH'],
  [10, 'ASYNC_PF_VMEXIT'],
  [11, 'PV_SEND_IPI'],
  [12, 'POLL_CONTROL'],
  [13, 'PV_SCHED_YIELD'],
  [14, 'ASYNC_PF_INT'],
  [15, 'MSI_EXT_DEST_ID'],
  [16, 'HC_MAP_GPA_RANGE'],
  [17, 'MIGRATION_CONTROL'],
  [24, 'CLOCKSOURCE_STABLE'],
]);

const indexedLeaves: ReadonlySet<number> = new Set([
  0x4, 0x7, 0xb, 0xd, 0xf, 0x10, 0x12, 0x14, 0x17, 0x18, 0x1d, 0x1e, 0x1f, 0x20, 0x23, 0x24,
  0x8000001d, 0x80000020, 0x80000026,
]);
