/** Linux never hands out more thread ids than this (PID_MAX_LIMIT of include/linux/threads.h). */
const MOST_TIDS = 1 << 22;

/**
 * Numbers thread ids in the order they are met. One array look-up on the hot path; ids no kernel
 * hands out (damaged records) go to a map.
 */
export class TidIndex {
  readonly tids: number[] = [];
  private byTid = new Int32Array(1 << 16).fill(-1);
  private readonly others = new Map<number, number>();

  /** The thread's number; a new one gets the next. */
  indexOf(tid: number): number {
    const known = this.find(tid);
    if (known >= 0) return known;
    const index = this.tids.push(tid) - 1;
    if (tid < 0 || tid >= MOST_TIDS) this.others.set(tid, index);
    else {
      if (tid >= this.byTid.length) this.grow(tid);
      this.byTid[tid] = index;
    }
    return index;
  }

  /** The thread's number, -1 for one that was never met. */
  find(tid: number): number {
    if (tid >= 0 && tid < this.byTid.length) return this.byTid[tid]!;
    return this.others.get(tid) ?? -1;
  }

  private grow(tid: number): void {
    let length = this.byTid.length;
    while (length <= tid) length *= 2;
    const larger = new Int32Array(length).fill(-1);
    larger.set(this.byTid);
    this.byTid = larger;
  }
}
