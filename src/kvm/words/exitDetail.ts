import { hex } from '../../base/hex';
import { summarizeEptViolation } from '../eptViolation';
import type { ExitInformation, ExitInformationWords } from '../exitQualification';
import { exitInterruptionInfo } from '../exitQualification';
import { hostVectorName } from '../hostVectors';
import { describeInterruptionInfo } from '../interruptionInfo';
import { summarizePageFaultErrorCode } from '../pageFaultErrorCode';

/**
 * What stands behind the reason in an exit's line: ` at 0x100012`, `: out 0x3f8 COM1, 1 byte`.
 * Where the detail says what the guest did, its address would only make the line longer.
 */
export function exitDetail(
  exit: ExitInformation,
  told: ExitInformationWords,
  rip: string | undefined,
): string {
  const at = atRip(rip);
  const fault = faultDetail(exit);
  if (fault !== undefined) return `${at}: ${fault}`;
  const deed = vectorDetail(exit) ?? deedDetail(exit, told);
  return deed === undefined ? at : `: ${deed}`;
}

/** ` at 0x100012`, or nothing where the recording does not hold it. */
export function atRip(rip: string | undefined): string {
  return rip === undefined ? '' : ` at ${rip}`;
}

function faultDetail(exit: ExitInformation): string | undefined {
  if (exit.isa === 'vmx' && exit.code === 48) return summarizeEptViolation(exit.info1);
  if (exit.isa === 'svm' && exit.code === 0x400) {
    return `${summarizePageFaultErrorCode(exit.info1, 'npf')}, gpa ${hex(exit.info2)}`;
  }
  if (exit.isa === 'svm' && exit.code === 0x04e) {
    return `${summarizePageFaultErrorCode(exit.info1, 'shadow')}, gva ${hex(exit.info2)}`;
  }
  if (exit.isa !== 'vmx' || exit.code !== 0) return undefined;
  return exceptionDetail(exit);
}

function exceptionDetail(exit: ExitInformation): string | undefined {
  const interruption = exitInterruptionInfo(exit);
  if (interruption >>> 31 === 0) return undefined;
  const isPageFault = (interruption & 0x7ff) === 0x30e;
  if (!isPageFault) return describeInterruptionInfo(interruption, 'guest');
  const access =
    exit.errorCode === undefined
      ? '#PF (14)'
      : `#PF (14), ${summarizePageFaultErrorCode(BigInt(exit.errorCode), 'shadow')}`;
  return `${access}, gva ${hex(exit.info1)}`;
}

function vectorDetail(exit: ExitInformation): string | undefined {
  if (exit.isa !== 'vmx' || exit.code !== 1) return undefined;
  const interruption = exitInterruptionInfo(exit);
  if (interruption >>> 31 === 0) return undefined;
  const vector = interruption & 0xff;
  return ['vector', hex(vector), hostVectorName(vector)].filter(Boolean).join(' ');
}

/** Exits whose `info1` says what the guest did: task switch, INVLPG, CR, DR, port and APIC accesses. */
const vmxDeeds: ReadonlySet<number> = new Set([9, 14, 28, 29, 30, 44, 45, 56]);
const svmDeeds: ReadonlySet<number> = new Set([0x075, 0x079, 0x07b, 0x07c, 0x07d, 0x401, 0x402]);

function deedDetail(exit: ExitInformation, told: ExitInformationWords): string | undefined {
  const isDeed =
    exit.isa === 'vmx' ? vmxDeeds.has(exit.code) : exit.code <= 0x03f || svmDeeds.has(exit.code);
  return isDeed ? told.info1 : undefined;
}
