import { hex } from '../base/hex';
import type { Isa } from './exitReasons';
import { describeInterruptionInfo } from './interruptionInfo';
import { describePageFaultErrorCode } from './pageFaultErrorCode';
import { describeSvmExitInfo } from './svmExitInfo';
import { describeVmxQualification } from './vmxExitQualification';

/** The raw words of a `kvm_exit` (or of a nested exit) besides its reason. */
export interface ExitInformation {
  readonly isa: Isa | undefined;
  /** Basic exit code. */
  readonly code: number;
  /** VMX: the entry itself failed, and the interruption fields are all 0. */
  readonly entryFailed: boolean;
  readonly info1: bigint;
  readonly info2: bigint;
  /**
   * Undefined when the layout has no such field (before 5.10). Its presence, never a kernel version,
   * tells what a VMX recording's `info2` means (A.1.1).
   */
  readonly intrInfo: number | undefined;
  readonly errorCode: number | undefined;
  /**
   * A text may have left `intr_info` out, as trace-cmd's plugin does: then nothing tells which of the
   * two a VMX recording's `info2` is.
   */
  readonly hidesIntrInfo?: boolean;
}

/** Each word's meaning; undefined where it has none, or none we know. */
export interface ExitInformationWords {
  readonly info1: string | undefined;
  readonly info2: string | undefined;
  readonly intrInfo: string | undefined;
  readonly errorCode: string | undefined;
}

/** What `info1`, `info2`, `intr_info` and `error_code` of an exit say. Source: domain reference A.1.1, B.2 to B.6. */
export function describeExitInformation(exit: ExitInformation): ExitInformationWords {
  switch (exit.isa) {
    case 'vmx':
      return describeVmx(exit);
    case 'svm':
      return describeSvm(exit);
    case undefined:
      return { info1: undefined, info2: undefined, intrInfo: undefined, errorCode: undefined };
  }
}

/**
 * VM-exit interruption information of a VMX exit: why the guest was left, for exits 0 and 1.
 * It is `intr_info` from 5.10 on, and was `info2` before. SVM reports no such thing: 0.
 */
export function exitInterruptionInfo(exit: ExitInformation): number {
  // A failed entry leaves the fields of an earlier exit behind.
  if (exit.isa !== 'vmx' || exit.entryFailed || exit.hidesIntrInfo === true) return 0;
  return exit.intrInfo ?? Number(BigInt.asUintN(32, exit.info2));
}

function describeVmx(exit: ExitInformation): ExitInformationWords {
  const interruption = exitInterruptionInfo(exit);
  const info1 = describeVmxQualification({
    code: exit.code,
    info1: exit.info1,
    interruptionInfo: interruption,
  });
  const causeOfExit = wordsUnlessNone(describeInterruptionInfo(interruption, 'host'));
  const hasIntrInfo = exit.intrInfo !== undefined;
  const info2 = Number(BigInt.asUintN(32, exit.info2));
  return {
    info1,
    info2: exit.hidesIntrInfo
      ? causeOrDelivery(info2)
      : hasIntrInfo
        ? interruptedDelivery(info2)
        : causeOfExit,
    intrInfo: hasIntrInfo ? causeOfExit : undefined,
    errorCode: describeErrorCode(exit, interruption),
  };
}

/** SVM's EXITINTINFO is the counterpart of VMX's IDT-vectoring information, not of its `intr_info`. */
function describeSvm(exit: ExitInformation): ExitInformationWords {
  return {
    ...describeSvmExitInfo(exit.code, exit.info1, exit.info2),
    intrInfo: exit.intrInfo === undefined ? undefined : interruptedDelivery(exit.intrInfo),
    errorCode: undefined,
  };
}

/** Rule B-2: the event is injected again on the next entry, and must not be counted as a second one. */
function interruptedDelivery(value: number): string | undefined {
  const event = wordsUnlessNone(describeInterruptionInfo(value, 'guest'));
  return event === undefined ? undefined : `the exit interrupted the delivery of: ${event}`;
}

function causeOrDelivery(value: number): string | undefined {
  const event = wordsUnlessNone(describeInterruptionInfo(value, 'guest'));
  return event === undefined
    ? undefined
    : `${event}: the cause of the exit if the kernel is older than 5.10, else what the exit interrupted the delivery of; the line does not tell which`;
}

function wordsUnlessNone(words: string): string | undefined {
  return words === 'none' ? undefined : words;
}

function describeErrorCode(exit: ExitInformation, interruption: number): string | undefined {
  if (exit.errorCode === undefined || interruption >>> 31 === 0) return undefined;
  if ((interruption & (1 << 11)) === 0) return undefined;
  const isPageFault = (interruption & 0xff) === 14;
  return isPageFault
    ? describePageFaultErrorCode(BigInt(exit.errorCode >>> 0), 'shadow')
    : `error code ${hex(exit.errorCode >>> 0)}`;
}
