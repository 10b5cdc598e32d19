import { element } from '../dom/element';
import type { ClockUnit } from '../format/time';
import { fontOf } from './chartStyle';
import { DeviceCanvases, type Ground } from './DeviceCanvases';
import { binAt, paintHeat } from './paintHeat';
import { timeTickLabel, timeTicks } from './timeTicks';

/** As in styles/pages.css. */
const rowCssPx = 14;
const axisCssPx = 18;
const labelCssPx = 118;
const cssPxPerTick = 90;

export interface HeatRow {
  readonly label: string;
  readonly counts: Uint32Array;
}

export interface HeatContent {
  readonly rows: readonly HeatRow[];
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
  readonly clockUnit: ClockUnit;
  /** In words, for those who cannot see it. */
  readonly summary: string;
}

export interface HeatCell {
  readonly row: number;
  readonly bin: number;
}

export interface HeatMapOptions {
  readonly testId: string;
  /** What a cell shows, in words. */
  readonly cellText: (cell: HeatCell) => string;
  readonly picked: (cell: HeatCell) => void;
}

/** Rows of counts over time. A cell is picked by a click, or by arrow keys and Enter. */
export class HeatMap {
  readonly root: HTMLElement;
  private readonly canvases = new DeviceCanvases();
  private readonly canvas: HTMLCanvasElement;
  private readonly told = element('p', { class: 'heat-told status', role: 'status' });
  private content: HeatContent | undefined;
  private cursor: HeatCell | undefined;

  constructor(private readonly options: HeatMapOptions) {
    this.canvas = this.canvases.add({ 'aria-hidden': 'true' }, (ground) => {
      this.paint(ground);
    });
    this.root = element(
      'div',
      { class: 'heat-map', role: 'group', tabindex: '0', 'data-testid': options.testId },
      this.canvas,
      this.told,
    );
    this.root.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    this.root.addEventListener('blur', () => {
      this.moveTo(undefined);
    });
    this.canvas.addEventListener('pointermove', (event) => {
      this.moveTo(this.cellAt(event));
    });
    this.canvas.addEventListener('pointerleave', () => {
      this.moveTo(undefined);
    });
    this.canvas.addEventListener('click', (event) => {
      const cell = this.cellAt(event);
      if (cell !== undefined) options.picked(cell);
    });
  }

  show(content: HeatContent): void {
    this.content = content;
    this.root.setAttribute('aria-label', content.summary);
    this.canvas.style.height = `${content.rows.length * rowCssPx + axisCssPx}px`;
    this.cursor = undefined;
    this.told.textContent = '';
    this.canvases.repaint();
  }

  private paint(ground: Ground): void {
    const { content } = this;
    if (content === undefined) return;
    const { rows, bins } = content;
    const { context, widthPx, scale, colors } = ground;
    const leftPx = Math.round(labelCssPx * scale);
    const rowPx = Math.round(rowCssPx * scale);
    const gapPx = Math.max(1, Math.round(scale));
    const plotPx = widthPx - leftPx;
    const most = rows.reduce((max, { counts }) => Math.max(max, ...counts), 1);
    const { family, size } = fontOf(colors);
    context.font = `${Math.round(size * scale)}px ${family}`;
    context.textBaseline = 'middle';
    rows.forEach(({ label, counts }, row) => {
      const topPx = row * rowPx;
      context.fillStyle = colors.text;
      context.fillText(label, 0, topPx + rowPx / 2, leftPx - gapPx * 4);
      context.fillStyle = colors.gridLine;
      context.fillRect(leftPx, topPx + rowPx - gapPx, plotPx, gapPx);
      const box = { leftPx, topPx, widthPx: plotPx, heightPx: rowPx - gapPx };
      paintHeat(ground, counts, most, box);
    });
    this.paintAxis(ground, content, leftPx, rows.length * rowPx);
    if (this.cursor !== undefined) {
      const { row, bin } = this.cursor;
      context.strokeStyle = colors.focus;
      context.lineWidth = gapPx;
      const fromPx = Math.round((bin * plotPx) / bins);
      const endPx = Math.round(((bin + 1) * plotPx) / bins);
      context.strokeRect(
        leftPx + fromPx - gapPx / 2,
        row * rowPx - gapPx / 2,
        Math.max(gapPx, endPx - fromPx) + gapPx,
        rowPx,
      );
    }
  }

  private paintAxis(
    { context, widthPx, scale, colors }: Ground,
    { fromNs, binNs, bins, clockUnit }: HeatContent,
    leftPx: number,
    topPx: number,
  ): void {
    const plotPx = widthPx - leftPx;
    const spanNs = bins * binNs;
    if (spanNs === 0) return;
    const most = Math.max(2, Math.floor(plotPx / scale / cssPxPerTick));
    const ticks = timeTicks(fromNs, fromNs + spanNs, most);
    context.fillStyle = colors.text;
    for (const tickNs of ticks) {
      const label = timeTickLabel(tickNs, ticks, clockUnit);
      const halfPx = context.measureText(label).width / 2;
      const atPx = leftPx + ((tickNs - fromNs) / spanNs) * plotPx;
      const placedPx = Math.min(widthPx - 2 * halfPx, Math.max(leftPx, atPx - halfPx));
      context.fillText(label, Math.round(placedPx), topPx + (axisCssPx * scale) / 2);
    }
  }

  private cellAt({ offsetX, offsetY }: MouseEvent): HeatCell | undefined {
    const { content } = this;
    if (content === undefined) return undefined;
    const row = Math.floor(offsetY / rowCssPx);
    if (offsetX < labelCssPx || row < 0 || row >= content.rows.length) return undefined;
    const share = (offsetX - labelCssPx) / (this.canvas.clientWidth - labelCssPx);
    return { row, bin: binAt(share, content.bins) };
  }

  private pressKey(event: KeyboardEvent): void {
    const { content } = this;
    if (content === undefined || content.rows.length === 0) return;
    const { row, bin } = this.cursor ?? { row: 0, bin: 0 };
    const isFirst = this.cursor === undefined;
    const last = { row: content.rows.length - 1, bin: content.bins - 1 };
    switch (event.key) {
      case 'ArrowLeft':
        this.moveTo({ row, bin: Math.max(0, bin - 1) });
        break;
      case 'ArrowRight':
        this.moveTo({ row, bin: isFirst ? bin : Math.min(last.bin, bin + 1) });
        break;
      case 'ArrowUp':
        this.moveTo({ row: Math.max(0, row - 1), bin });
        break;
      case 'ArrowDown':
        this.moveTo({ row: isFirst ? row : Math.min(last.row, row + 1), bin });
        break;
      case 'Home':
        this.moveTo({ row, bin: 0 });
        break;
      case 'End':
        this.moveTo({ row, bin: last.bin });
        break;
      case 'Enter':
        if (this.cursor !== undefined) this.options.picked(this.cursor);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private moveTo(cell: HeatCell | undefined): void {
    if (cell?.row === this.cursor?.row && cell?.bin === this.cursor?.bin) return;
    this.cursor = cell;
    this.told.textContent = cell === undefined ? '' : this.options.cellText(cell);
    this.canvases.repaint();
  }
}
