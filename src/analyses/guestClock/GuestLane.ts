import { lowerBound } from '../../base/bisect';
import { MOST_SHIFT_NS, ShiftFit } from './ShiftFit';

/** Events whose fit is looked at as one slice of time, to see a clock drift. */
const SLICE_EVENTS = 4096;
/** Of more guest-mode spans than this a lane looks at every second event only, then at every fourth, … */
const SPANS_A_STRIDE = 2 ** 23;

/** Tells whether the host may have lost a thread's kvm_entry or kvm_exit between two times. */
export type LostBetween = (fromNs: number, toNs: number) => boolean;

/**
 * Events of one guest CPU beside the guest-mode spans (kvm_entry to kvm_exit, rule A-1) of the host
 * thread that may run it. Every guest event must lie in one.
 */
export class GuestLane {
  /** Guest events between the thread's first and last kvm_entry or kvm_exit. */
  events = 0;
  /** Those outside of guest mode. */
  outside = 0;
  /** Those of which lost host events leave no telling. */
  untold = 0;
  /** How far the guest's clock may move before an event that is inside gets out. */
  slack = { fromNs: -Infinity, toNs: Infinity };
  /** Lowest and highest of the shifts that slices of the recording need. */
  drift: { fromNs: number; toNs: number } | undefined;
  readonly fit = new ShiftFit();
  private slice = new ShiftFit();
  private sliceEvents = 0;
  private stride = 1;
  private spansSeen = 0;
  /** Guest-mode spans in time order, and guest events that wait for what lies behind them. */
  private spanFrom: number[] = [];
  private spanTo: number[] = [];
  private waiting: number[] = [];
  private enteredNs: number | undefined;
  private firstNs: number | undefined;
  private lastNs = -Infinity;

  constructor(
    /** Number of the guest's recording, and its CPU. */
    readonly source: number,
    readonly cpu: number,
    /** The host thread's binding. */
    readonly binding: number,
  ) {}

  guestEvent(timeNs: number): void {
    this.waiting.push(timeNs);
  }

  /** A second entry without an exit between says nothing new. */
  entry(timeNs: number): void {
    this.enteredNs ??= timeNs;
    this.runLoopEvent(timeNs);
  }

  /** An exit that no entry precedes follows one below the tracepoint. */
  exit(timeNs: number): void {
    const fromNs = this.enteredNs ?? (this.firstNs === undefined ? timeNs : this.lastNs);
    this.spanFrom.push(fromNs);
    this.spanTo.push(timeNs);
    this.enteredNs = undefined;
    this.runLoopEvent(timeNs);
  }

  /** Judges the events that everything is known about. */
  settle(lostBetween: LostBetween): void {
    this.judgeUntil(this.lastNs - MOST_SHIFT_NS, lostBetween);
  }

  /** Judges the rest. `endNs`: of the host's recording. */
  finish(endNs: number, lostBetween: LostBetween): void {
    if (this.enteredNs !== undefined) this.exit(Math.max(endNs, this.lastNs));
    this.judgeUntil(this.lastNs, lostBetween);
    this.endSlice();
  }

  private runLoopEvent(timeNs: number): void {
    this.firstNs ??= timeNs;
    this.lastNs = timeNs;
  }

  private judgeUntil(untilNs: number, lostBetween: LostBetween): void {
    const { waiting, firstNs } = this;
    const ready = lowerBound(waiting, untilNs + 1);
    let span = 0;
    for (let index = 0; index < ready; index++) {
      const timeNs = waiting[index]!;
      if (firstNs === undefined || timeNs < firstNs) continue;
      while (span < this.spanTo.length && this.spanTo[span]! < timeNs) span++;
      this.judge(timeNs, span, lostBetween);
    }
    this.waiting = waiting.slice(ready);
    this.forget(Math.min(untilNs, this.waiting[0] ?? Infinity) - MOST_SHIFT_NS);
  }

  /** `span`: the first that does not end before the event. */
  private judge(timeNs: number, span: number, lostBetween: LostBetween): void {
    const fromNs = this.spanFrom[span];
    this.events++;
    if (fromNs !== undefined && fromNs <= timeNs) {
      this.slack.fromNs = Math.max(this.slack.fromNs, fromNs - timeNs);
      this.slack.toNs = Math.min(this.slack.toNs, this.spanTo[span]! - timeNs);
    } else if (lostBetween(this.spanTo[span - 1] ?? this.firstNs!, fromNs ?? this.lastNs)) {
      this.untold++;
      return;
    } else this.outside++;
    if (this.events % this.stride === 0) this.addToFit(timeNs, span);
  }

  private addToFit(timeNs: number, span: number): void {
    const { spanFrom, spanTo, stride, slice } = this;
    slice.addEvent(stride);
    let first = span;
    while (first > 0 && spanTo[first - 1]! >= timeNs - MOST_SHIFT_NS) first--;
    let at = first;
    for (; at < spanFrom.length && spanFrom[at]! <= timeNs + MOST_SHIFT_NS; at++) {
      slice.addSpan(spanFrom[at]! - timeNs, spanTo[at]! - timeNs, stride);
    }
    this.spansSeen += at - first;
    if (this.spansSeen > SPANS_A_STRIDE) {
      this.spansSeen = 0;
      this.stride *= 2;
    }
    if (++this.sliceEvents === SLICE_EVENTS) this.endSlice();
  }

  private endSlice(): void {
    const best = this.slice.best();
    if (best === undefined) return;
    this.fit.addAll(this.slice);
    this.slice = new ShiftFit();
    this.sliceEvents = 0;
    const { fromNs, toNs } = best;
    const needNs = fromNs > 0 ? fromNs : Math.min(0, toNs);
    this.drift ??= { fromNs: needNs, toNs: needNs };
    this.drift.fromNs = Math.min(this.drift.fromNs, needNs);
    this.drift.toNs = Math.max(this.drift.toNs, needNs);
  }

  private forget(beforeNs: number): void {
    const gone = lowerBound(this.spanTo, beforeNs);
    this.spanFrom = this.spanFrom.slice(gone);
    this.spanTo = this.spanTo.slice(gone);
  }
}
