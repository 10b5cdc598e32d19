const NO_STREAM = -1;

/**
 * Numbers of streams by the time of their next event; of equal times the lower stream first, as
 * trace-cmd report does. A heap, because hosts with hundreds of CPUs are what gets recorded; numbers
 * and times in typed arrays, because it is asked once a run of events.
 */
export class StreamHeap {
  private readonly heap: Int32Array;
  private readonly headNs: Float64Array;
  private length = 0;

  constructor(streamCount: number) {
    this.heap = new Int32Array(streamCount);
    this.headNs = new Float64Array(streamCount);
  }

  /** The stream whose event comes next; -1 when there is none. */
  get top(): number {
    return this.length === 0 ? NO_STREAM : this.heap[0]!;
  }

  /** The stream that comes next when the top one is set aside; -1 when there is none. */
  get second(): number {
    const { heap, length } = this;
    if (length < 2) return NO_STREAM;
    return length > 2 && this.precedes(heap[2]!, heap[1]!) ? heap[2]! : heap[1]!;
  }

  timeOf(stream: number): number {
    return this.headNs[stream]!;
  }

  push(stream: number, headNs: number): void {
    const { heap } = this;
    this.headNs[stream] = headNs;
    let at = this.length++;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!this.precedes(stream, heap[parent]!)) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = stream;
  }

  /** Puts the top stream where its new next event belongs. */
  moveTop(headNs: number): void {
    const { heap, length } = this;
    const stream = heap[0]!;
    this.headNs[stream] = headNs;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && this.precedes(heap[child + 1]!, heap[child]!)) child++;
      if (!this.precedes(heap[child]!, stream)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = stream;
  }

  /** Removes the top stream, which has ended. */
  pop(): void {
    if (this.length === 0) return;
    const last = this.heap[--this.length]!;
    if (this.length === 0) return;
    this.heap[0] = last;
    this.moveTop(this.headNs[last]!);
  }

  private precedes(a: number, b: number): boolean {
    const difference = this.headNs[a]! - this.headNs[b]!;
    return difference < 0 || (difference === 0 && a < b);
  }
}
