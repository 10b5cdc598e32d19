import { SpanCursor } from '../../analyses/timeline/SpanCursor';
import type { LaneKind } from '../../protocol/timeline';
import { markNear, stretchAt } from '../timeline/Lane';
import type { LaneContent } from '../timeline/Lane';
import type { TimelineLanes } from '../timeline/TimelineLanes';
import type { Bands, Stretch } from './Bands';

interface Band {
  readonly content: Extract<LaneContent, { readonly form: 'band' }>;
  readonly kind: LaneKind;
}

/** The bands of the lanes that the timeline draws. */
export function laneBands(lanes: TimelineLanes): Bands {
  const bandOf = (key: string): Band | undefined => {
    const lane = lanes.find(key);
    return lane?.content.form === 'band'
      ? { content: lane.content, kind: lane.facts.kind }
      : undefined;
  };
  const wordOf = ({ content, kind }: Band, category: number): string =>
    lanes.categories[kind][content.indexOf(category)] ?? 'unknown';
  const stretchOf = (band: Band, index: number): Stretch | undefined => {
    const { spans, tidOf } = band.content;
    const span = spans.spanOf(index);
    if (span === undefined) return undefined;
    return { ...span, category: wordOf(band, span.category), ...threadOf(tidOf?.(index)) };
  };
  return {
    at: (key, timeNs) => {
      const lane = lanes.find(key);
      const stretch = lane && stretchAt(lane, timeNs);
      if (lane?.content.form !== 'band' || stretch === undefined) return undefined;
      const { spans, tidOf } = lane.content;
      return {
        ...stretch,
        category: lanes.categories[lane.facts.kind][stretch.category] ?? 'unknown',
        ...threadOf(tidOf?.(spans.indexAt(Math.floor(timeNs)))),
      };
    },
    *between(key, fromNs, toNs) {
      const band = bandOf(key);
      if (band === undefined) return;
      const { spans } = band.content;
      for (let index = Math.max(0, spans.times.countBefore(fromNs + 1) - 1); ; index++) {
        if (index >= spans.length || spans.startOf(index) >= toNs) return;
        const stretch = stretchOf(band, index);
        if (stretch !== undefined && stretch.toNs > fromNs) yield stretch;
      }
    },
    sumsNs: (key, fromNs, toNs) => {
      const band = bandOf(key);
      if (band === undefined) return new Map<string, number>();
      const { spans } = band.content;
      const { ids } = spans.categories;
      const sums = new Float64Array(ids.length);
      new SpanCursor(spans, fromNs).advance(toNs, sums);
      const byWord = new Map<string, number>();
      ids.forEach((category, local) => {
        const word = wordOf(band, category);
        byWord.set(word, (byWord.get(word) ?? 0) + sums[local]!);
      });
      return byWord;
    },
    markNear: (key, timeNs, slackNs) => {
      const lane = lanes.find(key);
      const mark = lane && markNear(lane, timeNs, slackNs);
      if (lane?.content.form !== 'counts' || mark === undefined) return undefined;
      return lane.content.marks.timeOf(mark);
    },
  };
}

function threadOf(tid: number | undefined): { readonly tid?: number } {
  return tid === undefined || tid < 0 ? {} : { tid };
}
