import { BarController, BarElement, Chart, LinearScale, Tooltip } from 'chart.js';
import { formatCount } from '../format/count';
import { formatRange, type ClockUnit } from '../format/time';
import { countAxis, timeAxis } from './axes';
import { ChartFrame, type DrawnChart } from './ChartFrame';
import { tooltipStyle } from './chartStyle';
import { heatHue } from './paintHeat';
import type { ThemeColors } from './themeColors';

Chart.register(BarController, BarElement, LinearScale, Tooltip);

/** Counts in bins of trace time. */
export interface CountsOverTime {
  readonly fromNs: number;
  readonly binNs: number;
  readonly counts: Uint32Array;
}

/** Bars: faults per bin of trace time. */
export class FaultsChart {
  private readonly frame: ChartFrame;
  private shown: { readonly of: CountsOverTime; readonly clockUnit: ClockUnit } | undefined;

  /** `picked`: a bin was clicked that has faults. */
  constructor(picked: (bin: number) => void) {
    this.frame = new ChartFrame({
      testId: 'faults-chart',
      kind: 'bar',
      drawn: (colors) => this.shown && drawnFaults(this.shown.of, this.shown.clockUnit, colors),
      picked: (timeNs) => {
        const { fromNs, binNs, counts } = this.shown!.of;
        const bin = Math.floor((timeNs - fromNs) / binNs);
        if (counts[bin]) picked(bin);
      },
    });
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  show(of: CountsOverTime, clockUnit: ClockUnit): void {
    this.shown = { of, clockUnit };
    this.frame.draw();
  }
}

function drawnFaults(
  { fromNs, binNs, counts }: CountsOverTime,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): DrawnChart {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const points = Array.from(counts, (y, bin) => ({ x: fromNs + (bin + 0.5) * binNs, y })).filter(
    // An empty bin has no bar, not even the shortest.
    ({ y }) => y > 0,
  );
  return {
    label: `Faults of the page over time: ${formatCount(total)}. The list of faults holds them one by one.`,
    datasets: [
      {
        data: points,
        backgroundColor: colors.hues[heatHue],
        barPercentage: 1,
        categoryPercentage: 1,
        inflateAmount: 0.5,
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
          callbacks: {
            title: (items) => {
              const middleNs = items[0]?.parsed.x ?? fromNs;
              return formatRange(middleNs - binNs / 2, middleNs + binNs / 2, clockUnit);
            },
            label: (item) => formatCount(item.parsed.y ?? 0),
          },
        },
      },
      scales: {
        x: timeAxis(fromNs, fromNs + counts.length * binNs, clockUnit, colors),
        y: countAxis(colors),
      },
    },
  };
}
