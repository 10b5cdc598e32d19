import type { PageRecord } from '../../analyses/faults/PageRecord';
import { LINE_BYTES } from '../../analyses/faults/PageRecord';
import type { Confidence } from '../../analyses/idle/words';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import type { ConflictParameters } from './ConflictParameters';

export type SharingKind = 'true-sharing' | 'false-sharing' | 'mixed' | 'undetermined';

/** One vCPU that stores into a page, and what it stored. */
export interface Writer {
  readonly ref: VcpuRef;
  /** Its place among the lanes of the analysis. */
  readonly lane: number;
  readonly page: PageRecord;
}

/** Stores into a page by what they led to. */
export interface StoreCounts {
  readonly faults: number;
  /** They woke a waiting vCPU. */
  readonly trueFaults: number;
  /** They woke nobody while somebody waited on the page. */
  readonly falseFaults: number;
}

/** How a page is shared, how sure that is, and what tells it. */
export interface SharingVerdict {
  readonly kind: SharingKind;
  readonly confidence: Exclude<Confidence, 'unknown'>;
  readonly why: string;
}

/** So many stores of each writer without a common line are no accident any more. */
const MANY_STORES = 10;

/** `tellsWakes`: wakings or acceptances are recorded. By consequence where a store woke somebody, else by the lines that the writers touched (F.1, P-8). */
export function sharingKind(
  writers: readonly Writer[],
  counts: StoreCounts,
  { shareMin, lineBytes }: ConflictParameters,
  tellsWakes: boolean,
): SharingVerdict {
  if (counts.trueFaults > 0) return byConsequence(counts, shareMin);
  const repaired = writers.reduce((sum, { page }) => sum + page.fixedFast, 0);
  if (repaired * 2 > counts.faults) {
    return undetermined(
      'dirty logging protects every page anew, so that writers only look as if they took turns',
    );
  }
  if (writers.length === 1) {
    return undetermined(
      'one vCPU stores and others fault on it, but no store was seen to wake anybody',
    );
  }
  const fewest = Math.min(...writers.map(({ page }) => page.faults));
  const sure = fewest >= MANY_STORES && tellsWakes ? 'strong' : 'weak';
  const few =
    fewest >= shareMin ? '' : `, by ${fewest} of the ${shareMin} stores a vCPU that would tell`;
  const doubt = tellsWakes ? few : `${few}; whether a store woke anybody is not recorded`;
  if (sharedLines(writers, lineBytes)) {
    const why = `several vCPUs store into the same ${lineBytes} bytes${doubt}`;
    return { kind: 'true-sharing', confidence: sure, why };
  }
  const why = `no two vCPUs were seen to store into the same ${lineBytes} bytes${doubt}`;
  return { kind: 'false-sharing', confidence: sure, why };
}

function byConsequence(
  { faults, trueFaults, falseFaults }: StoreCounts,
  shareMin: number,
): SharingVerdict {
  if (falseFaults === 0) {
    const others = faults - trueFaults;
    return {
      kind: 'true-sharing',
      confidence: trueFaults >= shareMin && trueFaults > others ? 'strong' : 'weak',
      why:
        others === 0
          ? 'every store woke a vCPU that waited on the page'
          : `${trueFaults} of ${faults} stores woke a vCPU that waited on the page, the others came before anybody was seen to use it`,
    };
  }
  return {
    kind: 'mixed',
    confidence: Math.min(trueFaults, falseFaults) >= shareMin ? 'strong' : 'weak',
    why: 'some stores woke a vCPU that waited on the page, others woke nobody while it waited',
  };
}

function undetermined(why: string): SharingVerdict {
  return { kind: 'undetermined', confidence: 'weak', why };
}

function sharedLines(writers: readonly Writer[], lineBytes: number): boolean {
  const seen = new Set<number>();
  for (const { page } of writers) {
    for (const line of linesOf(page.lines, lineBytes)) {
      if (seen.has(line)) return true;
    }
    for (const line of linesOf(page.lines, lineBytes)) seen.add(line);
  }
  return false;
}

/** Lines of so many bytes that have counts, ascending. */
export function linesOf(counts: Uint32Array, lineBytes: number): readonly number[] {
  const lines = new Set<number>();
  counts.forEach((count, line) => {
    if (count > 0) lines.add(Math.floor((line * LINE_BYTES) / lineBytes));
  });
  return [...lines];
}
