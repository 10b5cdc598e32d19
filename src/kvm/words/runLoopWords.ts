import { describeErrno } from '../errnoNames';
import {
  decimalField,
  groupedField,
  hexField,
  isSet,
  numberOf,
  unsignedOf,
  wordOf,
} from '../fieldValues';
import { describeFailure, describeUserspaceExit, nameOfReason } from '../userspaceExits';
import { emulatedInstructionWords } from './emulatedInstructionWords';
import { entryWords } from './entryWords';
import { haltWords } from './haltWords';
import type { DescribedEvent, Describers, Words } from './words';

/** The run loop of a vCPU, without its exits. Source: domain reference A.1. */
export const runLoopWords: Describers = {
  ...haltWords,
  kvm_entry: entryWords,
  kvm_userspace_exit: userspaceExitWords,
  kvm_emulate_insn: emulatedInstructionWords,
  kvm_fpu: fpuWords,
  kvm_smm_transition: smmWords,
  kvm_enter_smm: smmWords,
  kvm_ple_window_update: pleWindowWords,
  kvm_ple_window: pleWindowWords,
};

function userspaceExitWords({ fields }: DescribedEvent): Words {
  const reason = wordOf(fields, 'reason');
  const errno = numberOf(fields, 'errno');
  if (reason === undefined) {
    return errno === undefined
      ? { summary: 'to user space, reason unknown' }
      : { summary: describeFailure(errno | 0), meanings: { errno: describeErrno(errno | 0) } };
  }
  if (errno === undefined) return userspaceExitWithoutErrno(reason);
  // Readers that ignore the sign deliver -4 as 4294967292 (rule 0-5).
  const signedErrno = errno | 0;
  const failed = signedErrno < 0;
  const words = describeUserspaceExit(reason, signedErrno);
  return {
    summary: failed ? words : `to user space: ${words}`,
    sentences: [
      failed
        ? `KVM_RUN returned ${describeErrno(signedErrno)}: the kernel did not fill in the exit reason, so ${nameOfReason(reason)} says nothing.`
        : `KVM_RUN returned to the VMM: ${words}.`,
      reason === 5 && !failed
        ? 'The VMM has its own local APIC and does the halting itself.'
        : undefined,
    ],
    meanings: {
      reason: failed ? 'meaningless, since errno is negative' : nameOfReason(reason),
      errno: failed ? describeErrno(signedErrno) : undefined,
    },
  };
}

/** What perf and trace-cmd print: they take errno for unsigned, and so name the reason in any case (rule 0-5). */
function userspaceExitWithoutErrno(reason: number): Words {
  return {
    summary: `to user space: ${nameOfReason(reason)}, unless errno is negative`,
    sentences: [
      'Where errno is negative the reason is left over from an earlier exit. errno is not told here.',
    ],
    meanings: { reason: nameOfReason(reason) },
  };
}

function fpuWords({ fields }: DescribedEvent): Words {
  const load = isSet(fields, 'load');
  return {
    summary: load ? "loads the guest's FPU: KVM_RUN begins" : "saves the guest's FPU: KVM_RUN ends",
    meanings: { load: load ? 'load' : 'unload' },
  };
}

function smmWords({ fields }: DescribedEvent): Words {
  const direction = isSet(fields, 'entering') ? 'enters' : 'leaves';
  const vcpu = decimalField(fields, 'vcpu_id');
  return {
    summary: `vcpu ${vcpu} ${direction} system-management mode, SMBASE ${hexField(fields, 'smbase')}`,
  };
}

function pleWindowWords({ fields }: DescribedEvent): Words {
  const before = unsignedOf(fields, 'old') ?? 0n;
  const after = unsignedOf(fields, 'new') ?? 0n;
  const change = after > before ? 'grows' : after < before ? 'shrinks' : 'stays';
  const window = `${groupedField(fields, 'old')} → ${groupedField(fields, 'new')}`;
  return {
    summary: `vcpu ${decimalField(fields, 'vcpu_id')} PAUSE-loop window ${change}: ${window}`,
    sentences: [
      'So long may the guest spin with PAUSE before it is made to exit: TSC cycles on VMX, PAUSE instructions on SVM.',
    ],
  };
}
