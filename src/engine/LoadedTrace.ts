import type { TracePart } from '../protocol/TracePart';
import { sessionNeeds } from './needs';
import { OpenTrace } from './OpenTrace';
import { SessionPasses } from './SessionPasses';
import type { OpenSources } from './SourceFile';

/** What is to be loaded. */
export interface LoadOptions {
  readonly open: OpenSources;
  readonly part: TracePart;
}

/**
 * The rows of a trace, and the passes over it. A part by host CPUs or tracepoints restricts the
 * rows; what a vCPU did is told by events of all of them, so the passes go over the file first.
 */
export class LoadedTrace {
  readonly passes: SessionPasses;
  readonly rows: OpenTrace;
  /** Read before the rows, where the rows do not hold all that the passes need. */
  private readonly analysed: OpenTrace | undefined;
  private isAnalysed = false;

  /** Throws an `UnreadableFile` when nothing of one of the files can be shown. */
  constructor(options: LoadOptions) {
    const { hostCpus, events, ...time } = options.part;
    this.rows = new OpenTrace({ ...options, blocks: 'kept' });
    if (hostCpus !== undefined || events !== undefined) {
      this.analysed = new OpenTrace({ ...options, ...sessionNeeds, part: time });
    }
    this.passes = new SessionPasses(this.analysed ?? this.rows, this.rows.reader.fromNs);
  }

  /** Reads on until about `events` more were seen; false when the trace is read. */
  read(events: number): boolean {
    if (this.isAnalysed) return this.rows.read(events);
    const source = this.analysed ?? this.rows;
    const more = source.read(events, (block) => this.passes.add(block));
    if (!more) this.passes.finish();
    this.isAnalysed = !more;
    return more || this.analysed !== undefined;
  }

  /** Gives up the rest of the trace; what was read so far is all there. */
  stop(): void {
    this.analysed?.stop((block) => this.passes.add(block));
    this.rows.stop((block) => {
      if (this.analysed === undefined) this.passes.add(block);
    });
    if (!this.isAnalysed) this.passes.finish();
  }

  /** How far reading is, over all that is read. */
  get progress(): { readonly doneBytes: number; readonly totalBytes: number } {
    const readers = [this.analysed, this.rows].flatMap((trace) => trace?.reader ?? []);
    return {
      doneBytes: readers.reduce((sum, { doneBytes }) => sum + doneBytes, 0),
      totalBytes: readers.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    };
  }
}
