import { textOfBytes } from '../text';
import { startsWith } from './scanning';

/** What one of perf's own records says, `PERF_RECORD_LOST lost 5` behind the stamp of a line. */
export type PerfRecord =
  | { readonly kind: 'lost'; readonly count: number }
  | { readonly kind: 'comm'; readonly name: string; readonly pid: number; readonly tid: number }
  /** Maps, switches, the start and end of threads. */
  | { readonly kind: 'other' };

/** Longer ones hold the path of a mapped file, which nobody asks for. */
const MOST_BYTES = 256;
const LETTER_P = 0x50;

/** Whether the name of such a record starts here, not that of an event. */
export function startsPerfRecord(bytes: Uint8Array, from: number): boolean {
  return bytes[from] === LETTER_P && startsWith(bytes, from, 'PERF_RECORD_');
}

/** Reads a record from its name on; undefined when it is none. */
export function perfRecord(bytes: Uint8Array, from: number, to: number): PerfRecord | undefined {
  if (!startsPerfRecord(bytes, from)) return undefined;
  if (to - from > MOST_BYTES) return OTHER;
  const text = textOfBytes(bytes.subarray(from, to));
  const lost = /^PERF_RECORD_LOST(?:_SAMPLES)? lost (\d{1,15})/.exec(text);
  if (lost !== null) return { kind: 'lost', count: Number(lost[1]) };
  const comm = /^PERF_RECORD_COMM(?: exec)?: (.*):(\d{1,9})\/(\d{1,9})\s*$/.exec(text);
  if (comm === null) return OTHER;
  return { kind: 'comm', name: comm[1]!, pid: Number(comm[2]), tid: Number(comm[3]) };
}

const OTHER: PerfRecord = { kind: 'other' };
