import { ColumnSlabs, singleColumns } from '../events/ColumnMemory';
import type { ColumnMemory } from '../events/ColumnMemory';
import type { EventBlock, EventKind, EventStream } from '../events/EventTable';
import type { ByteSource, Decompressor } from '../formats/ByteSource';
import type { Diagnostic } from '../formats/Diagnostic';
import { PageDecoder } from '../formats/ringbuffer/PageDecoder';
import type { ClockOrigin } from '../formats/ringbuffer/PageDecoder';
import { parseEventFormat } from '../formats/tracefs/parseEventFormat';
import { CpuChunks } from '../formats/tracedat/CpuChunks';
import type { ChunkOptions } from '../formats/tracedat/CpuChunks';
import type { CpuBuffer, TraceBuffer, TraceDatFile } from '../formats/tracedat/TraceDatFile';
import { storedFieldsOf } from '../kvm/storedFields';
import { BlockBuilder } from './BlockBuilder';
import { checkMemory } from './checkMemory';
import { clockOf } from './clockOf';
import type { TraceClock } from './clockOf';
import { DamageLog } from './DamageLog';
import { StreamCursor } from './StreamCursor';
import { StreamHeap } from './StreamHeap';

/** All streams together read ahead about this much, however many host CPUs there are. */
const READ_AHEAD_BYTES = 16 << 20;
/** Small enough to stay in the processor's cache until it is decoded. */
const MOST_READ_BYTES = 1 << 16;
/** What a page without events counts as: a file of zeros must leave time to cancel, too. */
const LEAST_EVENTS_A_PAGE = 16;

export interface ReadOptions {
  readonly source: ByteSource;
  readonly decompressor: Decompressor;
  /** Frequency of a cycle clock the file does not give one for, a whole number of kHz. */
  readonly tscKhz?: number | undefined;
  /** Tracepoints that become rows; all are counted, within the time range and on the host CPUs. */
  readonly keeps: (system: string, event: string) => boolean;
  /** Whether a field of a kept event becomes a column; undefined keeps all that any question needs. */
  readonly keepsField?: ((field: string) => boolean) | undefined;
  /** Blocks stay as long as the reader: their columns are cut out of large slabs. */
  readonly keepsBlocks?: boolean | undefined;
  /** A block is valid only until the next `read`: for passes that keep none. */
  readonly reusesBlocks?: boolean | undefined;
  /** Restricts rows to a time range (ns since the first event) and to host CPUs. */
  readonly fromNs?: number | undefined;
  readonly toNs?: number | undefined;
  readonly hostCpus?: ReadonlySet<number> | undefined;
}

/** Events that were lost between two times of one host CPU; `count` null: the file does not say how many. */
export interface LostEvents {
  /** Index in `streams`. */
  readonly stream: number;
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
  /** Where the wanted part begins, ns since the first event. */
  readonly fromNs: number;
  /** Whether any host CPU has an event, wanted or not. */
  readonly hasEvents: boolean;
  /** Time of the last event read, ns since the first. */
  lastNs: number;
  private readonly chunks: readonly CpuChunks[];
  private readonly cursors: StreamCursor[];
  private readonly heap: StreamHeap;
  private readonly builder: BlockBuilder;
  private readonly damage: DamageLog;
  private readonly littleEndian: boolean;
  private readonly toNs: number;

  constructor(
    private readonly file: TraceDatFile,
    private readonly options: ReadOptions,
  ) {
    const buffers = sameClockBuffers(file);
    const data = buffers.flatMap((buffer) => buffer.cpus.map((cpu) => ({ buffer, cpu })));
    this.littleEndian = file.littleEndian;
    this.toNs = options.toNs ?? Infinity;
    this.fromNs = Math.max(0, options.fromNs ?? 0);
    this.lastNs = this.fromNs;
    this.streams = data.map(({ buffer, cpu }) => ({
      hostCpu: cpu.hostCpu,
      instance: buffer.instance,
    }));
    checkMemory(file, options.source, buffers);
    this.totalBytes = data.reduce((sum, { cpu }) => sum + cpu.bytes, 0);
    this.damage = new DamageLog(this.streams);
    if (buffers.length < file.buffers.length) this.damage.add(otherClocks(file, buffers));
    const readBytes = Math.min(MOST_READ_BYTES, Math.floor(READ_AHEAD_BYTES / (data.length + 1)));
    this.chunks = data.map(({ buffer, cpu }) =>
      this.chunksOf(buffer, cpu, { readBytes, streamCount: data.length }),
    );
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
      reusesBlocks: options.reusesBlocks === true,
      memory: memoryFor(options),
    });
    this.heap = new StreamHeap(data.length);
    const opened = this.openStreams();
    this.hasEvents = opened.cursors.length > 0;
    this.clock = clockOf(file, buffers[0], opened.origin, options.tscKhz);
    this.t0 = this.clock.originNs + file.options.addedNs;
    for (const cursor of opened.cursors) {
      const wanted = options.hostCpus?.has(this.streams[cursor.index]!.hostCpu) ?? true;
      if (!wanted || !cursor.rebase(opened.origin, this.clock.convert)) continue;
      this.lastNs = Math.max(this.lastNs, Math.min(cursor.endNs, this.toNs));
      this.heap.push(cursor.index, cursor.headNs);
    }
  }

  get kinds(): readonly EventKind[] {
    return this.builder.kinds;
  }

  /** By kind: events in the time range and on the host CPUs, whether they became rows or not. */
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
    return this.damage.diagnostics(this.builder, this.clock.unit);
  }

  /** Where a stream's record is found again. */
  chunksOfStream(stream: number): CpuChunks {
    return this.chunks[stream]!;
  }

  /** Reads on until about `events` more were seen or a block is finished; false when there are no more. */
  read(events: number): boolean {
    const { heap, builder, cursors } = this;
    let left = events;
    while (left > 0 && !builder.hasBlocks) {
      const { top, second } = heap;
      const stream = cursors[top];
      if (stream === undefined) {
        builder.finish();
        return false;
      }
      if (!stream.needsPage) {
        // Times are whole: of equal ones the lower stream's come first.
        const nextNs = second < 0 ? Infinity : heap.timeOf(second);
        builder.assignRows(stream, top < second ? nextNs : nextNs - 1);
        heap.moveTop(stream.headNs);
        continue;
      }
      builder.fill(stream);
      if (stream.nextPage()) {
        left -= Math.max(stream.seen, LEAST_EVENTS_A_PAGE);
        this.lastNs = Math.max(this.lastNs, Math.min(stream.endNs, this.toNs));
        heap.moveTop(stream.headNs);
      } else heap.pop();
    }
    return true;
  }

  /** Ends the block that is being built: nothing more will be read. */
  stop(): void {
    this.builder.finish();
  }

  takeBlocks(): EventBlock[] {
    return this.builder.takeBlocks();
  }

  private chunksOf(
    buffer: TraceBuffer,
    cpu: CpuBuffer,
    reading: Pick<ChunkOptions, 'readBytes' | 'streamCount'>,
  ): CpuChunks {
    return new CpuChunks({
      ...reading,
      source: this.options.source,
      data: cpu,
      pageBytes: buffer.pageBytes,
      littleEndian: this.littleEndian,
      compression: this.file.compression,
      decompressor: this.options.decompressor,
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
      toNs: this.toNs,
      classify: (stream) => {
        this.builder.classify(stream, this.options.fromNs ?? -Infinity, this.toNs);
      },
      onLost: (stream, fromNs, toNs, count) => {
        const { hostCpu } = this.streams[stream]!;
        this.lost.push({ stream, hostCpu, fromNs, toNs, count });
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

function memoryFor({ keepsBlocks, reusesBlocks }: ReadOptions): ColumnMemory {
  if (keepsBlocks === true) return new ColumnSlabs('kept');
  return reusesBlocks === true ? new ColumnSlabs('reused') : singleColumns;
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
