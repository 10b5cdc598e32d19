import type { ShownBins } from '../../base/CountsOverTime';
import { hexOfSigned } from '../../base/signedAddress';
import type { SourceFrame } from '../../symbols/LineTable';
import { hotGroups } from './hotGroups';
import type { HotGrouping } from '../../protocol/code';
import type { HotGroup } from './hotGroups';
import type { HotSource } from './HotSource';
import { imageRows } from './imageRows';
import { imagesJson } from './imagesJson';

/** Of the trace, in which a row tells how its happenings are spread. */
const BINS = 32;

/** docs/hot.schema.json describes it; outside checks rely on it. */
export function hotJson(source: HotSource, by: HotGrouping): unknown {
  const { fromNs, lastNs } = source;
  const shown = { fromNs, binNs: Math.max(1, Math.ceil((lastNs - fromNs) / BINS)), bins: BINS };
  return {
    schema: 'exitscope.hot/1',
    of: source.of,
    by,
    images: imagesJson(imageRows(source.symbols)),
    over_time: { from_ns: shown.fromNs, bin_ns: shown.binNs, bins: shown.bins },
    rows: hotGroups(source, by).map((group) => rowJson(group, shown)),
    others: { count: source.othersCount, total_ns: source.othersNs },
    without_rip: source.withoutRip,
    elsewhere: source.elsewhere,
    lack: source.lack,
  };
}

function rowJson(group: HotGroup, shown: ShownBins): unknown {
  const { durations, frames } = group;
  const summary = durations.summary();
  return {
    vm: group.vm,
    reason: group.reason ?? null,
    rip: group.rip === undefined ? null : hexOfSigned(group.rip),
    symbol: group.symbol ?? null,
    offset: group.offset ?? null,
    module: group.module ?? null,
    file: frames[0]?.file ?? null,
    line: frames[0]?.line ?? null,
    frames: framesJson(frames),
    count: group.count,
    total_ns: durations.totalNs,
    paired: durations.count,
    p50_ns: summary?.p50Ns ?? null,
    p99_ns: summary?.p99Ns ?? null,
    max_ns: summary === undefined ? null : durations.maxNs,
    vcpus: group.vcpus,
    first_ns: group.firstNs,
    last_ns: group.lastNs,
    over_time: [...group.overTime.inBins(shown)],
    wakeups: group.wakeups ?? null,
    instructions: group.instructions,
  };
}

/** Innermost inlined function first, as `addr2line -i -f` prints them. */
export function framesJson(frames: readonly SourceFrame[]): readonly unknown[] {
  return frames.map((frame) => ({
    function: frame.function ?? null,
    file: frame.file ?? null,
    line: frame.line ?? null,
    column: frame.column ?? null,
  }));
}
