import { subBuffer } from './subBuffer';
import type { RingEntry } from './subBuffer';
import { writeTraceDat } from './traceDatWriter';
import type { WrittenCpu, WrittenTrace } from './traceDatWriter';
import { formatText, recordBytes, tracepoints } from './tracepoints';
import type { FieldValues, Tracepoint } from './tracepoints';

/** One event of a made recording. */
export interface WrittenEvent {
  /** Clock units since `TraceTextOptions.base`. */
  readonly time: number;
  readonly hostCpu: number;
  readonly tid: number;
  readonly flags?: number;
  readonly event: string;
  readonly fields: FieldValues;
  /** Events lost on this CPU just before this one; null: an unknown number. */
  readonly lostBefore?: number | null;
}

export type TraceTextOptions = Partial<Omit<WrittenTrace, 'formats' | 'buffers'>> & {
  /** Stamp of time 0. */
  readonly base?: bigint;
  readonly clock?: string;
  /** Replaces the usual tracepoints. */
  readonly tracepoints?: readonly Tracepoint[];
};

const MOST_DELTA = 2 ** 27 - 1;

/**
 * A recording written as text, one event a line: `1800 cpu0 100 kvm_exit exit_reason=12 isa=1`
 * (time, host CPU, thread, event, fields; `flags=` is `common_flags`). A line `lost cpu0 5` says that
 * events were lost before the next event of that CPU, `lost cpu0` an unknown number.
 */
export function traceText(text: string, options: TraceTextOptions = {}): Uint8Array {
  return writtenTrace(eventsOfText(text), options);
}

export function eventsOfText(text: string): readonly WrittenEvent[] {
  const events: WrittenEvent[] = [];
  const lost = new Map<number, number | null>();
  for (const line of text.split('\n').map((part) => part.trim())) {
    if (line === '') continue;
    const loss = /^lost cpu(\d+)(?: (\d+))?$/.exec(line);
    if (loss !== null) {
      lost.set(Number(loss[1]), loss[2] === undefined ? null : Number(loss[2]));
      continue;
    }
    const event = /^(\d+) cpu(\d+) (\d+) (\S+)(.*)$/.exec(line);
    if (event === null) throw new Error(`no event: ${line}`);
    const [, time, cpu, tid, name, rest] = event;
    const { flags = '0', ...fields } = fieldsOfText(rest!);
    const hostCpu = Number(cpu);
    const lostBefore = lost.get(hostCpu);
    lost.delete(hostCpu);
    events.push({
      time: Number(time),
      hostCpu,
      tid: Number(tid),
      flags: Number(flags),
      event: name!,
      fields,
      ...(lostBefore !== undefined && { lostBefore }),
    });
  }
  return events;
}

/** The events as a trace.dat; each CPU's must be in time order. */
export function writtenTrace(
  events: readonly WrittenEvent[],
  options: TraceTextOptions = {},
): Uint8Array {
  const { clock = 'local', version = 7, tracepoints: own = tracepoints } = options;
  return writeTraceDat({
    ...options,
    version,
    formats: own.map((tracepoint) => ({
      system: tracepoint.system,
      text: formatText(tracepoint, options),
    })),
    buffers: [{ instance: '', clock, cpus: writtenCpus(events, options) }],
  });
}

/** Sub-buffers of each CPU: a new one when the one before is full, and after a loss. */
export function writtenCpus(
  events: readonly WrittenEvent[],
  options: TraceTextOptions = {},
): WrittenCpu[] {
  const cpus = [...new Set(events.map(({ hostCpu }) => hostCpu))].sort((a, b) => a - b);
  return cpus.map((hostCpu) => {
    const own = events.filter((event) => event.hostCpu === hostCpu);
    return { hostCpu, data: joined(subBuffers(own, options)) };
  });
}

function subBuffers(events: readonly WrittenEvent[], options: TraceTextOptions): Uint8Array[] {
  const { base = 1_000_000n, pageBytes = 4096, longBytes = 8, littleEndian = true } = options;
  const { tracepoints: own = tracepoints } = options;
  const byName = new Map(own.map((tracepoint) => [tracepoint.name, tracepoint]));
  // Room for a stored count of lost events behind the data.
  const room = pageBytes - 8 - longBytes - 8;
  const pages: Uint8Array[] = [];
  let entries: RingEntry[] = [];
  let first: WrittenEvent | undefined;
  let used = 0;
  let last = 0;
  const endPage = (): void => {
    if (first === undefined) return;
    const lost = 'lostBefore' in first ? { lost: first.lostBefore ?? null } : {};
    const layout = { littleEndian, pageBytes, commitBytes: longBytes };
    pages.push(subBuffer({ ...layout, base: base + BigInt(first.time), ...lost }, entries));
    [entries, first, used] = [[], undefined, 0];
  };
  for (const event of events) {
    const tracepoint = byName.get(event.event);
    if (tracepoint === undefined) throw new Error(`no tracepoint ${event.event}`);
    const payload = recordBytes(tracepoint, event, event.fields, options);
    const bytes = payload.length + 24;
    if (used + bytes > room || 'lostBefore' in event) endPage();
    if (first === undefined) [first, last] = [event, event.time];
    const delta = event.time - last;
    if (delta > MOST_DELTA) entries.push({ extend: delta });
    entries.push({ delta: delta > MOST_DELTA ? 0 : delta, payload });
    used += bytes;
    last = event.time;
  }
  endPage();
  return pages;
}

function fieldsOfText(text: string): Record<string, string> {
  const pairs = text.matchAll(/(\w+)=(\S+)/g);
  return Object.fromEntries(Array.from(pairs, ([, name, value]) => [name!, value!]));
}

function joined(pages: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pages.reduce((sum, page) => sum + page.length, 0));
  let at = 0;
  for (const page of pages) {
    all.set(page, at);
    at += page.length;
  }
  return all;
}
