import {
  BarController,
  BarElement,
  Chart,
  LinearScale,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import type { LogBins } from '../../src/protocol/idle';
import { element } from '../dom/element';
import { formatCount } from '../format/count';
import { formatDuration, type ClockUnit } from '../format/time';
import { fontOf, tooltipStyle } from './chartStyle';
import { binStartNs, decades } from './logBins';
import { durationTickLabel } from './timeTicks';
import { onThemeChange, readThemeColors, type ThemeColors } from './themeColors';

Chart.register(BarController, BarElement, LinearScale, Tooltip);

export interface HistogramChartOptions {
  readonly testId: string;
  /** What is counted, as in "Histogram of …". */
  readonly subject: string;
  /** A bar was clicked: its bounds in ns. */
  readonly picked: (fromNs: number, belowNs: number) => void;
}

type BarPoint = { readonly x: number; readonly y: number };
type BarConfiguration = ChartConfiguration<'bar', BarPoint[]>;

/** How often durations occurred, on a logarithmic axis. */
export class HistogramChart {
  readonly root: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private chart: Chart<'bar', BarPoint[]> | undefined;
  private shown: { readonly bins: LogBins; readonly clockUnit: ClockUnit } | undefined;

  constructor(private readonly options: HistogramChartOptions) {
    this.canvas = element('canvas', { role: 'img', 'data-testid': options.testId });
    this.root = element('div', { class: 'chart' }, this.canvas);
    onThemeChange(() => {
      this.draw();
    });
  }

  show(bins: LogBins, clockUnit: ClockUnit): void {
    this.shown = { bins, clockUnit };
    this.draw();
  }

  private draw(): void {
    if (this.shown === undefined) return;
    const { bins, clockUnit } = this.shown;
    this.canvas.setAttribute('aria-label', this.spokenSummary(bins, clockUnit));
    const { data, options } = configuration(bins, clockUnit, readThemeColors());
    const clickable = { ...options, onClick: ({ x }: { x: number | null }) => this.pick(x) };
    if (this.chart === undefined) {
      this.chart = new Chart(this.canvas, { type: 'bar', data, options: clickable });
      return;
    }
    this.chart.data = data;
    this.chart.options = clickable;
    this.chart.update();
  }

  private pick(canvasCssPx: number | null): void {
    const scale = this.chart?.scales['x'];
    if (this.shown === undefined || scale === undefined || canvasCssPx === null) return;
    const bin = Math.floor(scale.getValueForPixel(canvasCssPx) ?? NaN);
    const { first, counts } = this.shown.bins;
    if (counts[bin - first]) this.options.picked(binStartNs(bin), binStartNs(bin + 1));
  }

  private spokenSummary({ counts, p50Ns, p99Ns }: LogBins, clockUnit: ClockUnit): string {
    const { subject } = this.options;
    if (p50Ns === null || p99Ns === null) return `Histogram of ${subject}: nothing is counted.`;
    const total = counts.reduce((sum, count) => sum + count, 0);
    return `Histogram of ${subject}: ${formatCount(total)}, half of them up to ${formatDuration(p50Ns, clockUnit)}, 99 % up to ${formatDuration(p99Ns, clockUnit)}. The same numbers are in the table view.`;
  }
}

function configuration(
  { first, counts }: LogBins,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): Required<Pick<BarConfiguration, 'data' | 'options'>> {
  const below = first + counts.length;
  const font = fontOf(colors);
  return {
    data: {
      datasets: [
        {
          data: Array.from(counts, (y, index) => ({ x: first + index + 0.5, y })),
          backgroundColor: colors.hues.blue,
          barPercentage: 1,
          categoryPercentage: 1,
          // Few of many must stay visible.
          minBarLength: 2,
        },
      ],
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      interaction: { mode: 'index', intersect: false },
      layout: { padding: { top: 4, right: 14 } },
      plugins: {
        legend: { display: false },
        tooltip: {
          ...tooltipStyle(colors),
          displayColors: false,
          filter: (item) => item.parsed.y !== 0,
          callbacks: {
            title: (items) => {
              const bin = first + (items[0]?.dataIndex ?? 0);
              return `${formatDuration(binStartNs(bin), clockUnit)} – ${formatDuration(binStartNs(bin + 1), clockUnit)}`;
            },
            label: (item) => formatCount(item.parsed.y ?? 0),
          },
        },
      },
      scales: {
        x: {
          type: 'linear',
          offset: false,
          // Whole decades, so that pictures of two selections can be compared.
          min: Math.floor(first / 10) * 10,
          max: Math.ceil(Math.max(below, first + 1) / 10) * 10,
          grid: { color: colors.gridLine, offset: false },
          border: { color: colors.gridLine },
          ticks: {
            color: colors.text,
            font,
            maxRotation: 0,
            callback: (value) => durationTickLabel(binStartNs(Number(value)), clockUnit),
          },
          afterBuildTicks: (axis) => {
            axis.ticks = decades(axis.min, axis.max).map((value) => ({ value }));
          },
        },
        y: {
          beginAtZero: true,
          grid: { color: colors.gridLine },
          border: { display: false },
          ticks: {
            color: colors.text,
            font,
            precision: 0,
            maxTicksLimit: 5,
            callback: (value) => formatCount(Number(value)),
          },
        },
      },
    },
  };
}
