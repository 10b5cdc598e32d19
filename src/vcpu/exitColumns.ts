import { NO_DETAIL } from '../events/EventTable';
import type { EventBlock, EventKind, WordColumn } from '../events/EventTable';
import { fieldIndex } from '../events/fields';
import { SvmExit, VmxExit } from '../kvm/exitCodes';
import { basicExitCode, exitClass, isaOf } from '../kvm/exitReasons';
import type { ExitClass, Isa } from '../kvm/exitReasons';

/**
 * What tells an exit's reason and class, in one block: low words, by `detail`. Kernels before 5.10
 * spell the fields of kvm_nested_vmexit otherwise, and kvm_nested_vmexit_inject still does (A.1).
 */
export interface ExitColumns {
  readonly reason: WordColumn;
  readonly isa: WordColumn | undefined;
  readonly info1: WordColumn | undefined;
  readonly intrInfo: WordColumn | undefined;
}

/** Undefined for events that have no exit reason. */
export function exitColumns(block: EventBlock, kind: EventKind): ExitColumns | undefined {
  const columns = block.fields[kind.index];
  const low = (...names: readonly string[]): WordColumn | undefined => {
    const index = names.map((name) => fieldIndex(kind, name)).find((found) => found >= 0);
    return index === undefined ? undefined : columns?.low[index];
  };
  const reason = low('exit_reason', 'exit_code');
  if (reason === undefined) return undefined;
  return {
    reason,
    isa: low('isa'),
    info1: low('info1', 'exit_info1'),
    // Without intr_info it is what info2 holds (A.1.1).
    intrInfo: low('intr_info', 'exit_int_info', 'info2'),
  };
}

/** Class of this very exit, for the reasons whose class other fields tell (B.2, B.3): VMX 0, SVM 0x400. Else undefined. */
export function ownExitClass(
  isa: Isa | undefined,
  code: number,
  columns: ExitColumns,
  detail: number,
): ExitClass | undefined {
  if (isa === 'vmx' && code === VmxExit.exceptionOrNmi) {
    const intrInfo = columns.intrInfo?.[detail];
    return intrInfo === undefined ? undefined : exitClass(isa, code, { intrInfo });
  }
  if (isa === 'svm' && code === SvmExit.nestedPageFault) {
    const info1Low = columns.info1?.[detail];
    return info1Low === undefined ? undefined : exitClass(isa, code, { info1Low });
  }
  return undefined;
}

/** Tells the class of any event of a kind; undefined for what is no exit. Looks a block's columns up once. */
export function exitClassifier(
  kind: EventKind,
): (block: EventBlock, at: number) => ExitClass | undefined {
  let known: EventBlock | undefined;
  let columns: ExitColumns | undefined;
  return (block, at) => {
    if (block !== known) [known, columns] = [block, exitColumns(block, kind)];
    const detail = block.detail[at]!;
    if (columns === undefined || detail === NO_DETAIL) return undefined;
    const isa = isaOf(columns.isa?.[detail]);
    const code = basicExitCode(isa, columns.reason[detail]!);
    return ownExitClass(isa, code, columns, detail) ?? exitClass(isa, code);
  };
}
