import { hex } from '../base/hex';
import { apicRegisterName } from './apicRegisters';
import { amdMsrNames } from './amdMsrNames';
import { hypervMsrNames } from './hypervMsrNames';
import { intelMsrNames } from './intelMsrNames';

/**
 * Name of a model-specific register: `IA32_TSC_DEADLINE` for 0x6e0. Undefined: not in our tables.
 * Architectural registers are spelled as the processor manuals do, paravirtual ones as the kernel does.
 * Sources: arch/x86/include/asm/msr-index.h, arch/x86/include/uapi/asm/kvm_para.h,
 * arch/x86/include/asm/hyperv-tlfs.h.
 */
export function msrName(msr: number): string | undefined {
  return (
    intelMsrNames.get(msr) ??
    amdMsrNames.get(msr) ??
    hypervMsrNames.get(msr) ??
    kvmMsrNames.get(msr) ??
    x2apicMsrName(msr) ??
    machineCheckMsrName(msr)
  );
}

/** `0x6e0 IA32_TSC_DEADLINE`; the number alone for a register without a name. */
export function describeMsr(msr: number): string {
  const name = msrName(msr);
  return name === undefined ? hex(msr) : `${hex(msr)} ${name}`;
}

function x2apicMsrName(msr: number): string | undefined {
  if (msr < 0x800 || msr > 0x8ff) return undefined;
  const offset = (msr - 0x800) << 4;
  // x2APIC has no DFR, and keeps the whole of ICR in one register.
  const register = offset === 0x0e0 || offset === 0x310 ? undefined : apicRegisterName(offset);
  return register === undefined ? 'x2APIC' : `x2APIC ${register}`;
}

/** Four registers a bank, 32 banks at most. */
function machineCheckMsrName(msr: number): string | undefined {
  if (msr < 0x400 || msr > 0x47f) return undefined;
  const register = ['CTL', 'STATUS', 'ADDR', 'MISC'][msr & 3]!;
  return `IA32_MC${(msr - 0x400) >>> 2}_${register}`;
}

/** KVM's own registers; 0x11 and 0x12 are the deprecated places of the first two. */
const kvmMsrNames: ReadonlyMap<number, string> = new Map([
  [0x4b564d00, 'KVM_WALL_CLOCK_NEW'],
  [0x4b564d01, 'KVM_SYSTEM_TIME_NEW'],
  [0x4b564d02, 'KVM_ASYNC_PF_EN'],
  [0x4b564d03, 'KVM_STEAL_TIME'],
  [0x4b564d04, 'KVM_PV_EOI_EN'],
  [0x4b564d05, 'KVM_POLL_CONTROL'],
  [0x4b564d06, 'KVM_ASYNC_PF_INT'],
  [0x4b564d07, 'KVM_ASYNC_PF_ACK'],
  [0x4b564d08, 'KVM_MIGRATION_CONTROL'],
  [0x11, 'KVM_WALL_CLOCK'],
  [0x12, 'KVM_SYSTEM_TIME'],
]);
