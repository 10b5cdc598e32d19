import { hex } from '../base/hex';
import { hasBit } from './bits';

/** What a page-table entry of KVM is, as far as its bits tell on every kernel and vendor. */
type SpteKind = 'absent' | 'frozen' | 'mmio' | 'unusable' | 'mapped';

/**
 * What a shadow or TDP page-table entry allows. Which further bits mean what depends on the kernel,
 * so only the rights, the frame and unmistakable special values are told.
 * Source: domain reference F.2 (SPTE bit profiles); arch/x86/kvm/mmu/spte.h.
 */
export function describeSpte(spte: bigint): string {
  const kind = kindOf(spte);
  if (kind !== 'mapped') return kindWords[kind];
  const rights = hasBit(spte, 1) ? 'writable' : 'not writable';
  return `pfn ${hex((spte >> 12n) & 0xff_ffff_ffffn)}, ${rights}`;
}

/** What a change of an entry amounts to. Losing rights is what makes a guest fault again. */
export function describeSpteChange(before: bigint, after: bigint): string {
  const was = describeSpte(before);
  const is = describeSpte(after);
  const wasMapped = kindOf(before) === 'mapped';
  const isMapped = kindOf(after) === 'mapped';
  if (wasMapped !== isMapped) return isMapped ? `mapped: ${is}` : `unmapped: ${was} → ${is}`;
  if (!isMapped) return `${was} → ${is}`;
  if (hasBit(before, 1) && !hasBit(after, 1)) return `write-protected: ${is}`;
  if (!hasBit(before, 1) && hasBit(after, 1)) return `made writable: ${is}`;
  return before === after ? `unchanged: ${is}` : `changed: ${was} → ${is}`;
}

/** Page size that an entry of a level maps: `2 MiB` for 2. Source: domain reference A.3. */
export function levelName(level: number): string {
  return levelNames.get(level) ?? `level ${level}`;
}

const levelNames: ReadonlyMap<number, string> = new Map([
  [1, '4 KiB'],
  [2, '2 MiB'],
  [3, '1 GiB'],
]);

const kindWords = {
  absent: 'absent',
  frozen: 'frozen (being changed)',
  mmio: 'MMIO marker',
  unusable: 'not usable by the hardware (access-tracked or special)',
} as const;

function kindOf(signedOrNot: bigint): SpteKind {
  const spte = BigInt.asUintN(64, signedOrNot);
  if (spte === 0n) return 'absent';
  // Parked there while an entry is torn down: 5.14 and later, with bit 63 from 6.12.
  if ((spte & ~(1n << 63n)) === 0x5a0n) return 'frozen';
  // KVM makes MMIO entries fail: write and execute without read on EPT, a reserved address bit on NPT.
  if ((spte & 7n) === 6n || hasBit(spte, 51)) return 'mmio';
  return (spte & 7n) === 0n ? 'unusable' : 'mapped';
}
