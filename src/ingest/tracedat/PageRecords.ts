import { payloadRange } from '../../formats/ringbuffer/payloadRange';
import type { CpuChunks } from '../../formats/tracedat/CpuChunks';
import type { RawRecord } from '../Recording';

/** Runs of sub-buffers kept for the next record: events that are looked at together lie together. */
const KEPT_RUNS = 64;

interface Run {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly fileOffset: number;
}

/** Finds an event's record in the file again: columns keep only the fields analyses use. */
export class PageRecords {
  private readonly runs = new Map<number, Run>();

  constructor(
    private readonly chunksOfStream: (stream: number) => CpuChunks,
    private readonly littleEndian: boolean,
    private readonly compressed: boolean,
  ) {}

  /** Undefined when the file cannot be read there any more. `position`: of the event's header. */
  read(stream: number, position: number): RawRecord | undefined {
    const run = this.runAround(stream, position);
    const header = position - (run?.start ?? 0);
    if (run === undefined || header + 8 > run.bytes.length) return undefined;
    const { start, end } = payloadRange(run.bytes, header, this.littleEndian);
    if (end > run.bytes.length) return undefined;
    const fileOffset = this.compressed ? run.fileOffset : run.fileOffset + start;
    return { bytes: run.bytes.slice(start, end), fileOffset };
  }

  /** Keeps one run a stream. */
  private runAround(stream: number, position: number): Run | undefined {
    const known = this.runs.get(stream);
    if (known && position >= known.start && position < known.start + known.bytes.length) {
      return known;
    }
    const run = this.chunksOfStream(stream).around(position);
    if (run === undefined) return undefined;
    this.runs.delete(stream);
    this.runs.set(stream, run);
    const oldest = this.runs.size > KEPT_RUNS ? this.runs.keys().next().value : undefined;
    if (oldest !== undefined) this.runs.delete(oldest);
    return run;
  }
}
