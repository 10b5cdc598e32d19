import { hex } from '../../base/hex';
import { describeEptViolation, summarizeEptViolation } from '../eptViolation';
import { exitReasonName } from '../exitReasons';
import { decimalField, hexField, unsignedOf } from '../fieldValues';
import { describePageFaultErrorCode, summarizePageFaultErrorCode } from '../pageFaultErrorCode';
import type { DescribedEvent, PrecedingExit, Words } from './words';

/**
 * Words of `kvm_page_fault`. Its error code has three encodings, and only the exit before it on the
 * same thread tells which. Source: domain reference A.3.
 */
export function pageFaultWords({ fields, precedingExit }: DescribedEvent): Words {
  const vcpu = fields.has('vcpu_id') ? `vcpu ${decimalField(fields, 'vcpu_id')} ` : '';
  const address = hexField(fields, 'fault_address');
  const errorCode = unsignedOf(fields, 'error_code');
  const encoding = encodingAfter(precedingExit);
  if (encoding === undefined || errorCode === undefined) {
    const cause = unknownCause(precedingExit);
    return {
      summary: `${vcpu}fault at ${address}, error code ${hexField(fields, 'error_code')}: encoding unknown: ${cause}`,
      sentences: [
        'The error code is an EPT exit qualification, a nested page-fault code or an x86 page-fault code, depending on the exit.',
      ],
      meanings: { error_code: `encoding unknown: ${cause}` },
    };
  }
  const space = encoding === 'shadow' ? 'gva' : 'gpa';
  return {
    summary: `${vcpu}${summaryOf(errorCode, encoding)}, ${space} ${address}`,
    sentences: [
      `Fault at ${spaceNames[space]} address ${address}: ${meaningOf(errorCode, encoding)}.`,
      `The error code ${hex(errorCode)} is read as ${encodingNames[encoding]}, by the exit before it.`,
    ],
    meanings: {
      fault_address: `${spaceNames[space]} address`,
      error_code: meaningOf(errorCode, encoding),
    },
  };
}

type Encoding = 'ept' | 'npf' | 'shadow';

function encodingAfter(exit: PrecedingExit | undefined): Encoding | undefined {
  if (exit?.isa === 'vmx') return exit.code === 48 ? 'ept' : exit.code === 0 ? 'shadow' : undefined;
  if (exit?.isa === 'svm') {
    return exit.code === 0x400 ? 'npf' : exit.code === 0x04e ? 'shadow' : undefined;
  }
  return undefined;
}

function unknownCause(exit: PrecedingExit | undefined): string {
  if (exit === undefined) return 'no kvm_exit before it';
  return `the kvm_exit before it is ${exitReasonName(exit.isa, exit.code)}`;
}

function summaryOf(errorCode: bigint, encoding: Encoding): string {
  return encoding === 'ept'
    ? summarizeEptViolation(errorCode)
    : summarizePageFaultErrorCode(errorCode, encoding);
}

function meaningOf(errorCode: bigint, encoding: Encoding): string {
  return encoding === 'ept'
    ? describeEptViolation(errorCode)
    : describePageFaultErrorCode(errorCode, encoding);
}

const spaceNames = { gva: 'guest-virtual', gpa: 'guest-physical' } as const;

const encodingNames = {
  ept: 'an EPT exit qualification',
  npf: 'a nested page-fault code',
  shadow: 'an x86 page-fault code',
} as const;
