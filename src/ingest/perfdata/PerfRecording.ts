import { NO_HOST_CPU } from '../../events/EventTable';
import type { EventKind } from '../../events/EventTable';
import type { ByteSource, Decompressor } from '../../formats/ByteSource';
import type { Diagnostic } from '../../formats/Diagnostic';
import type { PerfDataFile } from '../../formats/perfdata/PerfDataFile';
import { MOST_HOST_CPUS } from '../../formats/mostHostCpus';
import { RecordedSamples } from '../../formats/perfdata/RecordedSamples';
import { readPerfData } from '../../formats/perfdata/readPerfData';
import type { DecodedField } from '../../formats/tracefs/DecodedField';
import { decodeRecord } from '../../formats/tracefs/decodeRecord';
import type { EventFormat } from '../../formats/tracefs/EventFormat';
import { parseEventFormat } from '../../formats/tracefs/parseEventFormat';
import { commonPlaces } from '../commonFields';
import type { EventCursor } from '../EventCursor';
import type {
  RawRecord,
  Recording,
  RecordingClock,
  RecordingFacts,
  StartOptions,
} from '../Recording';
import { listedEvents } from './listedEvents';
import { openParts } from './openParts';
import type { OpenedPart } from './openParts';
import { perfClockName } from './perfClock';
import { perfDiagnostics } from './perfDiagnostics';
import { PerfKinds } from './PerfKinds';
import type { PartReaders } from './PerfPart';
import { RecordDamageLog } from './RecordDamageLog';
import { sampledEvents } from './sampledEvents';
import { SampleFaults } from './SampleFaults';
import { startPart } from './startPart';
import type { StartedPart } from './startPart';
import { SwitchedThreads } from './SwitchedThreads';
import { ThreadNames } from './ThreadNames';

/** Records read between two chances to cancel, in all parts together. */
const BATCH_RECORDS = 1 << 16;
const LEAST_BATCH_RECORDS = 1 << 11;
/** Files that a message names. */
const MOST_NAMED = 5;
/** About 150 MB of them. */
const MOST_HELD = 1 << 21;

export interface PerfOptions {
  readonly source: ByteSource;
  readonly decompressor: Decompressor;
  /** Events that are held until their place in time is known; undefined: 2 million. */
  readonly mostHeld?: number;
}

/** A perf.data: a cursor for its records, or one for each file of a directory. */
export class PerfRecording implements Recording {
  readonly facts: RecordingFacts;
  readonly clock: RecordingClock;
  readonly streams: Recording['streams'];
  readonly totalBytes: number;
  private readonly file: PerfDataFile;
  private readonly formats: readonly EventFormat[];
  private readonly readers: PartReaders;
  private readonly parts: readonly OpenedPart[];
  private readonly names: ThreadNames;
  private readonly switched: SwitchedThreads;
  /** By thread: its own name, as a switch to it told when somebody asked; undefined: none did. */
  private readonly switchedNames = new Map<number, string | undefined>();
  private readonly faults = new SampleFaults();
  private readonly damage = new RecordDamageLog();
  /** By part, once they are being read. */
  private started: readonly StartedPart[] = [];
  /** What is added to a session's times to count from the recording's first event. */
  private unshiftNs = 0;

  /** Throws a `FormatError` when nothing of the file can be shown. */
  constructor(private readonly options: PerfOptions) {
    const { source, decompressor } = options;
    const file = readPerfData(source);
    const { littleEndian } = file;
    const readers = { samples: new RecordedSamples(file), littleEndian, decompressor };
    const parts = openParts(source, file, readers);
    this.file = file;
    this.formats = file.formats.flatMap(({ system, text }) => parseEventFormat(system, text) ?? []);
    this.readers = readers;
    this.parts = parts;
    this.names = new ThreadNames(file.comms);
    this.switched = new SwitchedThreads(this.formats);
    this.streams = parts.flatMap(({ streams }) => streams.list);
    this.totalBytes = parts.reduce((sum, { data }) => sum + data.bytes, 0);
    this.facts = {
      format: 'perf.data',
      version: undefined,
      compression: file.isCompressed ? 'zstd' : undefined,
      kernel: file.kernel,
      hostCpus: file.cpuCounts?.online ?? countOfCpus(this.streams),
      guests: [],
      guestKernels: file.guestKernels,
      listedEvents: listedEvents(file.events, this.formats),
      sampledEvents: sampledEvents(file.events).names,
    };
    const firsts = parts.flatMap(({ look }) => look.first ?? []);
    this.clock = {
      name: perfClockName(file.events),
      unit: 'ns',
      conversion: 'none',
      first: firsts.length === 0 ? undefined : firsts.reduce((a, b) => (b < a ? b : a)),
    };
  }

  get doneBytes(): number {
    return this.started.reduce((sum, { cursor }) => sum + cursor.doneBytes, 0);
  }

  get diagnostics(): readonly Diagnostic[] {
    const lost = this.started.reduce((sum, { side }) => sum + side.lost, 0);
    const lostSamples = this.started.reduce((sum, { side }) => sum + side.lostSamples, 0);
    return [
      ...this.file.diagnostics,
      ...sampledEvents(this.file.events).diagnostics,
      ...missingParts(this.file, this.parts),
      ...this.damage.diagnostics,
      ...perfDiagnostics(this.faults, { lost, lostSamples }, this.names.dropped),
    ];
  }

  start(session: StartOptions): readonly EventCursor[] {
    const { file, readers, parts } = this;
    const first = this.clock.first ?? session.origin;
    this.unshiftNs = Number(session.origin - first);
    const kinds = new PerfKinds(session.kinds, session.source, file, this.formats);
    const places = commonPlaces(this.formats[0], file.littleEndian);
    const batchRecords = Math.max(LEAST_BATCH_RECORDS, Math.floor(BATCH_RECORDS / parts.length));
    this.started = parts.map((part, index) =>
      startPart(part, {
        session,
        first,
        readers,
        kinds,
        places,
        names: this.names,
        switched: this.switched,
        faults: this.faults,
        onDamage: (damage) => this.damage.add(damage, index === 0 ? '' : part.source.name),
        batchRecords,
        mostHeld: this.options.mostHeld ?? MOST_HELD,
      }),
    );
    return this.started.map(({ cursor }) => cursor);
  }

  commOf(tid: number, timeNs: number): string | undefined {
    const atNs = timeNs + this.unshiftNs;
    const own = this.names.isInherited(tid, atNs) ? this.switchedName(tid) : undefined;
    return own ?? this.names.commOf(tid, atNs);
  }

  pidOf(tid: number): number | undefined {
    return this.names.pidOf(tid);
  }

  /** The name that the scheduler's event has for the thread. */
  private switchedName(tid: number): string | undefined {
    const place = this.switched.placeOf(tid);
    if (place === undefined || this.switchedNames.has(tid)) return this.switchedNames.get(tid);
    const bytes = this.record(place.stream, place.position)?.bytes;
    const format = this.formats.find(({ id }) => id === this.switched.eventId);
    const fields = bytes && format && decodeRecord(format, bytes, this.file.littleEndian);
    const name = fields?.find((field) => field.name === 'next_comm')?.value;
    const told = typeof name === 'string' && name !== '' ? name : undefined;
    this.switchedNames.set(tid, told);
    return told;
  }

  record(stream: number, position: number): RawRecord | undefined {
    const part = this.parts.findLastIndex(({ streams }) => streams.first <= stream);
    return this.started[part]?.raw.at(position);
  }

  /** Also of records without raw data: then they are marked as not recorded. */
  fieldsOf({ format }: EventKind, { bytes }: RawRecord): readonly DecodedField[] {
    return format === undefined ? [] : decodeRecord(format, bytes, this.file.littleEndian);
  }
}

function missingParts(
  { isDirectory }: PerfDataFile,
  parts: readonly OpenedPart[],
): readonly Diagnostic[] {
  if (!isDirectory) return [];
  if (parts.length > 1) return missingNumbers(parts.slice(1).map(({ source: { name } }) => name));
  const message =
    'This is one file of a directory that perf record --threads wrote; those with the events (data.0, data.1, …) are not beside it. Copy the whole directory.';
  return [{ severity: 'error', code: 'missing-parts', message, offset: null }];
}

/** perf numbers the files of a directory from 0 on, one a thread that reads buffers. */
function missingNumbers(names: readonly string[]): readonly Diagnostic[] {
  const there = new Set(names.map((name) => Number(/\d+$/.exec(name)?.[0])));
  const most = Math.min(Math.max(...there), MOST_HOST_CPUS);
  const missing = Array.from({ length: most }, (_, number) => number).filter(
    (number) => !there.has(number),
  );
  if (missing.length === 0) return [];
  const named = missing.slice(0, MOST_NAMED).map((number) => `data.${number}`);
  const more = missing.length > named.length ? ', …' : '';
  const message = `Of the directory that perf record --threads wrote, ${missing.length} files are missing: ${named.join(', ')}${more}. Their events are not shown. Copy the whole directory.`;
  return [{ severity: 'error', code: 'missing-parts', message, offset: null }];
}

/** Where the header does not tell, CPUs that events were opened on or came from. */
function countOfCpus(streams: Recording['streams']): number | undefined {
  const hostCpus = new Set(streams.map(({ hostCpu }) => hostCpu));
  hostCpus.delete(NO_HOST_CPU);
  return hostCpus.size || undefined;
}
