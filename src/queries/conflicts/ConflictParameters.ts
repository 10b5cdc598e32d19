import { LINE_BYTES } from '../../analyses/faults/PageRecord';
import type { IdlePass } from '../../analyses/idle/IdlePass';

/** Thresholds of domain reference I by which pages are judged. */
export interface ConflictParameters {
  /** `pp_min`: stores against its protection before a page counts as contested. */
  readonly ppMin: number;
  /** `share_min`: stores of each vCPU before its lines are believed. */
  readonly shareMin: number;
  /** `line`: bytes of what a waiting processor watches. */
  readonly lineBytes: number;
}

const PAGE_BYTES = 4096;

/** The defaults, with the line that CPUID told the guests where it was seen. */
export function conflictParameters(idle: IdlePass): ConflictParameters {
  const told = idle.guests.of.flatMap((facts) => facts.monitorLine?.[1] ?? []);
  const largest = Math.max(LINE_BYTES, ...told);
  return { ppMin: 4, shareMin: 3, lineBytes: Math.min(largest, PAGE_BYTES) };
}
