import { LINE_BYTES } from '../../analyses/faults/PageRecord';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import { PAGE_BYTES } from '../../kvm/pageBytes';

/** Thresholds of domain reference I by which pages are judged. */
export interface ConflictParameters {
  /** `pp_min`: stores against its protection before a page counts as contested. */
  readonly ppMin: number;
  /** `share_min`: stores of each vCPU before its lines are believed. */
  readonly shareMin: number;
  /** `line`: bytes of what a waiting processor watches. */
  readonly lineBytes: number;
}

/** What is set, and where no line is, the one that CPUID told the guests. */
export function conflictParameters(idle: IdlePass): ConflictParameters {
  const { pp_min: ppMin, share_min: shareMin, line } = idle.parameters;
  const told = idle.guests.of.flatMap((facts) => facts.monitorLine?.[1] ?? []);
  const wanted = line ?? Math.max(LINE_BYTES, ...told);
  // Stores are kept by lines of 64 bytes: what is judged is a whole number of these.
  const lines = Math.ceil(Math.min(Math.max(wanted, LINE_BYTES), PAGE_BYTES) / LINE_BYTES);
  return { ppMin, shareMin, lineBytes: lines * LINE_BYTES };
}
