import { hex } from '../base/hex';
import { exceptionName } from './exceptionNames';
import { hostVectorName } from './hostVectors';

export type InterruptionType =
  | 'external'
  | 'nmi'
  | 'hardware-exception'
  | 'software-interrupt'
  | 'privileged-software-exception'
  | 'software-exception'
  | 'other'
  | 'reserved';

/** An event that is delivered, or whose delivery was interrupted. */
export interface InterruptionInfo {
  readonly vector: number;
  readonly type: InterruptionType;
  readonly hasErrorCode: boolean;
  /** An IRET had just ended the blocking of NMIs. VMX exit information only; SVM leaves the bit 0. */
  readonly nmiUnblocking: boolean;
}

/**
 * Whose vectors an external interrupt's number counts: the host's (why a guest was left) or the
 * guest's (what is injected, or was being delivered).
 */
export type VectorSpace = 'host' | 'guest';

/**
 * VMX interruption information and SVM EXITINTINFO / event_inj, which share the layout.
 * Undefined when bit 31 says that there is no event: the other bits are stale then.
 * Source: domain reference B.6; INTR_INFO_* in arch/x86/include/asm/vmx.h, SVM_EVTINJ_* in svm.h.
 */
export function decodeInterruptionInfo(value: number): InterruptionInfo | undefined {
  if (value >>> 31 === 0) return undefined;
  return {
    vector: value & 0xff,
    type: types[(value >>> 8) & 7]!,
    hasErrorCode: (value & (1 << 11)) !== 0,
    nmiUnblocking: (value & (1 << 12)) !== 0,
  };
}

/** `external interrupt, vector 0xec LOCAL_TIMER`; `none` when no event is there. */
export function describeInterruptionInfo(value: number, vectors: VectorSpace): string {
  const event = decodeInterruptionInfo(value);
  if (event === undefined) return 'none';
  const unblocking = event.nmiUnblocking ? ', NMIs just unblocked by an IRET' : '';
  return `${describeEvent(event, vectors)}${unblocking}`;
}

function describeEvent(event: InterruptionInfo, vectors: VectorSpace): string {
  const withError = event.hasErrorCode ? ', with error code' : '';
  switch (event.type) {
    case 'external': {
      const name = vectors === 'host' ? hostVectorName(event.vector) : undefined;
      return `external interrupt, vector ${named(event.vector, name)}`;
    }
    case 'nmi':
      return 'NMI';
    case 'software-interrupt':
      return `software interrupt, vector ${hex(event.vector)}`;
    case 'hardware-exception':
    case 'privileged-software-exception':
    case 'software-exception':
      return `${typeWords[event.type]} ${describeException(event.vector)}${withError}`;
    case 'other':
    case 'reserved':
      return `event of ${event.type} type, vector ${hex(event.vector)}${withError}`;
  }
}

/** `#PF (14)`; `vector 9` for a reserved one. */
export function describeException(vector: number): string {
  const name = exceptionName(vector);
  return name === undefined ? `vector ${vector}` : `${name} (${vector})`;
}

function named(vector: number, name: string | undefined): string {
  return name === undefined ? hex(vector) : `${hex(vector)} ${name}`;
}

const typeWords = {
  'hardware-exception': 'exception',
  'privileged-software-exception': 'privileged software exception',
  'software-exception': 'software exception',
} as const;

/** By bits 10:8. SVM uses 0, 2, 3 and 4 only. */
const types: readonly InterruptionType[] = [
  'external',
  'reserved',
  'nmi',
  'hardware-exception',
  'software-interrupt',
  'privileged-software-exception',
  'software-exception',
  'other',
];
