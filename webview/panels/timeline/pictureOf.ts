import type { LaneKind, TimelineOverview } from '../../../src/protocol/timeline';
import { hexOf } from '../../timeline/rgb';
import { shownColumns } from '../../timeline/shownColumns';
import type { TimelinePicture } from '../../timeline/TimelinePicture';
import type { LanesView } from './LanesView';

/** What the lanes show now, for a copy of it; undefined: nothing is drawn. */
export function pictureOf(lanes: LanesView): TimelinePicture | undefined {
  const frame = lanes.frame();
  if (frame === undefined) return undefined;
  const { surface, data } = lanes;
  const { viewport, categories } = frame;
  const { palette } = surface;
  const lost = new Uint8Array(viewport.columns);
  for (const { answer, column } of shownColumns(viewport, data.lost(viewport))) {
    column.forEach((at, pixel) => {
      if (at >= 0) lost[pixel] = answer.lost[at]!;
    });
  }
  return {
    window: viewport,
    widthCssPx: surface.widthCssPx,
    heightCssPx: surface.heightCssPx,
    lanes: lanes.drawnLanes().map(({ row, topCssPx, answer }) => ({
      lane: row.lane,
      topCssPx,
      heightCssPx: row.heightCssPx,
      answer,
      looks: wordsOf(row.lane.kind, categories).map((word) => palette.look(row.lane.kind, word)),
    })),
    lost,
    arrows: data.arrows(viewport),
    isFresh: data.isFresh,
    canvas: surface.canvas,
    background: hexOf(palette.colors.background),
    text: hexOf(palette.colors.text),
  };
}

/** A poll window has one look and no categories. */
function wordsOf(kind: LaneKind, categories: TimelineOverview['categories']): readonly string[] {
  return kind === 'window' ? [''] : categories[kind];
}
