import type { TableToName } from '../base/tableColumns';
import type { EventKind, EventStream } from '../events/EventTable';
import type { Diagnostic } from '../formats/Diagnostic';
import type { GuestKernel } from '../formats/perfdata/GuestKernel';
import type { TscConversion } from '../formats/tracedat/TraceOptions';
import type { DecodedField } from '../formats/tracefs/DecodedField';
import type { RecordedExitNames } from '../kvm/exitReasons';
import type { EventCursor } from './EventCursor';
import type { KindTable } from './KindTable';

/** What a recording's stamps count, and how they became ns. */
export interface RecordingClock {
  /** undefined: the recording does not say. */
  readonly name: string | undefined;
  readonly unit: 'ns' | 'cycles';
  readonly conversion: 'none' | 'recorded' | 'user';
  /** Absolute stamp of the first event, in `unit`; undefined: there is no event. */
  readonly first: bigint | undefined;
}

/** A guest that the recording itself names (option GUEST of trace.dat). */
export interface RecordedGuest {
  readonly name: string | undefined;
  /** `ClockPairing.traceId` of its own recording. */
  readonly traceId: bigint;
  readonly vcpuTids: readonly { readonly vcpu: number; readonly tid: number }[];
}

/** Tracepoints that a recording lists, by name without system: no other one is in it. */
export interface ListedEvents {
  readonly names: ReadonlySet<string>;
  /** Each of them was enabled; else the recording only tells their layout. */
  readonly areEnabled: boolean;
}

/** What a recording says of itself. */
export interface RecordingFacts {
  readonly format:
    'trace.dat' | 'perf.data' | 'trace-cmd-report' | 'ftrace-text' | 'perf-script' | 'csv';
  /** undefined: the format has none. */
  readonly version: string | undefined;
  readonly compression: 'zstd' | 'zlib' | undefined;
  /** `uname -r` of the host it was recorded on. */
  readonly kernel: string | undefined;
  /** As far as anything in the recording tells. */
  readonly hostCpus: number | undefined;
  readonly guests: readonly RecordedGuest[];
  /** Kernels of guests that perf noted down (perf kvm --guestkallsyms and the like). */
  readonly guestKernels?: readonly GuestKernel[];
  /** Its events carry no `common_flags`. */
  readonly lacksFlags?: boolean;
  /** undefined: nothing of it tells which events were asked for. */
  readonly listedEvents?: ListedEvents | undefined;
  /** Tracepoints, without system, of which only one event in several was recorded. */
  readonly sampledEvents?: ReadonlySet<string>;
  /** Its rows are samples of counters: no event of it is one of a tracepoint. */
  readonly holdsCounters?: boolean;
  /** A table whose columns somebody named, and as what. */
  readonly namedTable?: TableToName | undefined;
}

/** How trace-cmd tells that recordings were made together, and relates their clocks. */
export interface ClockPairing {
  /** Of this recording. */
  readonly traceId: bigint | undefined;
  /** What the file holds to move its stamps onto its host's clock (option TIME_SHIFT). */
  readonly recorded:
    | {
        readonly hostTraceId: bigint;
        /** Offsets between the clocks by vCPU, as sampled, in clock units. */
        readonly offsets: readonly (readonly bigint[])[];
      }
    | undefined;
  /** Conversion of cycles to ns that the file holds. */
  readonly tscConversion: TscConversion | undefined;
  /** Moves all stamps, before they are converted to ns. */
  readonly move: (move: ClockMove) => void;
}

export interface ClockMove {
  /** As the file says: then the stamps are its host's, and converted by what the host's file holds. */
  readonly asRecorded: { readonly hostConversion: TscConversion | undefined } | undefined;
  /** Clock units to add then. */
  readonly by: bigint;
}

/** A thread that runs a vCPU from a time on (ns since the session's origin), as a recording itself says. */
export interface NamedVcpu {
  readonly tid: number;
  readonly vcpu: number;
  /** Number of the VM; undefined: not told. */
  readonly vm: number | undefined;
  readonly fromNs: number;
}

/** A column of a table that holds fields of events. */
export interface RecordedColumn {
  readonly name: string;
  /** undefined: each cell tells by itself. */
  readonly shape: 'text' | 'list' | undefined;
}

/**
 * Events that were lost between two times of one host CPU; `count` null: the file does not say how many.
 * Until a trace is read, one whose data was cut off lasts to Infinity.
 */
export interface LostEvents {
  /** Index in the table's streams. */
  readonly stream: number;
  readonly hostCpu: number;
  readonly fromNs: number;
  readonly toNs: number;
  readonly count: number | null;
}

/** One event as the file holds it. */
export interface RawRecord {
  /** Of a binary recording from `common_type` on, and maybe some bytes of padding; else the line of text. */
  readonly bytes: Uint8Array;
  /** Byte of the file where the record starts, or the compressed chunk around it. */
  readonly fileOffset: number;
  /** Addresses of the call chain that was recorded with it, innermost first, with the kernel's marks between. */
  readonly callchain?: readonly bigint[];
}

/** Where a recording stands in the table that is made of it, and what of it is wanted. */
export interface StartOptions {
  /** Its number among the recordings of the session. */
  readonly source: number;
  /** Index of its first stream in the table. */
  readonly firstStream: number;
  readonly kinds: KindTable;
  /** Absolute stamp that times count from. */
  readonly origin: bigint;
  readonly fromNs: number;
  readonly toNs: number;
  /** undefined: all. */
  readonly hostCpus: ReadonlySet<number> | undefined;
  readonly onLost: (lost: LostEvents) => void;
  /** Gives an index in the table to a stream that was found while the events were read. */
  readonly addStream: (stream: Omit<EventStream, 'source'>) => number;
}

/** One file of events, opened: the first event of each of its streams is known, and the rest is read by cursors. */
export interface Recording {
  readonly facts: RecordingFacts;
  readonly clock: RecordingClock;
  /** undefined where stamps are times already. To be used before `clock` is looked at. */
  readonly pairing?: ClockPairing | undefined;
  /** Those known when it was opened. */
  readonly streams: readonly Omit<EventStream, 'source'>[];
  /** Bytes of the file that hold events. */
  readonly totalBytes: number;
  /** Those read so far. */
  readonly doneBytes: number;
  /** What went wrong so far, and what was found out of the ordinary. */
  readonly diagnostics: readonly Diagnostic[];
  /** Cursors over the wanted events. Called once. */
  start(options: StartOptions): readonly EventCursor[];
  /** Of a recording that is a text: whether an event's field has a text or a list in every line. */
  shapeOf?(event: string, field: string): RecordedColumn['shape'];
  /** Of a recording that is a table: its columns of fields, in its order. */
  readonly columns?: readonly RecordedColumn[];
  /** Which threads run vCPUs, where it says so beside its events' own fields. Grows while it is read. */
  readonly namedVcpus?: readonly NamedVcpu[];
  /** How its exits spell their reasons, where no format does. Grows while it is read. */
  readonly exitNames?: RecordedExitNames;
  /** Name of a thread at a time (ns since the session's origin); undefined when the recording has none. */
  commOf(tid: number, timeNs: number): string | undefined;
  /** Process of a thread; undefined when the recording does not tell. */
  pidOf(tid: number): number | undefined;
  /**
   * The record at a position of one of the recording's streams, in the order they were known when it
   * was opened; undefined when it cannot be read any more.
   */
  record(stream: number, position: number): RawRecord | undefined;
  /** Own fields of a record; empty when nothing tells them. */
  fieldsOf(kind: EventKind, record: RawRecord): readonly DecodedField[];
}
