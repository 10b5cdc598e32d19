import { Chart, type ChartConfiguration } from 'chart.js';
import { element } from '../dom/element';
import { onThemeChange, readThemeColors, type ThemeColors } from './themeColors';

export type ChartKind = 'bar' | 'line';
type Point = { readonly x: number; readonly y: number };
type Configuration = ChartConfiguration<ChartKind, Point[]>;

/** What a chart shows, in the colours of the theme. */
export interface DrawnChart {
  /** The picture in words, for those who cannot see it. */
  readonly label: string;
  readonly datasets: Configuration['data']['datasets'];
  readonly options: NonNullable<Configuration['options']>;
}

export interface ChartFrameOptions {
  readonly testId: string;
  readonly kind: ChartKind;
  /** undefined: there is nothing to show yet. */
  readonly drawn: (colors: ThemeColors) => DrawnChart | undefined;
  /** The chart was clicked, at this place of its horizontal axis. */
  readonly picked: (axisValue: number) => void;
}

/** The canvas of a chart: drawn anew when the theme changes; clicks on it are told by its horizontal axis. */
export class ChartFrame {
  readonly root: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private chart: Chart<ChartKind, Point[]> | undefined;

  constructor(private readonly options: ChartFrameOptions) {
    this.canvas = element('canvas', { role: 'img', 'data-testid': options.testId });
    this.root = element('div', { class: 'chart' }, this.canvas);
    onThemeChange(() => {
      this.draw();
    });
  }

  draw(): void {
    const drawn = this.options.drawn(readThemeColors());
    if (drawn === undefined) return;
    this.canvas.setAttribute('aria-label', drawn.label);
    const data = { datasets: drawn.datasets };
    const options: Configuration['options'] = {
      ...drawn.options,
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      onClick: ({ x }) => {
        this.pick(x);
      },
    };
    if (this.chart === undefined) {
      this.chart = new Chart(this.canvas, { type: this.options.kind, data, options });
      return;
    }
    this.chart.data = data;
    this.chart.options = options;
    this.chart.update();
  }

  private pick(canvasCssPx: number | null): void {
    const scale = this.chart?.scales['x'];
    if (scale === undefined || canvasCssPx === null) return;
    const value = scale.getValueForPixel(canvasCssPx);
    if (value !== undefined && value >= scale.min && value <= scale.max) this.options.picked(value);
  }
}
