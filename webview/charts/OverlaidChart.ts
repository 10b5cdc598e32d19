import {
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { OverlaidDurations, SpreadDurations } from '../../src/protocol/comparePage';
import { formatCount } from '../format/count';
import { formatShare } from '../format/share';
import { formatDuration, formatRange, type ClockUnit } from '../format/time';
import { logAxis, shareAxis } from './axes';
import { ChartFrame, type DrawnChart } from './ChartFrame';
import { legendStyle, tooltipStyle } from './chartStyle';
import { binStartNs, wholeDecades } from './logBins';
import type { ThemeColors } from './themeColors';

Chart.register(LineController, LineElement, PointElement, LinearScale, Legend, Tooltip);

/** How durations of two runs are spread, over each other on a logarithmic axis: A solid, B dashed. */
export class OverlaidChart {
  private readonly frame: ChartFrame;
  private shown:
    { readonly durations: OverlaidDurations; readonly clockUnit: ClockUnit } | undefined;

  constructor(testId: string) {
    this.frame = new ChartFrame({
      testId,
      kind: 'line',
      drawn: (colors) => {
        if (this.shown === undefined) return undefined;
        const { durations, clockUnit } = this.shown;
        return {
          label: spokenSummary(durations, clockUnit),
          ...drawnDurations(durations, clockUnit, colors),
        };
      },
      picked: () => undefined,
    });
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  show(durations: OverlaidDurations, clockUnit: ClockUnit): void {
    this.shown = { durations, clockUnit };
    this.frame.draw();
  }
}

function drawnDurations(
  { first, a, b }: OverlaidDurations,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): Omit<DrawnChart, 'label'> {
  const line = { borderWidth: 2, pointRadius: 0, stepped: true } as const;
  const { blue, yellow } = colors.hues;
  return {
    datasets: [
      { ...line, label: 'A', data: steps(first, a), borderColor: blue, backgroundColor: blue },
      {
        ...{ ...line, label: 'B', data: steps(first, b), borderDash: [5, 3] },
        ...{ borderColor: yellow, backgroundColor: yellow },
      },
    ],
    options: {
      interaction: { mode: 'index', intersect: false },
      layout: { padding: { top: 4, right: 14 } },
      plugins: {
        legend: legendStyle(2, colors),
        tooltip: {
          ...tooltipStyle(colors),
          callbacks: {
            title: (items) => {
              const bin = first + (items[0]?.dataIndex ?? 0);
              return formatRange(binStartNs(bin), binStartNs(bin + 1), clockUnit);
            },
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${formatShare(parsed.y ?? 0)}`,
          },
        },
      },
      scales: {
        x: logAxis(...wholeDecades(first, first + a.shares.length), clockUnit, colors),
        y: shareAxis(colors),
      },
    },
  };
}

/** Each share from the begin of its bin on; the last one ends at 0. */
function steps(first: number, { shares }: SpreadDurations): { x: number; y: number }[] {
  return [...shares, 0].map((y, index) => ({ x: first + index, y }));
}

function spokenSummary({ what, a, b }: OverlaidDurations, clockUnit: ClockUnit): string {
  const of = (name: string, { total, p50Ns, p99Ns }: SpreadDurations): string =>
    `${name}: ${formatCount(total)}, half of them up to ${formatDuration(p50Ns, clockUnit)}, 99 % up to ${formatDuration(p99Ns, clockUnit)}.`;
  return `Distributions of ${what}. ${of('A', a)} ${of('B', b)} The same numbers are in the table view.`;
}
