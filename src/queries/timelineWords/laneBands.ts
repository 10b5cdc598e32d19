import { SpanCursor } from '../../analyses/timeline/SpanCursor';
import type { LaneKind } from '../../protocol/timeline';
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
    const tid = tidOf?.(index);
    return {
      fromNs: span.fromNs,
      toNs: span.toNs,
      category: wordOf(band, span.category),
      ...(tid !== undefined && tid >= 0 && { tid }),
    };
  };
  return {
    at: (key, timeNs) => {
      const band = bandOf(key);
      const index = band?.content.spans.indexAt(Math.floor(timeNs)) ?? -1;
      return band === undefined || index < 0 ? undefined : stretchOf(band, index);
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
  };
}
