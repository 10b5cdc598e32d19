import { SvmExit, VmxExit } from '../../kvm/exitCodes';
import type { Isa } from '../../kvm/exitReasons';

/** What an exit means for idling. */
export type ExitSort =
  | 'other'
  | 'hlt'
  | 'idle-hlt'
  | 'monitor'
  | 'mwait'
  | 'pause'
  /** A host interrupt, or a window for a guest's: neither ends a loop of waiting. */
  | 'interrupt';

/** By basic exit code: domain reference B.2. */
const vmx = sortsByCode([
  [1, 'interrupt'],
  [7, 'interrupt'],
  [12, 'hlt'],
  [36, 'mwait'],
  [39, 'monitor'],
  [40, 'pause'],
  [52, 'interrupt'],
]);

/** By exit code: domain reference B.3. */
const svm = sortsByCode([
  [0x60, 'interrupt'],
  [0x64, 'interrupt'],
  [0x77, 'pause'],
  [0x78, 'hlt'],
  [0x8a, 'monitor'],
  [0x8b, 'mwait'],
  [0x8c, 'mwait'],
  [0xa6, 'idle-hlt'],
]);

/** LOCAL_TIMER of the host, now and before 4.16 (B.6). */
const TICK_VECTORS = [0xec, 0xee, 0xef];

/** What an exit means for idling; other processors' codes mean nothing here. */
export function exitSort(isa: Isa | undefined, code: number): ExitSort {
  if (isa === undefined) return 'other';
  return (isa === 'vmx' ? vmx : svm)[code] ?? 'other';
}

/** Whether the host's tick caused the exit. SVM does not tell the vector: the tick's own event came before or not. */
export function isHostTick(
  isa: Isa | undefined,
  code: number,
  intrInfo: number | undefined,
  { tickedNs, enteredNs }: { readonly tickedNs: number; readonly enteredNs: number },
): boolean {
  if (isa === 'vmx') {
    return code === VmxExit.externalInterrupt && TICK_VECTORS.includes((intrInfo ?? 0) & 0xff);
  }
  return code === SvmExit.interrupt && tickedNs >= enteredNs && tickedNs > 0;
}

/** A table, and no map: every exit is looked up. */
function sortsByCode(known: readonly (readonly [number, ExitSort])[]): readonly ExitSort[] {
  const sorts: ExitSort[] = Array.from({ length: 256 }, () => 'other');
  for (const [code, sort] of known) sorts[code] = sort;
  return sorts;
}
