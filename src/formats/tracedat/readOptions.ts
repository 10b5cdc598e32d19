import { ByteCursor } from '../ByteCursor';
import { FormatError } from '../FormatError';
import { latin1 } from '../text';
import { memorySource } from '../memorySource';
import type { GuestFacts, TimeShift, TimeShiftSamples, TraceOptions } from './TraceOptions';

/** Option ids of trace.dat (`trace-cmd.dat.v7` format document). */
export const OptionId = {
  done: 0,
  date: 1,
  cpuStat: 2,
  buffer: 3,
  traceClock: 4,
  uname: 5,
  offset: 7,
  cpuCount: 8,
  version: 9,
  traceId: 11,
  timeShift: 12,
  guest: 13,
  tsc2nsec: 14,
  headerInfo: 16,
  ftraceEvents: 17,
  eventFormats: 18,
  kallsyms: 19,
  printk: 20,
  cmdlines: 21,
  bufferText: 22,
} as const;

/** A recording has a few for each host CPU. */
const MOST_OPTIONS = 100_000;

/** One option as the file holds it. */
export interface RawOption {
  readonly id: number;
  readonly payload: Uint8Array;
  /** Byte of the file, of the option or of the compressed section around it. */
  readonly offset: number;
}

export function optionCursor(option: RawOption, littleEndian: boolean): ByteCursor {
  return new ByteCursor(memorySource('', option.payload), {
    section: `option ${option.id}`,
    littleEndian,
    reportedOffset: option.offset,
  });
}

/** Reads one list of version 7 options; returns the byte of the next one, 0 after the last. */
export function readOptionsSection(
  cursor: ByteCursor,
  into: RawOption[],
  sectionOffset: number,
): number {
  for (;;) {
    const id = cursor.u16();
    const size = cursor.u32();
    if (id === OptionId.done) {
      return size >= 8 ? cursor.u64AsNumber('the offset of the next options') : 0;
    }
    addOption(cursor, into, { id, payload: cursor.bytes(size), offset: sectionOffset });
  }
}

export function addOption(cursor: ByteCursor, into: RawOption[], option: RawOption): void {
  if (into.push(option) > MOST_OPTIONS) throw cursor.error('too-large', 'too many options');
}

/**
 * Decodes the options that matter to the events; the last of several wins, unknown ones are passed
 * over. A damaged one is reported and left out; the others stand.
 */
export function decodeOptions(
  raw: readonly RawOption[],
  littleEndian: boolean,
  report: (error: FormatError) => void,
): TraceOptions {
  const all = (id: number): readonly RawOption[] => raw.filter((option) => option.id === id);
  const text = (id: number): string | undefined => {
    const option = all(id).at(-1);
    return option && untilNul(latin1(option.payload));
  };
  const decoded = <T>(option: RawOption | undefined, read: (cursor: ByteCursor) => T) => {
    try {
      return option && read(optionCursor(option, littleEndian));
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      report(error);
      return undefined;
    }
  };
  const last = <T>(id: number, read: (cursor: ByteCursor) => T) => decoded(all(id).at(-1), read);
  return {
    addedNs: integer(text(OptionId.date)) * 1000n + integer(text(OptionId.offset)),
    cpuStats: all(OptionId.cpuStat).map((option) => untilNul(latin1(option.payload))),
    uname: text(OptionId.uname),
    recorder: text(OptionId.version),
    traceId: last(OptionId.traceId, (cursor) => cursor.u64()),
    timeShift: last(OptionId.timeShift, readTimeShift),
    guests: all(OptionId.guest).flatMap((option) => decoded(option, readGuest) ?? []),
    tscConversion: last(OptionId.tsc2nsec, (cursor) => ({
      mult: cursor.u32(),
      shift: cursor.u32(),
    })),
  };
}

/** The clock in brackets of a `trace_clock` text, or the text itself where it is a bare name. */
export function selectedClock(text: string): string | undefined {
  const bare = untilNul(text).trim();
  return /\[([^\]]+)\]/.exec(bare)?.[1] ?? (/^[\w-]+$/.test(bare) ? bare : undefined);
}

function readGuest(cursor: ByteCursor): GuestFacts {
  const name = cursor.zstr();
  const traceId = cursor.u64();
  const count = checkedCount(cursor, cursor.u32(), 8);
  const vcpuTids = Array.from({ length: count }, () => ({ vcpu: cursor.u32(), tid: cursor.u32() }));
  return { name: name === '' ? undefined : name, traceId, vcpuTids };
}

/** Fractions stand after all CPUs' samples and are missing in older files. */
function readTimeShift(cursor: ByteCursor): TimeShift {
  const peerTraceId = cursor.u64();
  const flags = cursor.u32();
  const cpuCount = checkedCount(cursor, cursor.u32(), 4);
  const samples: Omit<TimeShiftSamples, 'fractions'>[] = [];
  for (let cpu = 0; cpu < cpuCount; cpu++) {
    const count = checkedCount(cursor, cursor.u32(), 24);
    const column = (): bigint[] => Array.from({ length: count }, () => cursor.i64());
    samples.push({ times: column(), offsets: column(), scalings: column() });
  }
  const byCpu = samples.map((cpu) => ({
    ...cpu,
    fractions: cpu.times.map(() => (cursor.remaining >= 8 ? cursor.i64() : 0n)),
  }));
  return { peerTraceId, flags, byCpu };
}

function checkedCount(cursor: ByteCursor, count: number, bytesEach: number): number {
  if (count * bytesEach > cursor.remaining) {
    throw cursor.error('bad-value', `says ${count} entries, has room for fewer`);
  }
  return count;
}

function integer(text: string | undefined): bigint {
  // At most 64 bits: a longer number is damage, and would only cost time.
  const digits = /^\s*(-?)(0x[0-9a-f]{1,16}|\d{1,20})/i.exec(text ?? '');
  if (digits === null) return 0n;
  const value = BigInt(digits[2]!);
  return digits[1] === '-' ? -value : value;
}

function untilNul(text: string): string {
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}
