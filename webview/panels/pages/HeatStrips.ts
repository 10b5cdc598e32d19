import type { PageRow } from '../../../src/protocol/pages';
import { DeviceCanvases } from '../../charts/DeviceCanvases';
import { binAt, paintHeat } from '../../charts/paintHeat';
import { formatCount } from '../../format/count';
import type { TimeBins } from './PagesContext';

export interface HeatStripsOptions {
  /** A place was clicked: the bin under it. */
  readonly picked: (row: PageRow, bin: number) => void;
}

/** Small pictures of pages' faults over time, one a row of the table. */
export class HeatStrips {
  private readonly canvases = new DeviceCanvases();

  constructor(private readonly options: HeatStripsOptions) {}

  strip(row: PageRow, { bins }: Pick<TimeBins, 'bins'>): HTMLCanvasElement {
    const most = Math.max(1, ...row.overTime);
    const canvas = this.canvases.add(
      {
        class: 'heat-strip',
        role: 'img',
        'aria-label': `Faults over time, at most ${formatCount(most)} in one of ${bins} parts of the trace`,
      },
      (ground) => {
        const { context, widthPx, heightPx, scale, colors } = ground;
        const linePx = Math.max(1, Math.round(scale));
        context.fillStyle = colors.gridLine;
        context.fillRect(0, heightPx - linePx, widthPx, linePx);
        const box = { leftPx: 0, topPx: 0, widthPx, heightPx: heightPx - linePx };
        paintHeat(ground, row.overTime, most, box);
      },
    );
    canvas.addEventListener('click', ({ offsetX }) => {
      this.options.picked(row, binAt(offsetX / canvas.clientWidth, bins));
    });
    return canvas;
  }

  /** The rows are built anew. */
  clear(): void {
    this.canvases.clear();
  }
}
