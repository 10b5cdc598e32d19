import {
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
} from 'chart.js';
import type { IdleHistograms } from '../../src/protocol/idle';
import { formatDuration, type ClockUnit } from '../format/time';
import { durationAxis, timeAxis } from './axes';
import { ChartFrame, type DrawnChart } from './ChartFrame';
import { legendStyle, tooltipStyle } from './chartStyle';
import type { Hue } from './classStyles';
import type { ThemeColors } from './themeColors';

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip, Legend);

export type PollWindows = Pick<IdleHistograms, 'fromNs' | 'binNs' | 'windows'>;

const hues: readonly Hue[] = ['blue', 'yellow', 'green', 'purple', 'red', 'foreground'];
/** Second and later rounds of the hues are told apart by dashes. */
const dashes: readonly number[][] = [[], [5, 3], [2, 2]];

/** How long the host polls before it lets a halted vCPU sleep, over time. */
export class PollWindowChart {
  private readonly frame: ChartFrame;
  private shown: { readonly of: PollWindows; readonly clockUnit: ClockUnit } | undefined;

  /** `picked`: a time was clicked. */
  constructor(picked: (timeNs: number) => void) {
    this.frame = new ChartFrame({
      testId: 'poll-windows',
      kind: 'line',
      drawn: (colors) => this.shown && drawnWindows(this.shown.of, this.shown.clockUnit, colors),
      picked,
    });
  }

  get root(): HTMLElement {
    return this.frame.root;
  }

  show(of: PollWindows, clockUnit: ClockUnit): void {
    this.shown = { of, clockUnit };
    this.frame.draw();
  }
}

function drawnWindows(
  { fromNs, binNs, windows }: PollWindows,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): DrawnChart {
  const bins = windows[0]?.largestNs.length ?? 0;
  return {
    label: spokenSummary(windows, clockUnit),
    datasets: windows.map(({ vm, vcpu, largestNs }, index) => {
      const color = colors.hues[hues[index % hues.length]!];
      const points = Array.from(largestNs, (y, bin) => ({ x: fromNs + bin * binNs, y }));
      return {
        label: `VM ${vm} vCPU ${vcpu}`,
        data: points.filter(({ y }) => !Number.isNaN(y)),
        borderColor: color,
        backgroundColor: color,
        borderWidth: 1.5,
        borderDash: dashes[Math.floor(index / hues.length) % dashes.length]!,
        pointRadius: 1.5,
        stepped: 'before' as const,
      };
    }),
    options: {
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      layout: { padding: { top: 2, right: 14 } },
      plugins: {
        legend: legendStyle(2, colors),
        tooltip: {
          ...tooltipStyle(colors),
          callbacks: {
            title: (items) => formatDuration(items[0]?.parsed.x ?? 0, clockUnit),
            label: (item) =>
              ` ${item.dataset.label ?? ''}: ${formatDuration(item.parsed.y ?? 0, clockUnit)}`,
          },
        },
      },
      scales: {
        x: timeAxis(fromNs, fromNs + bins * binNs, clockUnit, colors),
        y: durationAxis(clockUnit, colors),
      },
    },
  };
}

function spokenSummary(windows: PollWindows['windows'], clockUnit: ClockUnit): string {
  const largest = windows.map(({ vm, vcpu, largestNs }) => {
    const most = largestNs.reduce((max, ns) => (ns > max ? ns : max), 0);
    return `VM ${vm} vCPU ${vcpu} up to ${formatDuration(most, clockUnit)}`;
  });
  return `Poll window over time: ${largest.join(', ')}. The same numbers are in the table view.`;
}
