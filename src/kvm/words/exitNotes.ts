import type { ExitInformation } from '../exitQualification';
import { decodeEptViolation } from '../eptViolation';
import { decodePageFaultErrorCode } from '../pageFaultErrorCode';

/** A trap or a limit that a reader of this exit should know. Sources: the rules named in the texts' comments. */
export function exitNote(exit: ExitInformation): string | undefined {
  if (exit.entryFailed) return 'The entry itself failed: the guest did not run.';
  if (isGuestPageWalk(exit)) return guestPageWalkNote;
  if (exit.isa === 'vmx') return vmxNotes.get(exit.code);
  return exit.isa === 'svm' ? svmNotes.get(exit.code) : undefined;
}

/** Rule B-1. */
const guestPageWalkNote =
  "The access was to one of the guest's own page tables, by the hardware's walk: it is no evidence that the guest stored data.";

function isGuestPageWalk({ isa, code, info1 }: ExitInformation): boolean {
  if (isa === 'vmx' && code === 48) return decodeEptViolation(info1).target === 'guest-page-table';
  if (isa !== 'svm' || code !== 0x400) return false;
  return decodePageFaultErrorCode(info1).target === 'guest-page-table';
}

const monitorNote = 'Which address is monitored is in no event.';
const msrNote = 'Which MSR it was is in the kvm_msr event that follows on this thread.';
const windowNote = 'The guest accepts interrupts now: an injection follows.';

/** Sources: domain reference B.2, D.1, D.4. */
const vmxNotes: ReadonlyMap<number, string> = new Map([
  [2, 'A triple fault: the VMM is told that the guest shut down.'],
  [7, windowNote],
  [31, msrNote],
  [32, msrNote],
  [36, 'KVM emulates MWAIT as a NOP: the vCPU does not wait on the host.'],
  [39, monitorNote],
  [40, 'PAUSE-loop exiting: most PAUSEs cause no exit, so waits cannot be counted by these.'],
  [49, "KVM's way to catch MMIO; the address is in the kvm_mmio or kvm_fast_mmio that follows."],
  [
    52,
    "The guest's local timer fired, or KVM forced an exit (immediate_exit of the entry before).",
  ],
  [62, 'The page-modification log is full: dirty logging is active.'],
]);

/** Sources: domain reference B.3, D.1. */
const svmNotes: ReadonlyMap<number, string> = new Map([
  [0x060, 'SVM does not report the vector of the host interrupt.'],
  [0x064, windowNote],
  [0x074, 'IRET was intercepted: the guest accepts NMIs again.'],
  [0x077, 'PAUSE filtering: most PAUSEs cause no exit, so waits cannot be counted by these.'],
  [0x07c, msrNote],
  [0x08a, monitorNote],
  [0x08b, 'KVM emulates MWAIT as a NOP: the vCPU does not wait on the host.'],
  [0x0a6, 'HLT without a pending virtual interrupt; with one there is no exit at all.'],
  [0x403, 'The real reason is in the kvm_vmgexit_enter that follows.'],
]);
