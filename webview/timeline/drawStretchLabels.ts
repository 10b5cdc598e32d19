import type { TimelineOverview } from '../../src/protocol/timeline';
import { mapColumns } from './mapColumns';
import type { PaintedLane } from './LanePainter';
import type { OverlayGround } from './OverlayGround';
import type { Palette } from './Palette';
import { categoryRuns } from './categoryRuns';
import type { TimelineData } from './TimelineData';
import type { Viewport } from './viewport';

/** Words fit into stretches from this on. */
const LEAST_CSS_PX = 44;
const LEAST_HEIGHT_CSS_PX = 15;
const PAD_CSS_PX = 3;
const PLATE_CSS_PX = 13;

/** What long stretches are, in words on them: of lanes that are high enough. */
export function drawStretchLabels(
  { context, scale, colors }: OverlayGround,
  viewport: Viewport,
  lanes: readonly PaintedLane[],
  categories: TimelineOverview['categories'],
  palette: Palette,
  data: Pick<TimelineData, 'answersOf'>,
): void {
  context.font = colors.font;
  context.textBaseline = 'middle';
  const pad = PAD_CSS_PX * scale;
  const plate = Math.round(PLATE_CSS_PX * scale);
  const widths = new Map<string, number>();
  for (const { lane, topPx, heightPx } of lanes) {
    if (heightPx < LEAST_HEIGHT_CSS_PX * scale) continue;
    const answer = data.answersOf(lane.key, viewport).at(-1);
    if (answer?.columns.form !== 'band') continue;
    const column = mapColumns(viewport, answer.window);
    for (const run of categoryRuns(answer.columns, column, LEAST_CSS_PX * scale)) {
      const { title } = palette.look(lane.kind, categories[lane.kind][run.category] ?? '');
      const width = widths.get(title) ?? context.measureText(title).width;
      widths.set(title, width);
      if (width + 4 * pad > run.endPx - run.fromPx) continue;
      const left = Math.round(run.fromPx + 2 * pad);
      const middle = topPx + heightPx / 2;
      context.fillStyle = colors.background;
      context.fillRect(left - pad, Math.round(middle - plate / 2), width + 2 * pad, plate);
      context.fillStyle = colors.text;
      context.fillText(title, left, middle);
    }
  }
}
