import type { Stamp } from '../stamp';
import { stampDifference } from '../stamp';
import type { EventLine } from '../traceLine';
import type { RunLoopStep } from '../RunLoopStep';

/** Exits kept of each reason: those that took longest. */
const MOST_KEPT_EXITS = 20;

/** An exit and the entry after it. */
export interface MarkedExit {
  readonly line: number;
  readonly entryLine: number;
  readonly stamp: Stamp;
  /** To the entry: ns, or ticks. */
  readonly duration: number;
}

/** All exits of one thread for one reason. */
export interface ReasonMarks {
  readonly reason: string;
  readonly firstLine: number;
  count: number;
  /** Those of them that have an entry after them and stamps that can be compared. */
  timed: number;
  /** Of those that are timed: ns, or ticks. */
  total: number;
  /** The longest, in the order of the text. */
  readonly longest: MarkedExit[];
}

/** What a thread did, by its lines. */
export class ThreadMarks {
  readonly source: string | undefined;
  readonly tid: number | undefined;
  readonly tgid: number | undefined;
  comm: string | undefined;
  readonly vcpus = new Set<number>();
  readonly reasons = new Map<string, ReasonMarks>();
  eventCount = 0;
  private openExit:
    | { readonly line: number; readonly stamp: Stamp | undefined; readonly reason: string }
    | undefined;

  constructor(
    first: EventLine,
    readonly firstLine: number,
  ) {
    this.source = first.source;
    this.tid = first.tid;
    this.tgid = first.tgid;
  }

  /** Whether any of its lines shows that it runs a vCPU. */
  get isVcpu(): boolean {
    return this.vcpus.size > 0 || this.reasons.size > 0;
  }

  see(event: EventLine): void {
    this.eventCount++;
    if (event.comm !== undefined && event.comm !== '<...>') this.comm = event.comm;
  }

  step(step: RunLoopStep, stamp: Stamp | undefined, line: number): void {
    if (step.vcpu !== undefined) this.vcpus.add(step.vcpu);
    if (step.kind === 'entry') this.closeExit(stamp, line);
    else {
      this.openExit = { line, stamp, reason: step.reason };
      this.marksOf(step.reason, line).count++;
    }
  }

  /** Events are missing: what follows does not belong to the exit before. */
  interrupt(): void {
    this.openExit = undefined;
  }

  private closeExit(stamp: Stamp | undefined, entryLine: number): void {
    const exit = this.openExit;
    this.openExit = undefined;
    // Lines without a thread's id may be of several threads.
    if (this.tid === undefined || exit?.stamp === undefined || stamp === undefined) return;
    const duration = stampDifference(exit.stamp, stamp);
    if (duration === undefined || duration < 0) return;
    const marks = this.marksOf(exit.reason, exit.line);
    marks.timed++;
    marks.total += duration;
    keepLongest(marks.longest, { line: exit.line, entryLine, stamp: exit.stamp, duration });
  }

  private marksOf(reason: string, line: number): ReasonMarks {
    let marks = this.reasons.get(reason);
    if (marks === undefined) {
      marks = { reason, firstLine: line, count: 0, timed: 0, total: 0, longest: [] };
      this.reasons.set(reason, marks);
    }
    return marks;
  }
}

function keepLongest(kept: MarkedExit[], exit: MarkedExit): void {
  kept.push(exit);
  if (kept.length <= MOST_KEPT_EXITS) return;
  let shortest = 0;
  for (let index = 1; index < kept.length; index++) {
    if (kept[index]!.duration < kept[shortest]!.duration) shortest = index;
  }
  kept.splice(shortest, 1);
}
