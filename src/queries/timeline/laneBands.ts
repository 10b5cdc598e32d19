import { NO_CATEGORY } from '../../analyses/timeline/CategoryColumn';
import type { MarkList } from '../../analyses/timeline/MarkList';
import { SpanCursor } from '../../analyses/timeline/SpanCursor';
import type { Bands, Level, Stretch } from '../timelineWords/Bands';
import type { LaneContent } from './Lane';
import type { TimelineLanes } from './TimelineLanes';

/** A band, and the words of its categories. */
interface NamedBand {
  readonly band: Extract<LaneContent, { readonly form: 'band' }>;
  readonly names: readonly string[];
}

type LevelContent = Extract<LaneContent, { readonly form: 'level' }>;

/** The bands of a trace's lanes at full resolution, in the words of the overview. */
export function laneBands(lanes: TimelineLanes): Bands {
  const bandOf = (key: string): NamedBand | undefined => {
    const lane = lanes.find(key);
    const content = lane?.content;
    if (lane === undefined || content?.form !== 'band') return undefined;
    return { band: content, names: lanes.categories[lane.facts.kind] };
  };
  return {
    at: (key, timeNs) => {
      const of = bandOf(key);
      return of && stretchOf(of, of.band.spans.indexAt(Math.floor(timeNs)));
    },
    *between(key, fromNs, toNs) {
      const of = bandOf(key);
      if (of === undefined) return;
      const { spans } = of.band;
      const first = spans.times.countBefore(Math.floor(fromNs) + 1) - 1;
      for (let index = Math.max(0, first); index < spans.length; index++) {
        if (spans.startOf(index) >= toNs) return;
        const stretch = stretchOf(of, index);
        if (stretch !== undefined && stretch.toNs > fromNs) yield stretch;
      }
    },
    sumsNs: (key, fromNs, toNs) => {
      const of = bandOf(key);
      return of === undefined ? new Map() : sumsNs(of, fromNs, toNs);
    },
    marksWithin: (key, fromNs, toNs) => {
      const content = lanes.find(key)?.content;
      if (content?.form !== 'counts') return 0;
      return Math.max(0, content.marks.countBefore(toNs) - content.marks.countBefore(fromNs));
    },
    levelAt: (key, timeNs) => {
      const content = lanes.find(key)?.content;
      return content?.form === 'level' ? levelAt(content, timeNs) : undefined;
    },
    markNear: (key, timeNs, slackNs) => {
      const content = lanes.find(key)?.content;
      return content?.form === 'counts' ? timeNear(content.marks, timeNs, slackNs) : undefined;
    },
  };
}

/** undefined: a gap, or nothing. */
function stretchOf({ band, names }: NamedBand, index: number): Stretch | undefined {
  const { spans, indexOf, tidOf } = band;
  const span = index < 0 ? undefined : spans.spanOf(index);
  if (span === undefined) return undefined;
  const { fromNs, toNs } = span;
  const tid = tidOf?.(index);
  return {
    fromNs,
    toNs,
    category: names[indexOf(span.category)]!,
    tid: tid === undefined || tid < 0 ? undefined : tid,
  };
}

function levelAt({ levels, fromNs, toNs }: LevelContent, timeNs: number): Level | undefined {
  if (timeNs < fromNs || timeNs > toNs) return undefined;
  const { times } = levels;
  const next = times.countBefore(Math.floor(timeNs) + 1);
  const isChanged = next > 0;
  return {
    fromNs: isChanged ? times.timeAt(next - 1) : fromNs,
    toNs: next < times.length ? times.timeAt(next) : toNs,
    level: levels.levelOf(next - 1),
    isChanged,
  };
}

function timeNear(marks: MarkList, timeNs: number, slackNs: number): number | undefined {
  const after = marks.countBefore(timeNs);
  const near = [after, after - 1]
    .filter((index) => index >= 0 && index < marks.length)
    .map((index) => marks.timeOf(index))
    .filter((markNs) => Math.abs(markNs - timeNs) <= slackNs);
  return near.toSorted((a, b) => Math.abs(a - timeNs) - Math.abs(b - timeNs))[0];
}

function sumsNs(
  { band: { spans, indexOf }, names }: NamedBand,
  fromNs: number,
  toNs: number,
): ReadonlyMap<string, number> {
  const passed = new Float64Array(NO_CATEGORY + 1);
  new SpanCursor(spans, fromNs).advance(toNs, passed);
  const sums = new Map<string, number>();
  spans.categories.ids.forEach((id, local) => {
    const name = names[indexOf(id)]!;
    if (passed[local]! > 0) sums.set(name, (sums.get(name) ?? 0) + passed[local]!);
  });
  return sums;
}
