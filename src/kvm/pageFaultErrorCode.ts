import { hex } from '../base/hex';

/** x86 page-fault error code with the bits that SVM and KVM add above bit 31. */
export interface PageFaultErrorCode {
  readonly present: boolean;
  readonly write: boolean;
  readonly user: boolean;
  /** A reserved bit was set in an entry: how KVM marks MMIO in nested page tables. */
  readonly reserved: boolean;
  readonly fetch: boolean;
  readonly protectionKey: boolean;
  readonly shadowStack: boolean;
  readonly sgx: boolean;
  /** SEV-SNP: the reverse map table forbids it. */
  readonly rmp: boolean;
  /** What was accessed; undefined where the code does not say (shadow paging, and KVM before 6.12 on VMX). */
  readonly target: 'final' | 'guest-page-table' | undefined;
  readonly encrypted: boolean;
  readonly sizeMismatch: boolean;
  readonly vmpl: boolean;
  /** KVM's own bits, never hardware's. */
  readonly implicitAccess: boolean;
  readonly privateAccess: boolean;
}

/** Where a code comes from, which decides what its user bit means. */
export type PageFaultKind = 'npf' | 'shadow' | 'fast-page-fault';

/**
 * Error code of a nested page fault (`info1` of SVM exit 0x400), of a fault under shadow paging, and
 * of `fast_page_fault` on either vendor. VMX EPT violations have another encoding.
 * Source: domain reference B.5; PFERR_* in arch/x86/include/asm/kvm_host.h.
 */
export function decodePageFaultErrorCode(errorCode: bigint): PageFaultErrorCode {
  const bit = (position: bigint) => ((errorCode >> position) & 1n) === 1n;
  return {
    present: bit(0n),
    write: bit(1n),
    user: bit(2n),
    reserved: bit(3n),
    fetch: bit(4n),
    protectionKey: bit(5n),
    shadowStack: bit(6n),
    sgx: bit(15n),
    rmp: bit(31n),
    target: bit(32n) ? 'final' : bit(33n) ? 'guest-page-table' : undefined,
    encrypted: bit(34n),
    sizeMismatch: bit(35n),
    vmpl: bit(36n),
    implicitAccess: bit(48n),
    privateAccess: bit(49n),
  };
}

/** `write to a page that is not present (final access)`. */
export function describePageFaultErrorCode(errorCode: bigint, kind: PageFaultKind): string {
  const code = decodePageFaultErrorCode(errorCode);
  const target = code.target === undefined ? '' : ` (${targetWords[code.target]})`;
  return [
    `${accessWords(code)} ${pageWords(code, kind)}${target}`,
    ...remarks(code, kind),
    ...unknownBits(errorCode),
  ].join('; ');
}

/** The same in a few words, for a table: `guest page walk: write to an absent page`. */
export function summarizePageFaultErrorCode(errorCode: bigint, kind: PageFaultKind): string {
  const code = decodePageFaultErrorCode(errorCode);
  const walk = code.target === 'guest-page-table' ? 'guest page walk: ' : '';
  const isNamed = code.present || isMmio(code, kind);
  const page = isNamed ? pageWords(code, kind) : 'an absent page';
  return `${walk}${accessWords(code)} ${page}`;
}

/** KVM marks MMIO in nested page tables by a reserved bit, whatever the present bit says (B.3, B.5). */
function isMmio({ reserved }: PageFaultErrorCode, kind: PageFaultKind): boolean {
  return reserved && kind === 'npf';
}

function accessWords({ write, fetch }: PageFaultErrorCode): string {
  if (write) return 'write to';
  return fetch ? 'instruction fetch from' : 'read of';
}

function pageWords(code: PageFaultErrorCode, kind: PageFaultKind): string {
  if (isMmio(code, kind)) return 'an MMIO page';
  if (!code.present) return 'a page that is not present';
  if (code.reserved) return 'a page with a reserved bit set';
  // Shadow tables also hold user and supervisor rights, so the bit that denied it is not known.
  if (kind === 'shadow') return 'a present page that forbids it';
  if (code.write) return 'a present, write-protected page';
  if (code.fetch) return 'a present, non-executable page';
  return 'a present page';
}

const targetWords = {
  final: 'final access',
  'guest-page-table': 'access to a guest page-table entry',
} as const;

function remarks(code: PageFaultErrorCode, kind: PageFaultKind): string[] {
  const words: string[] = [];
  // Nested walks always carry the user bit, whatever the guest's privilege level.
  if (kind === 'shadow') words.push(code.user ? 'by user code' : 'by supervisor code');
  if (code.reserved) words.push('reserved bit set');
  if (code.protectionKey) words.push('denied by a protection key');
  if (code.shadowStack) words.push('shadow-stack access');
  if (code.sgx) words.push('SGX');
  if (code.rmp) words.push('denied by the reverse map table');
  if (code.encrypted) words.push('encrypted access');
  if (code.sizeMismatch) words.push('page size differs from the reverse map table');
  if (code.vmpl) words.push('denied by the VMPL');
  if (code.implicitAccess) words.push('implicit access (set by KVM)');
  if (code.privateAccess) words.push('private memory (set by KVM)');
  return words;
}

function unknownBits(errorCode: bigint): string[] {
  const bits = BigInt.asUintN(64, errorCode) & ~definedBits;
  return bits === 0n ? [] : [`unknown bits ${hex(bits)}`];
}

const definedBits = [
  0n,
  1n,
  2n,
  3n,
  4n,
  5n,
  6n,
  15n,
  31n,
  32n,
  33n,
  34n,
  35n,
  36n,
  48n,
  49n,
].reduce((mask, bit) => mask | (1n << bit), 0n);
