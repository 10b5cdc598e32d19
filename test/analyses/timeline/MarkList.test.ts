import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MarkCursor } from '../../../src/analyses/timeline/MarkCursor';
import { MarkList } from '../../../src/analyses/timeline/MarkList';

const anyStep = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 30 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2 ** 32 - 3, max: 2 ** 33 }) },
);
const anyMarks = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 5 }), anyStep), { maxLength: 500, size: 'max' })
  .map((steps) => {
    let timeNs = 0;
    return steps.map(([category, step]) => ({ category, timeNs: (timeNs += step) }));
  });

describe('MarkList', () => {
  it('counts the marks of each category between any two times', () => {
    const places = fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(anyMarks, places, (marks, wanted) => {
        const list = new MarkList();
        for (const { category, timeNs } of marks) list.push(category, timeNs);
        const endNs = marks.at(-1)?.timeNs ?? 100;
        const edges = wanted.map((at) => at * endNs).sort((a, b) => a - b);
        const cursor = new MarkCursor(list, edges[0]!);
        for (let at = 1; at < edges.length; at++) {
          const [fromNs, toNs] = [edges[at - 1]!, edges[at]!];
          const passed = new Float64Array(256);
          cursor.advance(toNs, passed);
          const counts = new Array<number>(6).fill(0);
          list.categories.ids.forEach((id, local) => (counts[id] = passed[local]!));
          const wantedCounts = new Array<number>(6).fill(0);
          for (const { category, timeNs } of marks) {
            if (timeNs >= fromNs && timeNs < toNs) wantedCounts[category]!++;
          }
          assert.deepEqual(counts, wantedCounts);
          assert.equal(list.countBefore(toNs), marks.filter(({ timeNs }) => timeNs < toNs).length);
        }
      }),
    );
  });

  it('gives every mark back', () => {
    fc.assert(
      fc.property(anyMarks, (marks) => {
        const list = new MarkList();
        for (const { category, timeNs } of marks) list.push(category, timeNs);
        list.trim();
        const all = marks.map((_, index) => ({
          category: list.categoryOf(index),
          timeNs: list.timeOf(index),
        }));
        assert.deepEqual(all, marks);
      }),
      { numRuns: 30 },
    );
  });

  it('takes a time before the latest for that one', () => {
    const list = new MarkList();
    list.push(0, 10);
    list.push(1, 8);
    assert.deepEqual([list.timeOf(0), list.timeOf(1)], [10, 10]);
  });
});
