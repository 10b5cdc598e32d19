import {
  BarController,
  BarElement,
  Chart,
  Legend,
  LinearScale,
  Tooltip,
  type ChartConfiguration,
  type TooltipItem,
} from 'chart.js';
import type { ExitsOverTime } from '../../src/protocol/requests';
import { element } from '../dom/element';
import { formatCount } from '../format/count';
import { formatDuration, type ClockUnit } from '../format/time';
import { fontOf, tooltipStyle } from './chartStyle';
import { classSeries, type ClassSeries } from './classSeries';
import { fillOf } from './fillOf';
import { onThemeChange, readThemeColors, type ThemeColors } from './themeColors';
import { timeTickLabel, timeTicks } from './timeTicks';

Chart.register(BarController, BarElement, LinearScale, Tooltip, Legend);

export interface ExitsChartOptions {
  /** A bar was clicked: the time its bin starts. */
  readonly picked: (timeNs: number) => void;
}

type BarPoint = { readonly x: number; readonly y: number };
type BarConfiguration = ChartConfiguration<'bar', BarPoint[]>;

const cssPxPerTick = 64;

/** Stacked bars: exits per bin of trace time, by class. */
export class ExitsChart {
  readonly root: HTMLElement;
  private readonly canvas: HTMLCanvasElement;
  private chart: Chart<'bar', BarPoint[]> | undefined;
  private shown: { readonly exits: ExitsOverTime; readonly clockUnit: ClockUnit } | undefined;

  constructor(private readonly options: ExitsChartOptions) {
    this.canvas = element('canvas', { role: 'img', 'data-testid': 'exits-chart' });
    this.root = element('div', { class: 'chart' }, this.canvas);
    onThemeChange(() => {
      this.draw();
    });
  }

  show(exits: ExitsOverTime, clockUnit: ClockUnit): void {
    this.shown = { exits, clockUnit };
    this.draw();
  }

  private draw(): void {
    if (this.shown === undefined) return;
    const { exits, clockUnit } = this.shown;
    const series = classSeries(exits);
    this.canvas.setAttribute('aria-label', spokenSummary(series));
    const { data, options } = configuration(exits, series, clockUnit, readThemeColors());
    if (this.chart === undefined) {
      this.chart = new Chart(this.canvas, {
        type: 'bar',
        data,
        options: { ...options, onClick: ({ x }) => this.pick(x) },
      });
      return;
    }
    this.chart.data = data;
    this.chart.options = { ...options, onClick: ({ x }) => this.pick(x) };
    this.chart.update();
  }

  private pick(canvasCssPx: number | null): void {
    const scale = this.chart?.scales['x'];
    if (this.shown === undefined || scale === undefined || canvasCssPx === null) return;
    const timeNs = scale.getValueForPixel(canvasCssPx);
    if (timeNs === undefined || timeNs < scale.min || timeNs > scale.max) return;
    const { fromNs, binNs } = this.shown.exits;
    this.options.picked(fromNs + Math.floor((timeNs - fromNs) / binNs) * binNs);
  }
}

function spokenSummary(series: readonly ClassSeries[]): string {
  const classes = series.map(({ style, total }) => `${style.className} ${formatCount(total)}`);
  return `Exits over time by class: ${classes.join(', ') || 'none'}. The same numbers are in the table view.`;
}

function configuration(
  exits: ExitsOverTime,
  series: readonly ClassSeries[],
  clockUnit: ClockUnit,
  colors: ThemeColors,
): Required<Pick<BarConfiguration, 'data' | 'options'>> {
  const { fromNs, binNs, bins } = exits;
  const endNs = fromNs + bins * binNs;
  const font = fontOf(colors);
  const rangeText = (items: readonly TooltipItem<'bar'>[]): string => {
    const bin = items[0]?.dataIndex ?? 0;
    const startNs = fromNs + bin * binNs;
    return `${formatDuration(startNs, clockUnit)} – ${formatDuration(startNs + binNs, clockUnit)}`;
  };
  return {
    data: {
      datasets: series.map(({ style, counts }) => ({
        label: style.className,
        data: Array.from(counts, (y, bin) => ({ x: fromNs + (bin + 0.5) * binNs, y })),
        backgroundColor: fillOf(style, colors),
        borderColor: colors.hues[style.hue],
        borderWidth: style.fill === 'solid' ? 0 : { top: 1, left: 0, right: 0, bottom: 0 },
        barPercentage: 1,
        categoryPercentage: 1,
        // Bars meet between device pixels: without a bit of overlap the seams show.
        inflateAmount: 0.5,
      })),
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      interaction: { mode: 'index', intersect: false },
      layout: { padding: { top: 2, right: 14 } },
      plugins: {
        legend: {
          align: 'start',
          // The legend only explains: a class hidden by a stray click would make the picture untrue.
          onClick: () => undefined,
          labels: { color: colors.text, font, boxWidth: 12, boxHeight: 10, padding: 8 },
        },
        tooltip: {
          ...tooltipStyle(colors),
          filter: (item) => item.parsed.y !== 0,
          callbacks: {
            title: rangeText,
            label: (item) => ` ${item.dataset.label ?? ''}: ${formatCount(item.parsed.y ?? 0)}`,
          },
        },
      },
      scales: {
        x: {
          type: 'linear',
          stacked: true,
          offset: false,
          min: fromNs,
          max: endNs,
          grid: { display: false, offset: false },
          border: { color: colors.gridLine },
          ticks: {
            color: colors.text,
            font,
            maxRotation: 0,
            callback: (value, _index, ticks) =>
              timeTickLabel(
                Number(value),
                ticks.map((tick) => tick.value),
                clockUnit,
              ),
          },
          afterBuildTicks: (axis) => {
            const most = Math.max(2, Math.floor(axis.chart.width / cssPxPerTick));
            axis.ticks = timeTicks(fromNs, endNs, most).map((value) => ({ value }));
          },
        },
        y: {
          stacked: true,
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
