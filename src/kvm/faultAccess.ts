/** How a recording encodes a page fault's access (A.3): by the exit that it came with. */
export type FaultEncoding =
  /** EPT_VIOLATION: the exit qualification (B.4). */
  | 'ept'
  /** NPF, and #PF with shadow paging: the processor's page-fault error code (B.5). */
  | 'x86';

/** What a guest's access to a page was, and what the page's entry allowed. */
export interface FaultAccess {
  readonly isWrite: boolean;
  readonly isFetch: boolean;
  /** The entry was there: it allowed something. */
  readonly isPresent: boolean;
  readonly isWritable: boolean;
  readonly isExecutable: boolean;
  /** The processor's walk of the guest's own page tables: never evidence of a store (rule B-1). */
  readonly isTableWalk: boolean;
  /** A reserved bit of the entry was set: KVM's mark of MMIO in nested page tables. */
  readonly isReserved: boolean;
}

const EPT = { write: 0x2, fetch: 0x4, allowed: 0x38, writable: 0x10, executable: 0x20 } as const;
/** Linear address valid, and the access was the final one. */
const EPT_LINEAR = 0x80;
const EPT_FINAL = 0x100;
const X86 = { present: 0x1, write: 0x2, reserved: 0x8, fetch: 0x10 } as const;
/** GUEST_PAGE, bit 33: in the high word. */
const X86_TABLE_WALK_HIGH = 0x2;

/** Decodes the error code of kvm_page_fault, in two words. */
export function faultAccess(encoding: FaultEncoding, low: number, high: number): FaultAccess {
  if (encoding === 'ept') {
    return {
      isWrite: (low & EPT.write) !== 0,
      isFetch: (low & EPT.fetch) !== 0,
      isPresent: (low & EPT.allowed) !== 0,
      isWritable: (low & EPT.writable) !== 0,
      isExecutable: (low & EPT.executable) !== 0,
      isTableWalk: (low & EPT_LINEAR) !== 0 && (low & EPT_FINAL) === 0,
      isReserved: false,
    };
  }
  const isPresent = (low & X86.present) !== 0;
  const isWrite = (low & X86.write) !== 0;
  const isFetch = (low & X86.fetch) !== 0;
  return {
    isWrite,
    isFetch,
    isPresent,
    // The code tells only what was refused.
    isWritable: isPresent && !isWrite,
    isExecutable: isPresent && !isFetch,
    isTableWalk: (high & X86_TABLE_WALK_HIGH) !== 0,
    isReserved: (low & X86.reserved) !== 0,
  };
}

/** `r-x` as an EPT violation tells it, `---` where nothing was mapped; undefined: the code tells only what was refused. */
export function allowedAccess(encoding: FaultEncoding, low: number): string | undefined {
  if (encoding === 'x86') return (low & X86.present) === 0 ? '---' : undefined;
  const readable = (low & EPT.allowed & ~(EPT.writable | EPT.executable)) !== 0;
  const writable = (low & EPT.writable) !== 0;
  const executable = (low & EPT.executable) !== 0;
  return `${readable ? 'r' : '-'}${writable ? 'w' : '-'}${executable ? 'x' : '-'}`;
}
