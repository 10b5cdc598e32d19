import type { EventKind } from '../../events/EventTable';
import type { ByteSource, Decompressor } from '../../formats/ByteSource';
import type { Diagnostic } from '../../formats/Diagnostic';
import { PageDecoder } from '../../formats/ringbuffer/PageDecoder';
import type { ClockOrigin } from '../../formats/ringbuffer/PageDecoder';
import { CpuChunks } from '../../formats/tracedat/CpuChunks';
import { readTraceDat } from '../../formats/tracedat/readTraceDat';
import type { CpuBuffer, TraceBuffer, TraceDatFile } from '../../formats/tracedat/TraceDatFile';
import type { DecodedField } from '../../formats/tracefs/DecodedField';
import { decodeRecord } from '../../formats/tracefs/decodeRecord';
import { parseEventFormat } from '../../formats/tracefs/parseEventFormat';
import { commonPlaces } from '../commonFields';
import type { EventCursor } from '../EventCursor';
import { FormatKinds } from '../FormatKinds';
import type {
  ClockPairing,
  RawRecord,
  Recording,
  RecordingClock,
  RecordingFacts,
  StartOptions,
} from '../Recording';
import { checkMemory } from './checkMemory';
import { DamageLog } from './DamageLog';
import { overrunDiagnostics } from './overrunDiagnostics';
import { PageCursor } from './PageCursor';
import { PageRecords } from './PageRecords';
import { clockPairing } from './clockPairing';
import { traceClock } from './traceClock';
import type { TraceClock, TraceClockOptions } from './traceClock';
import { traceDatFacts } from './traceDatFacts';

/** All streams together read ahead about this much, however many host CPUs there are. */
const READ_AHEAD_BYTES = 16 << 20;
/** Small enough to stay in the processor's cache until it is decoded. */
const MOST_READ_BYTES = 1 << 16;

export interface TraceDatOptions {
  readonly source: ByteSource;
  readonly decompressor: Decompressor;
  /** Frequency of a cycle clock the file does not give one for, a whole number of kHz. */
  readonly tscKhz: number | undefined;
}

/** A trace.dat: a cursor for each host CPU of each trace instance that shares the first one's clock. */
export class TraceDatRecording implements Recording {
  readonly facts: RecordingFacts;
  readonly streams: Recording['streams'];
  readonly totalBytes: number;
  readonly file: TraceDatFile;
  readonly pairing: ClockPairing;
  private traceClock: TraceClock;
  private readonly formats;
  private readonly chunks: readonly CpuChunks[];
  private readonly cursors: readonly PageCursor[];
  private readonly opened: readonly (ClockOrigin | undefined)[];
  private readonly records: PageRecords;
  private readonly damage: DamageLog;

  /** Throws a `FormatError` when nothing of the file can be shown. */
  constructor(private readonly options: TraceDatOptions) {
    const { source, decompressor, tscKhz } = options;
    const file = readTraceDat(source, decompressor);
    const buffers = sameClockBuffers(file);
    checkMemory(file, source, buffers);
    this.file = file;
    const data = buffers.flatMap((buffer) => buffer.cpus.map((cpu) => ({ buffer, cpu })));
    this.streams = data.map(({ buffer, cpu }) => ({
      hostCpu: cpu.hostCpu,
      instance: buffer.instance,
      placeBytes: 4,
    }));
    this.totalBytes = data.reduce((sum, { cpu }) => sum + cpu.bytes, 0);
    this.damage = new DamageLog(data.map(({ cpu }) => cpu.hostCpu));
    if (buffers.length < file.buffers.length) this.damage.add(otherClocks(file, buffers));
    const readBytes = Math.min(MOST_READ_BYTES, Math.floor(READ_AHEAD_BYTES / (data.length + 1)));
    const reading = { readBytes, streamCount: data.length };
    this.chunks = data.map(({ buffer, cpu }) => this.chunksOf(buffer, cpu, reading));
    this.formats = file.formats.flatMap(({ system, text }) => parseEventFormat(system, text) ?? []);
    this.facts = traceDatFacts(file, this.formats);
    this.cursors = data.map(({ buffer }, stream) => this.cursorOf(stream, buffer));
    this.opened = this.cursors.map((cursor) => cursor.open());
    const own: TraceClockOptions = {
      name: buffers[0]?.clock,
      tscConversion: file.options.tscConversion,
      tscKhz,
      addedNs: file.options.addedNs,
      shiftOf: () => undefined,
    };
    this.traceClock = traceClock(own);
    this.pairing = clockPairing(file.options, (moved) => {
      this.traceClock = traceClock({ ...own, ...moved });
    });
    const compressed = file.compression !== undefined;
    this.records = new PageRecords((stream) => this.chunks[stream]!, file.littleEndian, compressed);
  }

  get clock(): RecordingClock {
    const { name, unit, conversion, absolute } = this.traceClock;
    const firsts = this.opened.flatMap((stamp, stream) =>
      stamp === undefined ? [] : [absolute(stamp, this.streams[stream]!.hostCpu)],
    );
    return { name, unit, conversion, first: least(firsts) };
  }

  get doneBytes(): number {
    return this.cursors.reduce((sum, cursor) => sum + cursor.doneBytes, 0);
  }

  get diagnostics(): readonly Diagnostic[] {
    const { file, damage } = this;
    return [...file.diagnostics, ...damage.diagnostics, ...overrunDiagnostics(file)];
  }

  start(options: StartOptions): readonly EventCursor[] {
    const { firstStream, fromNs, toNs, hostCpus } = options;
    const origin = earliest(this.opened);
    if (origin === undefined) return [];
    const kinds = new FormatKinds(
      options.kinds,
      options.source,
      this.formats,
      this.file.littleEndian,
    );
    return this.cursors.filter((cursor, index) => {
      const { hostCpu } = this.streams[index]!;
      if (this.opened[index] === undefined || hostCpus?.has(hostCpu) === false) return false;
      const stream = firstStream + index;
      return cursor.begin({
        stream,
        kinds,
        origin,
        // One a stream: it remembers where in the clock its stream is.
        convert: this.traceClock.since(origin, options.origin, hostCpu),
        fromNs,
        toNs,
        onLost: (lostFromNs, lostToNs, count) => {
          options.onLost({ stream, hostCpu, fromNs: lostFromNs, toNs: lostToNs, count });
        },
      });
    });
  }

  /** As trace-cmd report spells it. */
  commOf(tid: number): string | undefined {
    return tid === 0 ? '<idle>' : this.file.comms.get(tid);
  }

  /** A trace.dat holds thread ids only. */
  pidOf(): undefined {
    return undefined;
  }

  record(stream: number, position: number): RawRecord | undefined {
    return this.records.read(stream, position);
  }

  fieldsOf({ format }: EventKind, { bytes }: RawRecord): readonly DecodedField[] {
    return format === undefined ? [] : decodeRecord(format, bytes, this.file.littleEndian);
  }

  private chunksOf(
    { pageBytes }: TraceBuffer,
    data: CpuBuffer,
    reading: { readonly readBytes: number; readonly streamCount: number },
  ): CpuChunks {
    const { littleEndian, compression } = this.file;
    const { source, decompressor } = this.options;
    return new CpuChunks({
      ...reading,
      source,
      data,
      pageBytes,
      littleEndian,
      compression,
      decompressor,
      report: (diagnostic) => {
        this.damage.add(diagnostic);
      },
    });
  }

  private cursorOf(stream: number, { pageBytes }: TraceBuffer): PageCursor {
    const { littleEndian, pageLayout } = this.file;
    return new PageCursor({
      chunks: this.chunks[stream]!,
      decoder: new PageDecoder(pageLayout, littleEndian),
      pageBytes,
      littleEndian,
      places: commonPlaces(this.formats[0], littleEndian),
      onDamage: (damage, at) => {
        this.damage.page(stream, damage, at);
      },
    });
  }
}

function earliest(stamps: readonly (ClockOrigin | undefined)[]): ClockOrigin | undefined {
  return stamps.reduce(
    (first, stamp) =>
      stamp !== undefined && (first === undefined || isBefore(stamp, first)) ? stamp : first,
    undefined,
  );
}

function isBefore(a: ClockOrigin, b: ClockOrigin): boolean {
  return a.high < b.high || (a.high === b.high && a.low < b.low);
}

function least(times: readonly bigint[]): bigint | undefined {
  return times.reduce<bigint | undefined>(
    (first, time) => (first === undefined || time < first ? time : first),
    undefined,
  );
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
