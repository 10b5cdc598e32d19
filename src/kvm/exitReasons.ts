import { hex } from '../base/hex';
import { SvmExit } from './exitCodes';
import { decodeInterruptionInfo } from './interruptionInfo';
import { svmExitReasons } from './svmExitReasons';
import { vmxExitReasons } from './vmxExitReasons';

/** Which table decodes an exit: Intel's VMX or AMD's SVM. */
export type Isa = 'vmx' | 'svm';

/** How a recording's own kernel spells exit reasons, by basic exit code. */
export type RecordedExitNames = Partial<Record<Isa, ReadonlyMap<number, string>>>;

/** What kind of work an exit causes: the classes of domain reference B.2 and B.3. */
export const EXIT_CLASSES = [
  'idle',
  'irq-host',
  'irq-window',
  'mem',
  'mmio',
  'exc',
  'nmi',
  'mce',
  'timer',
  'msr',
  'pio',
  'apic',
  'cpuid',
  'hypercall',
  'spin',
  'cr',
  'dr',
  'tlb',
  'cache',
  'desc',
  'emul',
  'nested',
  'debug',
  'error',
  'reset',
  'smm',
  'pmu',
  'tsc',
  'dirty',
  'sgx',
  'tdx',
  'sev',
  'unknown',
] as const;

export type ExitClass = (typeof EXIT_CLASSES)[number];

/** What an exit's other fields, or the events around it, tell about its class. */
export interface ExitClassHints {
  /** Low 32 bits of `info1`. */
  readonly info1Low?: number;
  /** VM-exit interruption information: `intr_info`, or `info2` where a VMX recording has no `intr_info` (A.1.1). */
  readonly intrInfo?: number;
}

/** What the `isa` field of `kvm_exit` holds (3.0 and later). Source: domain reference B.1; KVM_ISA_* in arch/x86/kvm/trace.h. */
export const isaFields: Readonly<Record<Isa, number>> = { vmx: 1, svm: 2 };

/** The ISA by that field; undefined where it is not recorded, or another number. */
export function isaOf(isaField: number | undefined): Isa | undefined {
  if (isaField === isaFields.vmx) return 'vmx';
  if (isaField === isaFields.svm) return 'svm';
  return undefined;
}

/** The code that names and classes go by: VMX keeps flags in the upper half, SVM uses all 32 bits. */
export function basicExitCode(isa: Isa | undefined, exitReason: number): number {
  return isa === 'vmx' ? exitReason & 0xffff : exitReason >>> 0;
}

/**
 * Name of a basic exit code, as the kernel spells it: upper case on VMX, lower case on SVM.
 * A name of the recording's own print format wins (L.5). Without a name: `0x…`; with an unknown ISA,
 * whose tables must not be guessed from (B.1), `isa<N>:0x…`, N being the value of the `isa` field.
 */
export function exitReasonName(
  isa: Isa | undefined,
  code: number,
  namesOfRecording?: ReadonlyMap<number, string>,
  isaField?: number,
): string {
  // `{ -1, "invalid_guest_state" }` of the print formats may arrive signed.
  const recorded = namesOfRecording?.get(code) ?? namesOfRecording?.get(code | 0);
  if (recorded !== undefined) return recorded;
  if (isa === undefined) return `isa${isaField ?? '?'}:${hex(code)}`;
  return exitReasons[isa].get(code)?.name ?? hex(code);
}

/**
 * `HLT (12)`, `npf (0x400)`, `INVALID_STATE (33) FAILED_VMENTRY`: name, number and flags of a whole
 * `exit_reason`. The manuals count VMX in decimal, SVM in hex.
 */
export function exitReasonLabel(
  isa: Isa | undefined,
  exitReason: number,
  namesOfRecording?: ReadonlyMap<number, string>,
  isaField?: number,
): string {
  const code = basicExitCode(isa, exitReason);
  const name = exitReasonName(isa, code, namesOfRecording, isaField);
  const label = name.endsWith(hex(code))
    ? name
    : `${name} (${isa === 'svm' ? hex(code) : code.toString()})`;
  return [label, ...exitReasonFlags(isa, exitReason)].join(' ');
}

/**
 * Flags that VMX keeps beside the basic reason, highest bit first; an undefined bit as `0x…`.
 * SVM has none. Source: domain reference A.1.1; VMX_EXIT_REASONS_* in arch/x86/include/uapi/asm/vmx.h,
 * `union vmx_exit_reason` in arch/x86/kvm/vmx/vmx.h.
 */
export function exitReasonFlags(isa: Isa | undefined, exitReason: number): string[] {
  if (isa !== 'vmx') return [];
  const names: string[] = [];
  for (let bit = 31; bit >= 16; bit--) {
    if (((exitReason >>> bit) & 1) === 0) continue;
    names.push(vmxFlagNames.get(bit) ?? hex((1 << bit) >>> 0));
  }
  return names;
}

/** Class of a basic exit code, refined by the hints that are there. Source: domain reference B.2, B.3. */
export function exitClass(
  isa: Isa | undefined,
  code: number,
  hints: ExitClassHints = {},
): ExitClass {
  if (isa === undefined) return 'unknown';
  if (isa === 'svm' && code >= 0x040 && code <= 0x05f) {
    return exitReasons.svm.get(code)?.exitClass ?? 'exc';
  }
  const tabled = exitReasons[isa].get(code)?.exitClass ?? 'unknown';
  if (isa === 'vmx' && code === 0) return classOfException(hints.intrInfo);
  if (
    isa === 'svm' &&
    code === SvmExit.nestedPageFault &&
    ((hints.info1Low ?? 0) & RESERVED_BIT) !== 0
  )
    return 'mmio';
  return tabled;
}

/** A reserved bit in the nested entry is how KVM marks MMIO on SVM (B.5). */
const RESERVED_BIT = 1 << 3;

const vmxFlagNames: ReadonlyMap<number, string> = new Map([
  [31, 'FAILED_VMENTRY'],
  [29, 'SMI_FROM_VMX_ROOT'],
  [28, 'SMI_PENDING_MTF'],
  [27, 'ENCLAVE'],
  [26, 'BUS_LOCK_DETECTED'],
]);

interface ExitReason {
  readonly name: string;
  readonly exitClass: ExitClass;
}

const exitReasons: Readonly<Record<Isa, ReadonlyMap<number, ExitReason>>> = {
  vmx: byCode(vmxExitReasons),
  svm: byCode(svmExitReasons),
};

function byCode(
  rows: readonly (readonly [code: number, name: string, exitClass: ExitClass])[],
): ReadonlyMap<number, ExitReason> {
  return new Map(rows.map(([code, name, exitClass]) => [code, { name, exitClass }]));
}

/** Page fault, NMI, machine check or another: without the vector nothing tells (texts of trace-cmd's plugin). */
function classOfException(intrInfo: number | undefined): ExitClass {
  const event = intrInfo === undefined ? undefined : decodeInterruptionInfo(intrInfo);
  if (event === undefined) return 'unknown';
  if (event.type === 'nmi') return 'nmi';
  if (event.vector === 14) return 'mem';
  if (event.vector === 18) return 'mce';
  return 'exc';
}
