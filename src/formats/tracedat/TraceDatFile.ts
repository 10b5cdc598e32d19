import type { Diagnostic } from '../Diagnostic';
import type { PageLayout } from '../ringbuffer/PageLayout';
import type { TraceOptions } from './TraceOptions';

export type CompressionName = 'zstd' | 'zlib';

/** Text of one tracepoint's `format` file, as the recording holds it. */
export interface FormatText {
  readonly system: string;
  readonly text: string;
}

/** One host CPU's sub-buffers in the file. */
export interface CpuBuffer {
  readonly hostCpu: number;
  /** Byte of the file. */
  readonly offset: number;
  /** Bytes in the file: compressed, where the file is. */
  readonly bytes: number;
  /** The file ends before this data does. */
  readonly isCut?: boolean | undefined;
}

/** A trace instance's recorded data. */
export interface TraceBuffer {
  /** '' is the top instance. */
  readonly instance: string;
  /** Name of the trace clock, without brackets; undefined when the file does not say. */
  readonly clock: string | undefined;
  /** Bytes of one sub-buffer. */
  readonly pageBytes: number;
  readonly cpus: readonly CpuBuffer[];
}

/** Everything a trace.dat says before its events: what is needed to decode these. */
export interface TraceDatFile {
  readonly version: number;
  readonly compression: CompressionName | undefined;
  readonly littleEndian: boolean;
  /** Bytes of the recorder's `long`. */
  readonly longBytes: number;
  readonly pageLayout: PageLayout;
  readonly formats: readonly FormatText[];
  /** Thread name by tid, as saved when the recording ended. */
  readonly comms: ReadonlyMap<number, string>;
  readonly buffers: readonly TraceBuffer[];
  readonly options: TraceOptions;
  readonly diagnostics: readonly Diagnostic[];
}
