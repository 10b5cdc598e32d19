import { hex } from '../base/hex';

/** Why the hardware could not translate a guest-physical address through EPT. */
export interface EptViolation {
  /** Also set for guest page walks, and for updates of accessed and dirty bits. */
  readonly read: boolean;
  /** Also set for updates of the guest's accessed and dirty bits, where EPT does these too. */
  readonly write: boolean;
  readonly fetch: boolean;
  /** What the translation allowed, all levels taken together. */
  readonly readable: boolean;
  readonly writable: boolean;
  readonly executable: boolean;
  /** Executable by user code; only with mode-based execution control. */
  readonly userExecutable: boolean;
  /** Something was allowed: there is a translation. */
  readonly present: boolean;
  /** What was accessed: the page itself, an entry of the guest's page tables on the way to it, or no linear address at all. */
  readonly target: 'final' | 'guest-page-table' | 'no-linear-address';
  /** How the guest's own page tables map the address. Only CPUs with advanced exit information set these: false is no proof. */
  readonly guestUser: boolean;
  readonly guestWritable: boolean;
  readonly guestNoExecute: boolean;
  readonly nmiUnblocking: boolean;
  readonly shadowStackAccess: boolean;
  readonly supervisorShadowStack: boolean;
  readonly guestPagingVerification: boolean;
  /** Not caused by an instruction: trace or PEBS output. */
  readonly asynchronous: boolean;
}

/**
 * Exit qualification of an EPT violation: `info1` of VMX exit 48, and `error_code` of the
 * `kvm_page_fault` after it. Not an x86 page-fault error code.
 * Source: domain reference B.4; EPT_VIOLATION_* in arch/x86/include/asm/vmx.h; bits 6, 9-11 and 13-16
 * by the processor manual only.
 */
export function decodeEptViolation(qualification: bigint): EptViolation {
  const low = Number(BigInt.asUintN(32, qualification));
  const bit = (position: number) => ((low >>> position) & 1) === 1;
  return {
    read: bit(0),
    write: bit(1),
    fetch: bit(2),
    readable: bit(3),
    writable: bit(4),
    executable: bit(5),
    userExecutable: bit(6),
    present: (low & 0x38) !== 0,
    target: !bit(7) ? 'no-linear-address' : bit(8) ? 'final' : 'guest-page-table',
    guestUser: bit(9),
    guestWritable: bit(10),
    guestNoExecute: bit(11),
    nmiUnblocking: bit(12),
    shadowStackAccess: bit(13),
    supervisorShadowStack: bit(14),
    guestPagingVerification: bit(15),
    asynchronous: bit(16),
  };
}

/** `write to a present page that is readable and executable, not writable (final access)`. */
export function describeEptViolation(qualification: bigint): string {
  const violation = decodeEptViolation(qualification);
  const page = violation.present
    ? `a present page that is ${permissionWords(violation)}`
    : 'a page that is not present';
  return [
    `${accessWords(violation)} ${page} (${targetWords[violation.target]})`,
    ...remarks(violation),
    ...unknownBits(qualification),
  ].join('; ');
}

/** The same in a few words, for a table: `write to a present, read-only page`. */
export function summarizeEptViolation(qualification: bigint): string {
  const violation = decodeEptViolation(qualification);
  const walk = violation.target === 'guest-page-table' ? 'guest page walk: ' : '';
  return `${walk}${accessWords(violation)} ${pageInShort(violation)}`;
}

function pageInShort(violation: EptViolation): string {
  if (!violation.present) return 'an absent page';
  if (violation.write && violation.readable && !violation.writable) {
    return 'a present, read-only page';
  }
  if (violation.write && !violation.writable) return 'a present, non-writable page';
  if (violation.fetch && !violation.executable) return 'a present, non-executable page';
  if (violation.read && !violation.readable) return 'a present, non-readable page';
  return 'a present page';
}

function accessWords({ read, write, fetch }: EptViolation): string {
  if (read && write) return 'read and write of';
  if (write) return 'write to';
  if (fetch) return 'instruction fetch from';
  if (read) return 'read of';
  return 'access of unknown kind to';
}

function permissionWords(violation: EptViolation): string {
  const allowed: string[] = [];
  const denied: string[] = [];
  for (const right of ['readable', 'writable', 'executable'] as const) {
    (violation[right] ? allowed : denied).push(right);
  }
  const denial = denied.length === 0 ? '' : `, not ${denied.join(' or ')}`;
  return `${inSeries(allowed)}${denial}`;
}

function inSeries(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)!}`;
}

const targetWords = {
  final: 'final access',
  'guest-page-table': 'access to a guest page-table entry',
  'no-linear-address': 'no linear address',
} as const;

function remarks(violation: EptViolation): string[] {
  const guestMapping = [
    ...(violation.guestUser ? ['user'] : []),
    ...(violation.guestWritable ? ['writable'] : []),
    ...(violation.guestNoExecute ? ['no-execute'] : []),
  ];
  const words: string[] = [];
  if (violation.userExecutable) words.push('executable by user code');
  if (guestMapping.length > 0) words.push(`mapped ${inSeries(guestMapping)} by the guest`);
  if (violation.nmiUnblocking) words.push('NMIs just unblocked by an IRET');
  if (violation.shadowStackAccess) words.push('shadow-stack access');
  if (violation.supervisorShadowStack) words.push('supervisor shadow-stack page');
  if (violation.guestPagingVerification) words.push('guest-paging verification');
  if (violation.asynchronous) words.push('not caused by an instruction');
  return words;
}

function unknownBits(qualification: bigint): string[] {
  const bits = (BigInt.asUintN(64, qualification) >> 17n) << 17n;
  return bits === 0n ? [] : [`unknown bits ${hex(bits)}`];
}
