import { readTraceLine } from '../readTraceLine';
import type { LinePayloads } from '../LinePayloads';
import type { Stamp } from '../stamp';
import { stampDifference } from '../stamp';
import { threadKey } from '../threadKey';
import type { EventLine } from '../traceLine';
import { ThreadMarks } from './ThreadMarks';

/** Places of losses kept; all are counted. */
const MOST_KEPT_LOSSES = 200;

/** A line that says that events were lost. */
export interface LossMark {
  readonly line: number;
  readonly hostCpu: number | undefined;
  /** Undefined: the line does not say how many. */
  readonly count: number | undefined;
}

/** What stands where in a trace text: filled line by line, bounded whatever its length. */
export class TextOutline {
  readonly threads: ThreadMarks[] = [];
  readonly losses: LossMark[] = [];
  lossCount = 0;
  /** The first line whose stamp is earlier than the one before: then no time between two lines is told. */
  unorderedLine: number | undefined;
  private readonly threadOf = new Map<string, ThreadMarks>();
  private lastStamp: Stamp | undefined;

  constructor(private readonly payloads: LinePayloads) {}

  add(text: string, line: number): void {
    const read = readTraceLine(text);
    if (read.kind === 'event') this.addEvent(read, line);
    else if (read.kind === 'lost') {
      this.lossCount++;
      if (this.losses.length < MOST_KEPT_LOSSES) this.losses.push({ ...read, line });
      // A thread may have been on any host CPU: none goes on as if nothing had happened.
      for (const thread of this.threads) thread.interrupt();
    }
  }

  private addEvent(event: EventLine, line: number): void {
    this.checkOrder(event.stamp, line);
    const thread = this.thread(event, line);
    thread.see(event);
    const step = this.payloads.step(event);
    if (step !== undefined) thread.step(step, event.stamp, line);
  }

  private checkOrder(stamp: Stamp | undefined, line: number): void {
    if (stamp === undefined) return;
    const since = this.lastStamp && stampDifference(this.lastStamp, stamp);
    if (since !== undefined && since < 0) this.unorderedLine ??= line;
    this.lastStamp = stamp;
  }

  private thread(event: EventLine, line: number): ThreadMarks {
    const key = threadKey(event);
    let thread = this.threadOf.get(key);
    if (thread === undefined) {
      thread = new ThreadMarks(event, line);
      this.threadOf.set(key, thread);
      this.threads.push(thread);
    }
    return thread;
  }
}
