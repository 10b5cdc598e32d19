import assert from 'node:assert/strict';
import { LevelList } from '../../../src/analyses/timeline/LevelList';
import { MarkList } from '../../../src/analyses/timeline/MarkList';
import type { SpanList } from '../../../src/analyses/timeline/SpanList';
import { mergedLevels, mergedMarks, mergedSpans } from '../../../src/queries/timeline/mergedLists';
import { listOf } from '../../support/timeline/madeStretches';

const UNTOLD = 9;

function spansOf(...stretches: readonly (readonly [number, number, number])[]): SpanList {
  return listOf(stretches.map(([category, fromNs, toNs]) => ({ category, fromNs, toNs })));
}

function stretchesIn(list: SpanList): readonly (readonly [number, number, number])[] {
  return Array.from({ length: list.length }, (_, index) => list.spanOf(index) ?? [])
    .flat()
    .map(({ category, fromNs, toNs }) => [category, fromNs, toNs]);
}

function marksOf(...marks: readonly (readonly [number, number])[]): MarkList {
  const list = new MarkList();
  for (const [category, timeNs] of marks) list.push(category, timeNs);
  return list;
}

function levelsOf(before: number, ...changes: readonly (readonly [number, number])[]): LevelList {
  const list = new LevelList(before);
  for (const [timeNs, level] of changes) list.push(timeNs, level);
  return list;
}

describe('One vCPU that several threads ran', () => {
  it('did what either of them tells', () => {
    const first = spansOf([1, 0, 10], [UNTOLD, 10, 40]);
    const second = spansOf([UNTOLD, 0, 20], [2, 20, 30], [UNTOLD, 30, 40]);
    assert.deepEqual(stretchesIn(mergedSpans([first, second], UNTOLD)), [
      [1, 0, 10],
      [UNTOLD, 10, 20],
      [2, 20, 30],
      [UNTOLD, 30, 40],
    ]);
  });

  it('did what began first where both tell something', () => {
    const merged = mergedSpans([spansOf([2, 5, 30]), spansOf([1, 0, 10])], UNTOLD);
    assert.deepEqual(stretchesIn(merged), [
      [1, 0, 10],
      [2, 10, 30],
    ]);
  });

  it('has the exits of both in order', () => {
    const merged = mergedMarks([marksOf([1, 10], [1, 30]), marksOf([2, 5], [2, 30], [2, 40])]);
    const marks = Array.from({ length: merged.length }, (_, index) => [
      merged.categoryOf(index),
      merged.timeOf(index),
    ]);
    assert.deepEqual(marks, [
      [2, 5],
      [1, 10],
      [1, 30],
      [2, 30],
      [2, 40],
    ]);
  });

  it('has the poll window that the latest change of either set', () => {
    const merged = mergedLevels([levelsOf(7, [10, 100], [30, 300]), levelsOf(200, [20, 0])]);
    assert.deepEqual(
      [0, 10, 20, 25, 30].map((timeNs) => merged.levelAt(timeNs)),
      [7, 100, 0, 0, 300],
    );
  });
});
