import type { EventBlock, EventKind, EventStream } from '../events/EventTable';
import type { ByteSource, Decompressor } from '../formats/ByteSource';
import type { Diagnostic } from '../formats/Diagnostic';
import { PageDecoder } from '../formats/ringbuffer/PageDecoder';
import type { ClockOrigin } from '../formats/ringbuffer/PageDecoder';
import { parseEventFormat } from '../formats/tracefs/parseEventFormat';
import { CpuChunks } from '../formats/tracedat/CpuChunks';
import type { CpuData, TraceBuffer, TraceDatFile } from '../formats/tracedat/TraceDatFile';
import { storedFieldsOf } from '../kvm/storedFields';
import { BlockBuilder } from './BlockBuilder';
import { clockOf } from './clockOf';
import type { TraceClock } from './clockOf';
import { DamageLog } from './DamageLog';
import { StreamCursor } from './StreamCursor';
import { StreamHeap } from './StreamHeap';

/** All streams together read ahead about this much, however many host CPUs there are. */
const READ_AHEAD_BYTES = 16 << 20;
const MOST_READ_BYTES = 1 << 20;

export interface ReadOptions {
  readonly source: ByteSource;
  readonly decompressor: Decompressor;
  /** Frequency of a cycle clock the file does not give one for. */
  readonly tscKhz?: number | undefined;
  /** Tracepoints that become rows; all are counted. */
  readonly keeps: (system: string, event: string) => boolean;
  /** Whether a field of a kept event becomes a column; undefined keeps all that any question needs. */
  readonly keepsField?: ((field: string) => boolean) | undefined;
  /** Restricts rows to a time range (ns since the first event) and to host CPUs. */
  readonly fromNs?: number | undefined;
  readonly toNs?: number | undefined;
  readonly hostCpus?: ReadonlySet<number> | undefined;
}

/** Events that were lost between two times of one host CPU; `count` null: the file does not say how many. */
export interface LostEvents {
  readonly hostCpu: number;
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number | null;
}

/** Reads the events of a trace.dat in time order across host CPUs, once, front to back. */
export class TraceReader {
  readonly streams: readonly EventStream[];
  readonly clock: TraceClock;
  /** Absolute stamp of the first event, ns (cycles, where the clock counts these). */
  readonly t0: bigint;
  readonly lost: LostEvents[] = [];
  readonly totalBytes: number;
  /** Time of the last event read, ns since the first. */
  lastNs = 0;
  private readonly chunks: readonly CpuChunks[];
  private readonly cursors: StreamCursor[];
  private readonly heap = new StreamHeap();
  private readonly builder: BlockBuilder;
  private readonly damage: DamageLog;
  private readonly littleEndian: boolean;

  constructor(
    private readonly file: TraceDatFile,
    private readonly options: ReadOptions,
  ) {
    const buffers = sameClockBuffers(file);
    const data = buffers.flatMap((buffer) => buffer.cpus.map((cpu) => ({ buffer, cpu })));
    this.littleEndian = file.littleEndian;
    this.streams = data.map(({ buffer, cpu }) => ({
      hostCpu: cpu.hostCpu,
      instance: buffer.instance,
    }));
    this.totalBytes = data.reduce((sum, { cpu }) => sum + cpu.bytes, 0);
    this.damage = new DamageLog(this.streams);
    if (buffers.length < file.buffers.length) this.damage.add(otherClocks(file, buffers));
    const readBytes = Math.min(MOST_READ_BYTES, Math.floor(READ_AHEAD_BYTES / (data.length + 1)));
    this.chunks = data.map(({ buffer, cpu }) => this.chunksOf(buffer, cpu, readBytes));
    const decoder = new PageDecoder(file.pageLayout, file.littleEndian);
    this.cursors = data.map(({ buffer }, index) => this.cursorOf(index, buffer, decoder));
    this.builder = new BlockBuilder({
      formats: file.formats.flatMap(({ system, text }) => parseEventFormat(system, text) ?? []),
      littleEndian: file.littleEndian,
      streamCount: data.length,
      storedFieldsOf: (system, event) => {
        const fields = storedFieldsOf(system, event);
        return options.keepsField === undefined ? fields : fields?.filter(options.keepsField);
      },
      keeps: options.keeps,
    });
    const opened = this.openStreams();
    this.clock = clockOf(file, buffers[0], opened.origin, options.tscKhz);
    this.t0 = this.clock.originNs + file.options.addedNs;
    for (const cursor of opened.cursors) {
      cursor.rebase(opened.origin, this.clock.convert);
      const wanted = options.hostCpus?.has(this.streams[cursor.index]!.hostCpu) ?? true;
      if (wanted) this.heap.push(cursor);
    }
  }

  get kinds(): readonly EventKind[] {
    return this.builder.kinds;
  }

  /** By kind: events in the file, whether they became rows or not. */
  get counts(): readonly number[] {
    return this.builder.counts;
  }

  get rows(): number {
    return this.builder.rowCount;
  }

  /** Bytes of the columns built so far. */
  get builtBytes(): number {
    return this.builder.builtBytes;
  }

  /** Bytes of the file read so far. */
  get doneBytes(): number {
    return this.cursors.reduce((sum, cursor) => sum + cursor.doneBytes, 0);
  }

  /** What went wrong so far, and what was found out of the ordinary. */
  get diagnostics(): readonly Diagnostic[] {
    return this.damage.diagnostics(this.builder);
  }

  /** Where a stream's record is found again. */
  chunksOfStream(stream: number): CpuChunks {
    return this.chunks[stream]!;
  }

  /** Reads on until about `events` more were seen; false when there are no more. */
  read(events: number): boolean {
    const { heap } = this;
    const { fromNs = 0, toNs = Infinity } = this.options;
    let left = events;
    while (left > 0) {
      const stream = heap.top;
      if (stream === undefined || stream.headNs > toNs) {
        this.builder.finish();
        return false;
      }
      const end = this.runEnd(stream, toNs);
      left -= end - stream.at;
      this.lastNs = Math.max(this.lastNs, stream.events.time[end - 1]!);
      const { time } = stream.events;
      while (stream.at < end && time[stream.at]! < fromNs) stream.at++;
      this.builder.append(stream, end);
      stream.at = end;
      if (end < stream.events.count || stream.nextPage()) heap.reorderTop();
      else heap.pop();
    }
    return true;
  }

  takeBlocks(): EventBlock[] {
    return this.builder.takeBlocks();
  }

  /** End of the events of this stream's page that come before every other stream's next one. */
  private runEnd(stream: StreamCursor, toNs: number): number {
    const { time, count } = stream.events;
    const second = this.heap.second;
    let bound = toNs;
    let boundIncluded = true;
    if (second !== undefined && second.headNs <= toNs) {
      bound = second.headNs;
      boundIncluded = stream.index < second.index;
    }
    let end = stream.at + 1;
    if (boundIncluded) while (end < count && time[end]! <= bound) end++;
    else while (end < count && time[end]! < bound) end++;
    return end;
  }

  private chunksOf(buffer: TraceBuffer, cpu: CpuData, readBytes: number): CpuChunks {
    return new CpuChunks({
      source: this.options.source,
      data: cpu,
      pageBytes: buffer.pageBytes,
      littleEndian: this.littleEndian,
      compression: this.file.compression,
      decompressor: this.options.decompressor,
      readBytes,
      report: (diagnostic) => {
        this.damage.add(diagnostic);
      },
    });
  }

  private cursorOf(index: number, buffer: TraceBuffer, decoder: PageDecoder): StreamCursor {
    return new StreamCursor({
      index,
      chunks: this.chunks[index]!,
      decoder,
      pageBytes: buffer.pageBytes,
      littleEndian: this.littleEndian,
      onLost: (stream, fromNs, toNs, count) => {
        this.lost.push({ hostCpu: this.streams[stream]!.hostCpu, fromNs, toNs, count });
      },
      onDamage: (stream, damage, at) => {
        this.damage.page(stream, damage, at);
      },
    });
  }

  /** Goes to each stream's first event; the earliest of them is the origin of all times. */
  private openStreams(): { cursors: StreamCursor[]; origin: ClockOrigin } {
    let origin: ClockOrigin | undefined;
    const cursors = this.cursors.filter((cursor) => {
      const stamp = cursor.open();
      if (stamp === undefined) return false;
      if (origin === undefined || isBefore(stamp, origin)) origin = stamp;
      return true;
    });
    return { cursors, origin: origin ?? { high: 0, low: 0 } };
  }
}

function isBefore(a: ClockOrigin, b: ClockOrigin): boolean {
  return a.high < b.high || (a.high === b.high && a.low < b.low);
}

/** Instances whose stamps lie on the first instance's clock: only these share a time line. */
function sameClockBuffers(file: TraceDatFile): readonly TraceBuffer[] {
  const first = file.buffers[0];
  return file.buffers.filter((buffer) => buffer.clock === first?.clock);
}

function otherClocks(file: TraceDatFile, used: readonly TraceBuffer[]): Diagnostic {
  const left = file.buffers.filter((buffer) => !used.includes(buffer));
  const names = left.map((buffer) => `"${buffer.instance}" (${buffer.clock ?? 'unknown clock'})`);
  const clock = used[0]?.clock ?? 'unknown';
  return {
    severity: 'warning',
    code: 'other-clock',
    message: `Instances with another trace clock than ${clock} cannot share its time line and were left out: ${names.join(', ')}. Record all instances with one clock.`,
    offset: null,
  };
}
