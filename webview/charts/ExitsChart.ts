import { BarController, BarElement, Chart, Legend, LinearScale, Tooltip } from 'chart.js';
import type { ExitsOverTime } from '../../src/protocol/exits';
import { formatCount } from '../format/count';
import { formatRange, type ClockUnit } from '../format/time';
import { countAxis, timeAxis } from './axes';
import { ChartFrame, type DrawnChart } from './ChartFrame';
import { legendStyle, tooltipStyle } from './chartStyle';
import { classSeries, type ClassSeries } from './classSeries';
import { fillOf } from './fillOf';
import type { ThemeColors } from './themeColors';

Chart.register(BarController, BarElement, LinearScale, Tooltip, Legend);

export interface ExitsChartOptions {
  /** A bar was clicked: the time its bin starts. */
  readonly picked: (timeNs: number) => void;
}

/** Stacked bars: exits per bin of trace time, by class. */
export class ExitsChart {
  private readonly frame: ChartFrame;
  private shown: { readonly exits: ExitsOverTime; readonly clockUnit: ClockUnit } | undefined;

  constructor(options: ExitsChartOptions) {
    this.frame = new ChartFrame({
      testId: 'exits-chart',
      kind: 'bar',
      drawn: (colors) => this.shown && drawnExits(this.shown.exits, this.shown.clockUnit, colors),
      picked: (timeNs) => {
        const { fromNs, binNs } = this.shown!.exits;
        options.picked(fromNs + Math.floor((timeNs - fromNs) / binNs) * binNs);
      },
    });
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  show(exits: ExitsOverTime, clockUnit: ClockUnit): void {
    this.shown = { exits, clockUnit };
    this.frame.draw();
  }
}

function drawnExits(exits: ExitsOverTime, clockUnit: ClockUnit, colors: ThemeColors): DrawnChart {
  const { fromNs, binNs, bins } = exits;
  const series = classSeries(exits);
  return {
    label: spokenSummary(series),
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
    options: {
      interaction: { mode: 'index', intersect: false },
      layout: { padding: { top: 2, right: 14 } },
      plugins: {
        legend: legendStyle(10, colors),
        tooltip: {
          ...tooltipStyle(colors),
          filter: (item) => item.parsed.y !== 0,
          callbacks: {
            title: (items) => {
              const startNs = fromNs + (items[0]?.dataIndex ?? 0) * binNs;
              return formatRange(startNs, startNs + binNs, clockUnit);
            },
            label: (item) => ` ${item.dataset.label ?? ''}: ${formatCount(item.parsed.y ?? 0)}`,
          },
        },
      },
      scales: {
        x: { ...timeAxis(fromNs, fromNs + bins * binNs, clockUnit, colors), stacked: true },
        y: { ...countAxis(colors), stacked: true },
      },
    },
  };
}

function spokenSummary(series: readonly ClassSeries[]): string {
  const classes = series.map(({ style, total }) => `${style.className} ${formatCount(total)}`);
  return `Exits over time by class: ${classes.join(', ') || 'none'}. The same numbers are in the table view.`;
}
