import type { LaneColumns, LaneKind, TimelineLane } from '../../../../src/protocol/timeline';
import type { CategoryLook } from '../../../../webview/timeline/categoryLooks';
import type { PicturedColumns } from '../../../../webview/timeline/export/PicturedColumns';
import type { PicturedLane } from '../../../../webview/timeline/TimelinePicture';

/** The looks of a lane's categories, a colour each. */
export function looksOf(titles: readonly string[]): readonly CategoryLook[] {
  return titles.map((title, at) => ({
    title,
    color: `#0000${(at + 16).toString(16)}`,
    pattern: 'solid',
  }));
}

/** A lane of the vCPU 1 of a VM, 20 pixels high. */
export function picturedLane(
  kind: LaneKind,
  columns: LaneColumns,
  looks: readonly CategoryLook[],
  members: Partial<TimelineLane> = {},
): PicturedLane {
  const lane = {
    key: columns.key,
    kind,
    label: 'vCPU 1',
    vm: 0,
    vcpu: 1,
    hostCpu: null,
    source: null,
    gpa: null,
  };
  const size = columns.form === 'level' ? columns.low.length : columns.counts.length;
  return {
    lane: { ...lane, ...members },
    ...{ topCssPx: 0, heightCssPx: 20, looks },
    answer: { window: { fromNs: 0, columnNs: 10, columns: size }, columns },
  };
}

/** Lanes in a view that is one pixel a column, from the first event on. */
export function pictured(lanes: readonly PicturedLane[], columns: number): PicturedColumns {
  return {
    window: { fromNs: 0, columnNs: 10, columns },
    widthCssPx: columns,
    heightCssPx: 20 * lanes.length,
    lanes: lanes.map((lane, at) => ({ ...lane, topCssPx: 20 * at })),
    lost: new Uint8Array(columns),
    arrows: undefined,
    ...{ background: '#ffffff', text: '#000000' },
  };
}

/** Rectangles of a path that was written by `RectPath`. */
export function rectsOf(
  d: string,
): readonly { readonly x: number; readonly y: number; readonly w: number; readonly h: number }[] {
  return [...d.matchAll(/M([\d.-]+) ([\d.-]+)h([\d.]+)v([\d.]+)h-[\d.]+z/g)].map((match) => {
    const [x, y, w, h] = match.slice(1).map(Number) as [number, number, number, number];
    return { x, y, w, h };
  });
}
