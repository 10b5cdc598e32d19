import type { StreamCursor } from './StreamCursor';

/**
 * Streams by the time of their next event; of equal times the lower stream first, as trace-cmd
 * report does. A heap, because hosts with hundreds of CPUs are what gets recorded.
 */
export class StreamHeap {
  private readonly heap: StreamCursor[] = [];

  get top(): StreamCursor | undefined {
    return this.heap[0];
  }

  /** The stream that comes next when the top one is set aside. */
  get second(): StreamCursor | undefined {
    const left = this.heap[1];
    const right = this.heap[2];
    if (left === undefined || right === undefined) return left;
    return precedes(right, left) ? right : left;
  }

  push(stream: StreamCursor): void {
    let at = this.heap.push(stream) - 1;
    while (at > 0) {
      const parent = (at - 1) >>> 1;
      if (!precedes(stream, this.heap[parent]!)) break;
      this.heap[at] = this.heap[parent]!;
      at = parent;
    }
    this.heap[at] = stream;
  }

  /** Puts the top stream where its new next event belongs. */
  reorderTop(): void {
    const stream = this.heap[0]!;
    const { heap } = this;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && precedes(heap[child + 1]!, heap[child]!)) child++;
      if (!precedes(heap[child]!, stream)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = stream;
  }

  /** Removes the top stream, which has ended. */
  pop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    this.reorderTop();
  }
}

function precedes(a: StreamCursor, b: StreamCursor): boolean {
  return a.headNs < b.headNs || (a.headNs === b.headNs && a.index < b.index);
}
