import { addedCauses } from '../../analyses/faults/FaultsPass';
import type { FaultLane, FaultsPass } from '../../analyses/faults/FaultsPass';
import type { FaultCause } from '../../analyses/faults/faultCause';
import type { PageRecord } from '../../analyses/faults/PageRecord';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';

/** Parameter `pp_min`: protected writes to a page before it counts as contested. */
const LEAST_FAULTS = 4;
/** Parameter `share_min`: faults of each vCPU before lines tell anything. */
const LEAST_FAULTS_EACH = 3;
const PAGE_BYTES = 4096;

export type SharingKind = 'true-sharing' | 'false-sharing' | 'mixed' | 'undetermined';

/** Stores of one vCPU into a contested page. */
export interface PageWriter {
  readonly vcpu: number;
  readonly faults: number;
  /** Lines of 64 bytes that it wrote. */
  readonly lines: readonly number[];
}

/** A page whose protection one vCPU's stores pay for another's sake (F.1). */
export interface PageConflict {
  readonly vm: number;
  /** Guest-physical address of the page. */
  readonly gpa: number;
  readonly bytes: number;
  readonly kind: SharingKind;
  readonly faults: number;
  /** Faults that woke a waiting vCPU. */
  readonly trueFaults: number;
  /** Faults that woke nobody while somebody waits on the page. */
  readonly falseFaults: number;
  readonly costNs: number;
  readonly waiters: readonly number[];
  readonly writers: readonly PageWriter[];
  readonly firstNs: number;
}

interface Writer {
  readonly ref: VcpuRef;
  readonly page: PageRecord;
}

/** Contested pages, most expensive first. */
export function pageConflicts(
  { lanes }: FaultsPass,
  refs: readonly (VcpuRef | undefined)[],
): readonly PageConflict[] {
  const pages = new Map<string, Writer[]>();
  for (const lane of lanes) {
    const ref = lane === undefined ? undefined : refs[lane.binding];
    if (lane === undefined || ref === undefined) continue;
    for (const page of lane.pages.values()) {
      const key = `${ref.vm} ${page.gfn}`;
      const writers = pages.get(key);
      if (writers === undefined) pages.set(key, [{ ref, page }]);
      else writers.push({ ref, page });
    }
  }
  return [...pages.values()]
    .filter(isContested)
    .map(conflictOf)
    .sort((a, b) => b.costNs - a.costNs || a.vm - b.vm || a.gpa - b.gpa);
}

/** Faults of all vCPUs by cause; those into contested pages are sharing, whatever protected these. */
export function pageFaultCauses(
  { lanes }: FaultsPass,
  conflicts: readonly PageConflict[],
): { readonly total: number; readonly byCause: ReadonlyMap<FaultCause, number> } {
  const known = lanes.filter((lane): lane is FaultLane => lane !== undefined);
  const byCause = new Map(addedCauses(known));
  const total = [...byCause.values()].reduce((sum, count) => sum + count, 0);
  let shared = conflicts
    .filter(({ kind }) => kind !== 'undetermined')
    .reduce((sum, { faults }) => sum + faults, 0);
  byCause.set('sharing', shared);
  for (const cause of ['userspace-protection', 'write-protect', 'dirty-log'] as const) {
    const taken = Math.min(shared, byCause.get(cause)!);
    byCause.set(cause, byCause.get(cause)! - taken);
    shared -= taken;
  }
  return { total, byCause };
}

/** Written against protection again and again, by several vCPUs or to wake another. */
function isContested(writers: readonly Writer[]): boolean {
  const faults = sum(writers, ({ page }) => page.faults);
  return faults >= LEAST_FAULTS && (writers.length > 1 || writers[0]!.page.waking > 0);
}

function conflictOf(writers: readonly Writer[]): PageConflict {
  const faults = sum(writers, ({ page }) => page.faults);
  const trueFaults = sum(writers, ({ page }) => page.waking);
  const unwatched = sum(writers, ({ page }) => page.unwatched);
  const falseFaults = trueFaults > 0 ? faults - trueFaults - unwatched : 0;
  const sorted = [...writers].sort((a, b) => a.ref.vcpu - b.ref.vcpu);
  return {
    vm: writers[0]!.ref.vm,
    gpa: writers[0]!.page.gfn * PAGE_BYTES,
    bytes: PAGE_BYTES,
    kind: kindOf(writers, { faults, trueFaults, falseFaults }),
    faults,
    trueFaults,
    falseFaults,
    costNs: sum(writers, ({ page }) => page.costNs),
    waiters: [...new Set(writers.flatMap(({ page }) => [...page.woken]))].sort((a, b) => a - b),
    writers: sorted.map(({ ref, page }) => ({
      vcpu: ref.vcpu,
      faults: page.faults,
      lines: [...page.lines.keys()].filter((line) => page.lines[line]! > 0),
    })),
    firstNs: Math.min(...writers.map(({ page }) => page.firstNs)),
  };
}

/** By consequence where a fault woke somebody, else by the lines that the writers touched (F.1, P-8). */
function kindOf(
  writers: readonly Writer[],
  { faults, trueFaults, falseFaults }: Pick<PageConflict, 'faults' | 'trueFaults' | 'falseFaults'>,
): SharingKind {
  if (trueFaults > 0) return falseFaults === 0 ? 'true-sharing' : 'mixed';
  // Dirty logging protects everything again: alternating writers only look like sharing (F.3).
  const repaired = sum(writers, ({ page }) => page.fixedFast);
  const isTold = writers.every(({ page }) => page.faults >= LEAST_FAULTS_EACH);
  if (!isTold || repaired * 2 > faults) return 'undetermined';
  return overlap(writers) ? 'true-sharing' : 'false-sharing';
}

function overlap(writers: readonly Writer[]): boolean {
  const lines = writers[0]!.page.lines;
  return [...lines.keys()].some(
    (line) => writers.filter(({ page }) => page.lines[line]! > 0).length > 1,
  );
}

function sum(writers: readonly Writer[], of: (writer: Writer) => number): number {
  return writers.reduce((total, writer) => total + of(writer), 0);
}
