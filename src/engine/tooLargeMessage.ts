import type { EventReader } from '../ingest/EventReader';

/** Why a trace is not loaded, and which part of it would be. `bytes`: what it takes so far. */
export function tooLargeMessage(
  reader: EventReader,
  bytes: number,
  memoryLimitBytes: number,
): { readonly estimatedEvents: number; readonly message: string } {
  const share = Math.max(reader.doneBytes, 1) / Math.max(reader.totalBytes, 1);
  const estimatedEvents = Math.round(reader.rows / share);
  const neededMb = Math.round(bytes / share / 2 ** 20);
  const limitMb = Math.round(memoryLimitBytes / 2 ** 20);
  const time = (ns: number): string =>
    reader.unit === 'cycles' ? `${ns} cycles` : `${(ns / 1e9).toFixed(3)} s`;
  const fits = `${time(reader.fromNs)} to ${time(reader.lastNs)} fits`;
  const events = estimatedEvents.toLocaleString('en-US');
  return {
    estimatedEvents,
    message: `About ${events} events need about ${neededMb} MB, ${limitMb} MB are allowed. Choose a part of the trace (${fits}), or raise exitscope.memoryLimitMb.`,
  };
}
