import assert from 'node:assert/strict';
import { vectorEvents } from '../idle/vectorEvents';
import { idleTracepoints } from '../idle/tracepoints';
import { writtenTrace } from '../traceText';
import { loadedTimeline } from './loadedTimeline';
import type { LoadedTimeline } from './loadedTimeline';

/** A test vector in the notation of domain reference H, with its timeline. */
export function vectorTimeline(text: string): Promise<LoadedTimeline> {
  const tracepoints = idleTracepoints('X4');
  return loadedTimeline(writtenTrace(vectorEvents(text), { clock: 'mono', tracepoints }));
}

/** What a band shows, as `guest 0–12.5`, in µs. */
export function stretchesOf({ timeline }: LoadedTimeline, key: string): readonly string[] {
  const lane = timeline.lanes.find(key);
  assert.ok(lane?.content.form === 'band', `there is no band ${key}`);
  const { spans, indexOf } = lane.content;
  const names = timeline.lanes.categories[lane.facts.kind];
  return Array.from({ length: spans.length }, (_, index) => {
    const span = spans.spanOf(index);
    if (span === undefined) return [];
    const { fromNs, toNs, category } = span;
    return `${names[indexOf(category)]} ${fromNs / 1000}–${toNs / 1000}`;
  }).flat();
}
