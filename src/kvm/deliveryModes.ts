/**
 * How a local APIC delivers an interrupt, by the three bits of ICR, LVT, RTE and MSI data.
 * 3 is reserved in hardware: KVM delivers its paravirtual kick with it (REMRD).
 * Source: domain reference A.2; `kvm_deliver_mode` in include/trace/events/kvm.h, APIC_DM_* in apicdef.h.
 */
export function deliveryModeName(mode: number): string {
  return names[mode & 7]!;
}

/** `dm` of `kvm_apic_accept_irq`, which holds the mode already shifted: 0x400 is `NMI`. */
export function deliveryModeOfAcceptedIrq(dm: number): string {
  return deliveryModeName(dm >>> 8);
}

/** True when the vector is an interrupt's: NMI, SMI, INIT and the kick carry none. */
export function carriesVector(mode: number): boolean {
  return vectorModes.has(mode & 7);
}

const names = [
  'Fixed',
  'LowPrio',
  'SMI',
  'PV kick (Res3)',
  'NMI',
  'INIT',
  'SIPI',
  'ExtINT',
] as const;

/** A SIPI's vector is the page at which the vCPU starts. */
const vectorModes: ReadonlySet<number> = new Set([0, 1, 6]);
