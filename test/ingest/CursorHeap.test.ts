import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CursorHeap } from '../../src/ingest/CursorHeap';

/** Merges ascending lists as the reader does; `[time, stream]` in the order of the heap. */
function merged(lists: readonly (readonly number[])[]): [number, number][] {
  const heap = new CursorHeap(lists.length);
  const next = lists.map(() => 0);
  lists.forEach((list, stream) => {
    if (list.length > 0) heap.push(stream, list[0]!);
  });
  const order: [number, number][] = [];
  for (let stream = heap.top; stream >= 0; stream = heap.top) {
    const list = lists[stream]!;
    order.push([list[next[stream]!]!, stream]);
    next[stream]!++;
    if (next[stream]! < list.length) heap.moveTop(list[next[stream]!]!);
    else heap.pop();
  }
  return order;
}

const ascending = fc
  .array(fc.integer({ min: 0, max: 20 }), { maxLength: 12 })
  .map((times) => times.sort((a, b) => a - b));

describe('CursorHeap', () => {
  it('is empty at first', () => {
    const heap = new CursorHeap(3);
    assert.equal(heap.top, -1);
    assert.equal(heap.second, -1);
  });

  it('takes the lower stream first when times are equal, as trace-cmd does', () => {
    assert.deepEqual(merged([[5], [5], [4, 5]]), [
      [4, 2],
      [5, 0],
      [5, 1],
      [5, 2],
    ]);
  });

  it('merges any number of ascending lists', () => {
    fc.assert(
      fc.property(fc.array(ascending, { maxLength: 9 }), (lists) => {
        const wanted = lists
          .flatMap((list, stream) => list.map((time): [number, number] => [time, stream]))
          .sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        assert.deepEqual(merged(lists), wanted);
      }),
    );
  });

  it('knows the stream that comes behind the first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 9 }),
        (times) => {
          const heap = new CursorHeap(times.length);
          times.forEach((time, stream) => {
            heap.push(stream, time);
          });
          const order = times.map((time, stream) => ({ time, stream }));
          order.sort((a, b) => a.time - b.time || a.stream - b.stream);
          assert.equal(heap.top, order[0]!.stream);
          assert.equal(heap.second, order[1]!.stream);
          assert.equal(heap.timeOf(heap.second), order[1]!.time);
        },
      ),
    );
  });
});
