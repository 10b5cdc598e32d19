import type { BlockColumns } from '../BlockColumns';
import { CursorHeap } from '../CursorHeap';
import { PackedBatch } from '../PackedBatch';

/** Events of one batch: few enough to stay in the processor's cache. */
const BATCH_BITS = 14;
const BATCH_EVENTS = 1 << BATCH_BITS;
const IN_BATCH = BATCH_EVENTS - 1;
/** In place of the events that wait in a batch. */
const IS_FREE = -1;
const FIRST_RUNS = 64;
const LEAST_RUNS = 1024;
/** Batches beside those that the waiting events would fill, before these are moved together. */
const SPARE_BATCHES = 8;

/**
 * Events that were read and wait for their place in time. A perf.data is written in bursts, each out
 * of one buffer and in time order: so the events are kept as runs, which are merged. A buffer that
 * was overwritten is written newest first (--overwrite), so a run may also go backwards.
 *
 * An event's number is that of its batch and its number therein; batches are used again when all of
 * their events were given out.
 */
export class HeldEvents {
  /** Events that wait. */
  count = 0;
  /** Where the next event is added. */
  batch = new PackedBatch();
  private readonly batches = [this.batch];
  /** By batch: events that wait. */
  private readonly waiting = [0];
  private readonly free: number[] = [];
  /** Number of `batch`, and the first of its events that is in no run yet. */
  private current = 0;
  private openAt = 0;
  /** The step between two events of the run that grows, once it has two. */
  private openStep = 1;
  private latestNs = -Infinity;
  /** By run, in the order they were read: the next event to give out, the one behind the last, the step between two. */
  private readonly runAt: number[] = [];
  private readonly runEnd: number[] = [];
  private readonly runStep: number[] = [];
  private liveRuns = 0;
  /** Runs by the time of their next event. */
  private heap = new CursorHeap(FIRST_RUNS);

  /** Takes the event in that was added to `batch` last. */
  added(): void {
    const { time, count } = this.batch;
    const event = count - 1;
    const timeNs = time[event]!;
    const length = event - this.openAt;
    if (length > 0) {
      const step = timeNs >= time[event - 1]! ? 1 : -1;
      if (length > 1 && step !== this.openStep) this.closeRun(event);
      else this.openStep = step;
    }
    if (timeNs > this.latestNs) this.latestNs = timeNs;
    this.count++;
    if (count === BATCH_EVENTS) this.nextBatch();
  }

  /** Time of the first event in time order; Infinity when none waits. */
  earliestNs(): number {
    this.closeRun(this.batch.count);
    const { top } = this.heap;
    return top < 0 ? Infinity : this.heap.timeOf(top);
  }

  /** The middle of the time that waiting events span. */
  middleNs(): number {
    const earliestNs = this.earliestNs();
    return earliestNs + (this.latestNs - earliestNs) / 2;
  }

  /**
   * Gives out events that are not after `limitNs`: their numbers in time order, of equal times the
   * one read first, and their times. Returns how many, 0 when there are no more. What was given out
   * stays in memory until `settle`.
   */
  take(limitNs: number, order: Uint32Array, timesNs: Float64Array): number {
    this.closeRun(this.batch.count);
    const { heap, runAt, runEnd, runStep } = this;
    let count = 0;
    for (let run = heap.top; run >= 0 && count < order.length; run = heap.top) {
      let timeNs = heap.timeOf(run);
      if (timeNs > limitNs) break;
      const { second } = heap;
      const nextNs = second < 0 ? Infinity : heap.timeOf(second);
      // Times are whole: of equal ones the lower run's come first.
      const untilNs = Math.min(limitNs, run < second ? nextNs : nextNs - 1);
      const end = runEnd[run]!;
      const step = runStep[run]!;
      let at = runAt[run]!;
      const batch = at >>> BATCH_BITS;
      const { time } = this.batches[batch]!;
      const before = count;
      do {
        order[count] = at;
        timesNs[count++] = timeNs;
        at += step;
        if (at === end) break;
        timeNs = time[at & IN_BATCH]!;
      } while (timeNs <= untilNs && count < order.length);
      this.waiting[batch]! -= count - before;
      runAt[run] = at;
      if (at !== end) heap.moveTop(timeNs);
      else {
        heap.pop();
        this.liveRuns--;
      }
    }
    this.count -= count;
    return count;
  }

  /** As `PackedBatch.fillAll`, of events that were given out; `order` is changed. */
  fillAll(
    order: Uint32Array,
    rows: Uint16Array,
    from: number,
    to: number,
    columns: BlockColumns,
    placeBytes: number,
  ): void {
    let start = from;
    while (start < to) {
      const batch = order[start]! >>> BATCH_BITS;
      let end = start;
      for (; end < to && order[end]! >>> BATCH_BITS === batch; end++) order[end]! &= IN_BATCH;
      this.batches[batch]!.fillAll(order, rows, start, end, columns, placeBytes);
      start = end;
    }
  }

  /** Frees the memory of events that were given out and filled; numbers may change. */
  settle(): void {
    this.closeRun(this.batch.count);
    const used = this.batches.length - this.free.length;
    if (used > SPARE_BATCHES + (2 * this.count) / BATCH_EVENTS) this.moveTogether();
    this.waiting.forEach((waiting, batch) => {
      if (waiting === 0) this.release(batch);
    });
    if (this.runAt.length > LEAST_RUNS + 2 * this.liveRuns) this.dropEndedRuns();
  }

  /** `end`: the event of the batch behind its last. */
  private closeRun(end: number): void {
    const start = this.openAt;
    if (start === end) return;
    this.openAt = end;
    this.waiting[this.current]! += end - start;
    const first = (this.current << BATCH_BITS) + start;
    const behind = first + end - start;
    if (end - start > 1 && this.openStep < 0) this.addRun(behind - 1, first - 1, -1);
    else this.addRun(first, behind, 1);
  }

  private addRun(at: number, end: number, step: number): void {
    const run = this.runAt.push(at) - 1;
    this.runEnd.push(end);
    this.runStep.push(step);
    this.liveRuns++;
    this.heap.push(run, this.batches[at >>> BATCH_BITS]!.time[at & IN_BATCH]!);
  }

  private nextBatch(): void {
    this.closeRun(this.batch.count);
    const free = this.free.pop();
    this.current = free ?? this.batches.push(new PackedBatch()) - 1;
    this.waiting[this.current] = 0;
    this.batch = this.batches[this.current]!;
    this.openAt = 0;
  }

  private release(batch: number): void {
    this.batches[batch]!.clear();
    if (batch === this.current) this.openAt = 0;
    else {
      this.free.push(batch);
      this.waiting[batch] = IS_FREE;
    }
  }

  /** Few events of many batches still wait, as those with a wrong stamp do. */
  private moveTogether(): void {
    const old = this.liveRunNumbers().map((run) => ({
      at: this.runAt[run]!,
      end: this.runEnd[run]!,
      step: this.runStep[run]!,
    }));
    this.waiting.forEach((waiting, batch) => {
      if (waiting > 0) this.waiting[batch] = 0;
    });
    this.clearRuns();
    this.count = 0;
    this.nextBatch();
    for (const { at: first, end, step } of old) {
      const from = this.batches[first >>> BATCH_BITS]!;
      for (let at = first; at !== end; at += step) {
        this.batch.copy(from, at & IN_BATCH);
        this.added();
      }
    }
    this.closeRun(this.batch.count);
  }

  /** The others keep their order. */
  private dropEndedRuns(): void {
    const live = this.liveRunNumbers();
    const [at, end, step] = [this.runAt, this.runEnd, this.runStep].map((of) =>
      live.map((run) => of[run]!),
    ) as [number[], number[], number[]];
    this.clearRuns();
    at.forEach((first, run) => this.addRun(first, end[run]!, step[run]!));
  }

  private liveRunNumbers(): readonly number[] {
    return Array.from(this.runAt.keys()).filter((run) => this.runAt[run] !== this.runEnd[run]);
  }

  private clearRuns(): void {
    this.runAt.length = 0;
    this.runEnd.length = 0;
    this.runStep.length = 0;
    this.liveRuns = 0;
    this.heap = new CursorHeap(FIRST_RUNS);
  }
}
