import type { TracePart } from '../protocol/TracePart';
import type { EventBlock } from '../events/EventTable';
import type { EventReader } from '../ingest/EventReader';
import { sessionNeeds } from './needs';
import { OpenTrace } from './OpenTrace';
import type { OpenTraceOptions } from './OpenTrace';
import { sessionPasses } from './passes';
import type { SessionPasses } from './passes';
import { finishPasses, takeBlock } from './readThrough';
import type { OpenSources } from './SourceFile';

/** What is to be loaded. */
export interface LoadOptions {
  readonly open: OpenSources;
  readonly part: TracePart;
  /** undefined: the defaults. */
  readonly parameters?: OpenTraceOptions['parameters'];
}

/**
 * The rows of a trace, and the passes over it. A part by host CPUs or tracepoints restricts the
 * rows; what a vCPU did is told by events of all of them, so the passes go over the file first.
 */
export class LoadedTrace {
  readonly passes: SessionPasses;
  readonly rows: OpenTrace;
  /** What the passes go over: read before the rows, where the rows do not hold all that they need. */
  private readonly analysed: OpenTrace;
  private hasFinished = false;

  /** Throws an `UnreadableFile` when nothing of one of the files can be shown. */
  constructor(options: LoadOptions) {
    const { hostCpus, events, ...time } = options.part;
    this.rows = new OpenTrace({ ...options, blocks: 'kept' });
    const holdsAll = hostCpus === undefined && events === undefined;
    this.analysed = holdsAll
      ? this.rows
      : new OpenTrace({ ...options, ...sessionNeeds, part: time });
    this.passes = sessionPasses(this.analysed, this.rows.reader.fromNs);
  }

  /** What the passes went over: the losses of all host CPUs, and from when to when. */
  get analysedReader(): EventReader {
    return this.analysed.reader;
  }

  /** Bytes of the columns and of what is kept at full resolution beside them. */
  get bytes(): number {
    return this.rows.reader.builtBytes + this.passes.timeline.bytes;
  }

  /** Whether the passes have seen all that they will: idle periods are told once their ends are. */
  get isAnalysed(): boolean {
    return this.hasFinished;
  }

  /** Reads on until about `events` more were seen; false when the trace is read. */
  read(events: number): boolean {
    if (this.hasFinished) return this.rows.read(events);
    const more = this.analysed.read(events, this.analyse);
    if (!more) this.finish();
    return more || this.analysed !== this.rows;
  }

  /** Gives up the rest of the trace; what was read so far is all there. */
  stop(): void {
    this.analysed.stop(this.analyse);
    this.rows.stop();
    if (!this.hasFinished) this.finish();
  }

  /** How far reading is, over all that is read. */
  get progress(): { readonly doneBytes: number; readonly totalBytes: number } {
    const readers = [...new Set([this.analysed.reader, this.rows.reader])];
    return {
      doneBytes: readers.reduce((sum, { doneBytes }) => sum + doneBytes, 0),
      totalBytes: readers.reduce((sum, { totalBytes }) => sum + totalBytes, 0),
    };
  }

  private readonly analyse = (block: EventBlock): void => {
    takeBlock(this.passes, block, this.analysed);
  };

  private finish(): void {
    this.hasFinished = true;
    finishPasses(this.passes, this.analysed);
    const { lastNs, lost } = this.analysed.reader;
    this.passes.timeline.close(lastNs, lost);
  }
}
