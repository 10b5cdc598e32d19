import type { ExitRow } from '../../src/protocol/ExitRow';

/** The filter of the events table that lets through the exits one row of the exits table counts. */
export function filterOfExits(row: ExitRow): string {
  return `event=kvm_exit reason=${quoted(row.reason)} vm=${row.vm} vcpu=${row.vcpu}`;
}

/** The filter for all events of one tracepoint. */
export function filterOfEvent(name: string): string {
  return `event=${quoted(name)}`;
}

/** A word as the filter takes it, in quotes where it needs them. */
export function quoted(word: string): string {
  if (/^[\w.:-]+$/.test(word)) return word;
  return `"${word.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
