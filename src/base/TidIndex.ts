import { grown } from './grown';

/** Linux never hands out more thread ids than this (PID_MAX_LIMIT of include/linux/threads.h). */
const MOST_TIDS = 1 << 22;
/** More than most machines come to. */
const FIRST_TIDS = 1 << 16;
const NO_INDEX = -1;

/**
 * Numbers the threads of several machines in the order they are met. Two array look-ups on the hot
 * path; ids no kernel hands out (damaged records) go to a map.
 */
export class TidIndex {
  /** Threads numbered so far. */
  count = 0;
  private readonly machines: MachineTids[] = [];

  /** The thread's number; a new one gets the next. */
  indexOf(machine: number, tid: number): number {
    const tids = (this.machines[machine] ??= new MachineTids());
    const known = tids.find(tid);
    if (known >= 0) return known;
    const index = this.count++;
    tids.set(tid, index);
    return index;
  }

  /** The thread's number, -1 for one that was never met. */
  find(machine: number, tid: number): number {
    return this.machines[machine]?.find(tid) ?? NO_INDEX;
  }
}

class MachineTids {
  private byTid = new Int32Array(FIRST_TIDS).fill(NO_INDEX);
  private readonly others = new Map<number, number>();

  find(tid: number): number {
    if (tid >= 0 && tid < this.byTid.length) return this.byTid[tid]!;
    return this.others.get(tid) ?? NO_INDEX;
  }

  set(tid: number, index: number): void {
    if (tid < 0 || tid >= MOST_TIDS) {
      this.others.set(tid, index);
      return;
    }
    if (tid >= this.byTid.length) this.grow(tid);
    this.byTid[tid] = index;
  }

  private grow(tid: number): void {
    let length = this.byTid.length;
    while (length <= tid) length *= 2;
    this.byTid = grown(this.byTid, new Int32Array(length).fill(NO_INDEX));
  }
}
