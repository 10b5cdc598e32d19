import { hex } from '../base/hex';
import { bitsOf, hasBit } from './bits';
import { carriesVector, deliveryModeName } from './deliveryModes';

/**
 * Register of the local APIC by its xAPIC offset, as KVM's tracepoints name it without `APIC_`.
 * An x2APIC MSR is 0x800 + (offset >> 4). Undefined: no such register.
 * Source: arch/x86/include/asm/apicdef.h; `kvm_trace_symbol_apic` in arch/x86/kvm/trace.h.
 */
export function apicRegisterName(offset: number): string | undefined {
  const single = singleRegisters.get(offset);
  if (single !== undefined) return single;
  // Eight 32-bit words each, 0x10 apart.
  if ((offset & 0xf) !== 0) return undefined;
  const base = bitmapRegisters.find(({ first }) => offset >= first && offset < first + 0x80);
  return base === undefined ? undefined : `${base.name}${(offset - base.first) >>> 4}`;
}

/** `0x300 ICR`; the number alone for an offset without a register. */
export function describeApicRegister(offset: number): string {
  const name = apicRegisterName(offset);
  return name === undefined ? hex(offset) : `${hex(offset)} ${name}`;
}

/**
 * Low word of the interrupt command register in words: `vector 0xfd, Fixed, physical, edge, to the
 * destination`. Source: domain reference A.2 (kvm_apic_ipi).
 */
export function describeIcrLow(icrLow: number): string {
  const mode = (icrLow >>> 8) & 7;
  const level = (icrLow & (1 << 15)) !== 0;
  const words = [
    ...(carriesVector(mode) ? [`vector ${hex(icrLow & 0xff)}`] : []),
    deliveryModeName(mode),
    icrDestinationMode(icrLow),
    level ? 'level' : 'edge',
  ];
  // De-assert exists for INIT with level trigger only; elsewhere the bit says nothing.
  if (level) words.push((icrLow & (1 << 14)) !== 0 ? 'assert' : 'de-assert');
  return words.join(', ');
}

/** Whom an ICR write reaches: `APIC id 1`, `logical destination 0x3`, `itself`, … */
export function describeIcrDestination(icrLow: number, destination: number): string {
  switch ((icrLow >>> 18) & 3) {
    case 1:
      return 'itself';
    case 2:
      return 'all';
    case 3:
      return 'all but itself';
    default:
      return icrDestinationMode(icrLow) === 'logical'
        ? `logical destination ${hex(destination)}`
        : `APIC id ${destination}`;
  }
}

/**
 * A whole ICR of x2APIC, whose upper word is the destination. xAPIC writes its destination apart,
 * through ICR2, so the value of a single xAPIC write does not hold it.
 */
export function describeX2apicIcr(icr: bigint): string {
  const low = bitsOf(icr, 0, 31);
  return `${describeIcrLow(low)}, to ${describeIcrDestination(low, bitsOf(icr, 32, 63))}`;
}

/** Entry of the I/O APIC's redirection table, as `kvm_ioapic_set_irq` holds it in `e`. */
export function describeRedirectionEntry(entry: bigint): string {
  const mode = bitsOf(entry, 8, 10);
  const destination = bitsOf(entry, 56, 63);
  return [
    `vector ${hex(bitsOf(entry, 0, 7))}`,
    deliveryModeName(mode),
    hasBit(entry, 15) ? 'level' : 'edge',
    hasBit(entry, 11) ? `to logical destination ${hex(destination)}` : `to APIC id ${destination}`,
    ...(hasBit(entry, 16) ? ['masked: nothing is delivered'] : []),
  ].join(', ');
}

function icrDestinationMode(icrLow: number): 'logical' | 'physical' {
  return (icrLow & (1 << 11)) !== 0 ? 'logical' : 'physical';
}

const singleRegisters: ReadonlyMap<number, string> = new Map([
  [0x020, 'ID'],
  [0x030, 'LVR'],
  [0x080, 'TASKPRI'],
  [0x090, 'ARBPRI'],
  [0x0a0, 'PROCPRI'],
  [0x0b0, 'EOI'],
  [0x0c0, 'RRR'],
  [0x0d0, 'LDR'],
  [0x0e0, 'DFR'],
  [0x0f0, 'SPIV'],
  [0x280, 'ESR'],
  [0x2f0, 'LVTCMCI'],
  [0x300, 'ICR'],
  [0x310, 'ICR2'],
  [0x320, 'LVTT'],
  [0x330, 'LVTTHMR'],
  [0x340, 'LVTPC'],
  [0x350, 'LVT0'],
  [0x360, 'LVT1'],
  [0x370, 'LVTERR'],
  [0x380, 'TMICT'],
  [0x390, 'TMCCT'],
  [0x3e0, 'TDCR'],
  [0x3f0, 'SELF_IPI'],
  [0x400, 'EFEAT'],
  [0x410, 'ECTRL'],
]);

const bitmapRegisters = [
  { first: 0x100, name: 'ISR' },
  { first: 0x180, name: 'TMR' },
  { first: 0x200, name: 'IRR' },
] as const;
