import { grown } from '../base/grown';

const NO_CURSOR = -1;

/**
 * Numbers of cursors by the time of their next event; of equal times the lower cursor first, as
 * trace-cmd report does. A heap, because hosts with hundreds of CPUs are what gets recorded; numbers
 * and times in typed arrays, because it is asked once a run of events.
 */
export class CursorHeap {
  private heap: Int32Array;
  private headNs: Float64Array;
  private length = 0;

  /** `cursorCount`: how many there will be; there may be more. */
  constructor(cursorCount: number) {
    this.heap = new Int32Array(cursorCount);
    this.headNs = new Float64Array(cursorCount);
  }

  /** The cursor whose event comes next; -1 when there is none. */
  get top(): number {
    return this.length === 0 ? NO_CURSOR : this.heap[0]!;
  }

  /** The cursor that comes next when the top one is set aside; -1 when there is none. */
  get second(): number {
    const { heap, length } = this;
    if (length < 2) return NO_CURSOR;
    return length > 2 && this.precedes(heap[2]!, heap[1]!) ? heap[2]! : heap[1]!;
  }

  timeOf(cursor: number): number {
    return this.headNs[cursor]!;
  }

  push(cursor: number, headNs: number): void {
    if (cursor >= this.headNs.length) this.grow(cursor + 1);
    const { heap } = this;
    this.headNs[cursor] = headNs;
    let at = this.length++;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.precedes(cursor, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = cursor;
  }

  /** Puts the top cursor where its new next event belongs. */
  moveTop(headNs: number): void {
    const { heap, length } = this;
    const cursor = heap[0]!;
    this.headNs[cursor] = headNs;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && this.precedes(heap[child + 1]!, heap[child]!)) child++;
      if (!this.precedes(heap[child]!, cursor)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = cursor;
  }

  /** Removes the top cursor, which has ended. */
  pop(): void {
    if (this.length === 0) return;
    const last = this.heap[--this.length]!;
    if (this.length === 0) return;
    this.heap[0] = last;
    this.moveTop(this.headNs[last]!);
  }

  private grow(least: number): void {
    const length = Math.max(least, this.headNs.length * 2);
    this.heap = grown(this.heap, new Int32Array(length));
    this.headNs = grown(this.headNs, new Float64Array(length));
  }

  private precedes(a: number, b: number): boolean {
    const difference = this.headNs[a]! - this.headNs[b]!;
    return difference < 0 || (difference === 0 && a < b);
  }
}
