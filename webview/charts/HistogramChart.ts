import { BarController, BarElement, Chart, LinearScale, Tooltip } from 'chart.js';
import type { LogBins } from '../../src/protocol/idle';
import { formatCount } from '../format/count';
import { formatDuration, formatRange, type ClockUnit } from '../format/time';
import { countAxis, logAxis } from './axes';
import { ChartFrame, type DrawnChart } from './ChartFrame';
import { tooltipStyle } from './chartStyle';
import { binStartNs, wholeDecades } from './logBins';
import type { ThemeColors } from './themeColors';

Chart.register(BarController, BarElement, LinearScale, Tooltip);

export interface HistogramChartOptions {
  readonly testId: string;
  /** What is counted, as in "Histogram of …". */
  readonly subject: string;
  /** A bar was clicked: its bounds in ns. */
  readonly picked: (fromNs: number, belowNs: number) => void;
}

/** How often durations occurred, on a logarithmic axis. */
export class HistogramChart {
  private readonly frame: ChartFrame;
  private shown: { readonly bins: LogBins; readonly clockUnit: ClockUnit } | undefined;

  constructor({ testId, subject, picked }: HistogramChartOptions) {
    this.frame = new ChartFrame({
      testId,
      kind: 'bar',
      drawn: (colors) => {
        if (this.shown === undefined) return undefined;
        const { bins, clockUnit } = this.shown;
        const label = spokenSummary(subject, bins, clockUnit);
        return { label, ...drawnBins(bins, clockUnit, colors) };
      },
      picked: (axisValue) => {
        const bin = Math.floor(axisValue);
        const { first, counts } = this.shown!.bins;
        if (counts[bin - first]) picked(binStartNs(bin), binStartNs(bin + 1));
      },
    });
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  show(bins: LogBins, clockUnit: ClockUnit): void {
    this.shown = { bins, clockUnit };
    this.frame.draw();
  }
}

function drawnBins(
  { first, counts }: LogBins,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): Omit<DrawnChart, 'label'> {
  return {
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
    options: {
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
              return formatRange(binStartNs(bin), binStartNs(bin + 1), clockUnit);
            },
            label: (item) => formatCount(item.parsed.y ?? 0),
          },
        },
      },
      scales: {
        x: logAxis(...wholeDecades(first, first + counts.length), clockUnit, colors),
        y: countAxis(colors),
      },
    },
  };
}

function spokenSummary(subject: string, bins: LogBins, clockUnit: ClockUnit): string {
  const { counts, p50Ns, p99Ns } = bins;
  if (p50Ns === null || p99Ns === null) return `Histogram of ${subject}: nothing is counted.`;
  const total = counts.reduce((sum, count) => sum + count, 0);
  return `Histogram of ${subject}: ${formatCount(total)}, half of them up to ${formatDuration(p50Ns, clockUnit)}, 99 % up to ${formatDuration(p99Ns, clockUnit)}. The same numbers are in the table view.`;
}
