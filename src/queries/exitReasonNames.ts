import type { EventFormat } from '../formats/tracefs/EventFormat';
import { printKnowledge } from '../formats/tracefs/printKnowledge';
import type { SymbolList } from '../formats/tracefs/printFormat';

/** Names of exit reasons by number: VMX basic reasons (16 bits), SVM exit codes (32 bits, unsigned). */
export interface ExitReasonNames {
  readonly vmx: ReadonlyMap<number, string>;
  readonly svm: ReadonlyMap<number, string>;
}

/** `isa` of kvm_exit (KVM_ISA_VMX, KVM_ISA_SVM in arch/x86/kvm/trace.h). */
const ISA_VMX = 1n;
const ISA_SVM = 2n;

/**
 * How the recording's own kernel spells exit reasons, from kvm_exit or kvm_nested_vmexit. Undefined
 * when its print format has no such lists (Linux 2.6, other architectures): then built-in tables must do.
 */
export function exitReasonNames(format: EventFormat): ExitReasonNames | undefined {
  const { byField } = printKnowledge(format).symbols;
  const lists = byField.get('exit_reason') ?? byField.get('exit_code') ?? [];
  const vmx = namesWhere(lists, ISA_VMX, ISA_SVM);
  const svm = namesWhere(lists, ISA_SVM, ISA_VMX);
  return vmx.size === 0 && svm.size === 0 ? undefined : { vmx, svm };
}

/** Of the lists for `isa == wanted`, which kernels also write as "not the other one". */
function namesWhere(
  lists: readonly SymbolList[],
  wanted: bigint,
  other: bigint,
): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const list of lists) {
    const applies = list.when.some(
      ({ term, comparison, value }) =>
        term.name === 'isa' &&
        ((comparison === '==' && value === wanted) || (comparison === '!=' && value === other)),
    );
    if (list.kind !== 'symbols' || !applies) continue;
    for (const [key, name] of list.entries) {
      if (!names.has(Number(key))) names.set(Number(key), name);
    }
  }
  return names;
}
