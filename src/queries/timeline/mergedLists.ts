import { LevelList } from '../../analyses/timeline/LevelList';
import { MarkList } from '../../analyses/timeline/MarkList';
import { SpanList } from '../../analyses/timeline/SpanList';
import type { TimeColumn } from '../../analyses/timeline/TimeColumn';

/**
 * Stretches of one vCPU that several threads ran: where one of them tells something other than
 * `untold`, that counts, the earlier begun first.
 */
export function mergedSpans(lists: readonly SpanList[], untold: number): SpanList {
  if (lists.length === 1) return lists[0]!;
  const merged = new SpanList();
  const fromNs = Math.min(...lists.map((list) => list.fromNs));
  inOrder(lists, (list, index) => {
    const span = list.spanOf(index);
    if (span === undefined || span.category === untold) return;
    const sinceNs = Math.max(fromNs, merged.toNs);
    if (span.fromNs > sinceNs) merged.push(untold, sinceNs, span.fromNs);
    merged.push(span.category, span.fromNs, span.toNs);
  });
  const toNs = Math.max(...lists.map((list) => list.toNs));
  merged.push(untold, Math.max(fromNs, merged.toNs), toNs);
  return merged;
}

/** Marks of one vCPU that several threads ran, in order. */
export function mergedMarks(lists: readonly MarkList[]): MarkList {
  if (lists.length === 1) return lists[0]!;
  const merged = new MarkList();
  inOrder(lists, (list, index) => {
    merged.push(list.categoryOf(index), list.timeOf(index));
  });
  return merged;
}

/** A level of one vCPU that several threads tell of, each from its changes on. */
export function mergedLevels(lists: readonly LevelList[]): LevelList {
  if (lists.length === 1) return lists[0]!;
  let merged: LevelList | undefined;
  inOrder(lists, (list, index) => {
    merged ??= new LevelList(list.before);
    merged.push(list.times.timeAt(index), list.levelOf(index));
  });
  return merged ?? lists[0]!;
}

/** Visits the entries of several lists in order of time; there are few lists. */
function inOrder<L extends { readonly times: TimeColumn }>(
  lists: readonly L[],
  visit: (list: L, index: number) => void,
): void {
  const next = lists.map(() => 0);
  const nextNs = lists.map(({ times }) => (times.length > 0 ? times.timeAt(0) : Infinity));
  for (;;) {
    let first = 0;
    for (let at = 1; at < lists.length; at++) if (nextNs[at]! < nextNs[first]!) first = at;
    if (nextNs[first] === Infinity) return;
    const list = lists[first]!;
    visit(list, next[first]!++);
    const index = next[first]!;
    nextNs[first] = index < list.times.length ? list.times.timeAt(index) : Infinity;
  }
}
