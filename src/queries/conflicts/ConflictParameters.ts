import { LINE_BYTES } from '../../analyses/faults/PageRecord';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import { PAGE_BYTES } from '../../kvm/pageBytes';

/** Thresholds of domain reference I by which pages are judged. */
export interface ConflictParameters {
  /** `pp_min`: stores against its protection before a page counts as contested. */
  readonly ppMin: number;
  /** `share_min`: stores of each vCPU before its lines are believed. */
  readonly shareMin: number;
  /** Bytes of a line by which pages are judged: a power of two, from 64 to a whole page. */
  readonly lineBytes: number;
  /** `line`, or what CPUID told the guests: bytes of what a waiting processor watches. */
  readonly wantedLineBytes: number;
}

/** What is set, and where no line is, the one that CPUID told the guests. */
export function conflictParameters(idle: IdlePass): ConflictParameters {
  const { pp_min: ppMin, share_min: shareMin, line } = idle.parameters;
  const told = idle.guests.of.flatMap((facts) => facts.monitorLine?.[1] ?? []);
  const wantedLineBytes = line ?? Math.max(LINE_BYTES, ...told);
  // Stores are kept by lines of 64 bytes, and a page must hold whole lines.
  let lineBytes = LINE_BYTES;
  while (lineBytes < Math.min(wantedLineBytes, PAGE_BYTES)) lineBytes *= 2;
  return { ppMin, shareMin, lineBytes, wantedLineBytes };
}
