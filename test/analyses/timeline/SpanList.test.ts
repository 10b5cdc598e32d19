import assert from 'node:assert/strict';
import fc from 'fast-check';
import { entryBefore, nextEntry } from '../../../src/analyses/timeline/findEntry';
import { SpanCursor } from '../../../src/analyses/timeline/SpanCursor';
import { SpanList } from '../../../src/analyses/timeline/SpanList';
import { anyStretches, listOf, summed } from '../../support/timeline/madeStretches';
import type { MadeStretch } from '../../support/timeline/madeStretches';

/** What a list holds, without its gaps. */
function heldBy(list: SpanList): MadeStretch[] {
  return Array.from({ length: list.length }, (_, index) => list.spanOf(index) ?? []).flat();
}

/** The same stretches, those of one category that meet as one. */
function joined(stretches: readonly MadeStretch[]): MadeStretch[] {
  const all: MadeStretch[] = [];
  for (const stretch of stretches) {
    const last = all.at(-1);
    if (last?.category !== stretch.category || last.toNs !== stretch.fromNs) all.push(stretch);
    else all[all.length - 1] = { ...last, toNs: stretch.toNs };
  }
  return all;
}

describe('SpanList', () => {
  it('holds exactly the stretches it was given, neighbours of one category as one', () => {
    fc.assert(
      fc.property(anyStretches, (stretches) => {
        const list = listOf(stretches);
        assert.deepEqual(heldBy(list), joined(stretches));
        list.trim();
        assert.deepEqual(heldBy(list), joined(stretches));
      }),
    );
  });

  it('finds the stretch that holds a time, at its edges and in gaps, too', () => {
    fc.assert(
      fc.property(anyStretches, (stretches) => {
        const list = listOf(stretches);
        const all = joined(stretches);
        const times = all.flatMap(({ fromNs, toNs }) => [fromNs - 1, fromNs, fromNs + 0.5, toNs]);
        for (const timeNs of times) {
          const holding = all.find(({ fromNs, toNs }) => fromNs <= timeNs && timeNs < toNs);
          assert.deepEqual(list.at(timeNs), holding);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('sums up the time of each category between any two times exactly', () => {
    const places = fc.array(fc.double({ min: -0.1, max: 1.1, noNaN: true }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(anyStretches, places, (stretches, wanted) => {
        const list = listOf(stretches);
        const firstNs = stretches[0]!.fromNs;
        const lengthNs = stretches.at(-1)!.toNs - firstNs;
        const edges = wanted.map((at) => Math.round(firstNs + at * lengthNs)).sort((a, b) => a - b);
        const cursor = new SpanCursor(list, edges[0]!);
        for (let at = 1; at < edges.length; at++) {
          const passed = new Float64Array(256);
          cursor.advance(edges[at]!, passed);
          const sums = new Array<number>(7).fill(0);
          list.categories.ids.forEach((id, local) => (sums[id] = passed[local]!));
          assert.deepEqual(sums, summed(stretches, edges[at - 1]!, edges[at]!));
        }
      }),
    );
  });

  it('leaves out what lies before its end', () => {
    const list = listOf([
      { category: 1, fromNs: 10, toNs: 20 },
      { category: 2, fromNs: 15, toNs: 30 },
      { category: 3, fromNs: 12, toNs: 25 },
    ]);
    assert.deepEqual(heldBy(list), [
      { category: 1, fromNs: 10, toNs: 20 },
      { category: 2, fromNs: 20, toNs: 30 },
    ]);
  });

  it('keeps stretches of one category apart where they are told to be several', () => {
    const list = new SpanList();
    assert.equal(list.push(1, 0, 5, false), true);
    assert.equal(list.push(1, 5, 9, false), true);
    assert.equal(list.push(1, 9, 12), false);
    assert.deepEqual(heldBy(list), [
      { category: 1, fromNs: 0, toNs: 5 },
      { category: 1, fromNs: 5, toNs: 12 },
    ]);
  });

  it('finds the next stretch of a category and the one before, over blocks that have none', () => {
    fc.assert(
      fc.property(anyStretches, fc.integer({ min: 0, max: 7 }), (stretches, wanted) => {
        const list = listOf(stretches);
        const all = Array.from({ length: list.length }, (_, index) => list.categoryOf(index));
        const wants = (category: number): boolean => category === wanted;
        for (let index = -1; index <= all.length; index += 7) {
          assert.equal(nextEntry(list, index, wants), all.indexOf(wanted, Math.max(0, index)));
          const before = index < 0 ? -1 : all.lastIndexOf(wanted, Math.min(index, all.length - 1));
          assert.equal(entryBefore(list, index, wants), before);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('takes about six bytes a stretch', () => {
    const list = new SpanList();
    for (let at = 0; at < 100_000; at++) list.push(at % 9, at * 100, at * 100 + 100);
    list.trim();
    assert.ok(list.bytes / list.length < 7, `${list.bytes / list.length} bytes`);
  });

  it('counts categories beyond the last that it can tell apart as that one', () => {
    const list = new SpanList();
    for (let at = 0; at < 300; at++) list.push(at, at, at + 1);
    assert.deepEqual([list.length, list.categoryOf(253), list.categoryOf(254)], [255, 253, 254]);
    assert.equal(list.totalOf(254), 46);
  });
});
