import {
  Chart,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type ChartConfiguration,
} from 'chart.js';
import type { IdleHistograms } from '../../src/protocol/idle';
import { element } from '../dom/element';
import { formatDuration, type ClockUnit } from '../format/time';
import { fontOf, tooltipStyle } from './chartStyle';
import type { Hue } from './classStyles';
import { onThemeChange, readThemeColors, type ThemeColors } from './themeColors';
import { durationTickLabel, timeTickLabel, timeTicks } from './timeTicks';

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip, Legend);

type LinePoint = { readonly x: number; readonly y: number };
type LineConfiguration = ChartConfiguration<'line', LinePoint[]>;
export type PollWindows = Pick<IdleHistograms, 'fromNs' | 'binNs' | 'windows'>;

const hues: readonly Hue[] = ['blue', 'yellow', 'green', 'purple', 'red', 'foreground'];
/** Second and later rounds of the hues are told apart by dashes. */
const dashes: readonly number[][] = [[], [5, 3], [2, 2]];
const cssPxPerTick = 64;

/** How long the host polls before it lets a halted vCPU sleep, over time. */
export class PollWindowChart {
  readonly root: HTMLElement;
  private readonly canvas = element('canvas', { role: 'img', 'data-testid': 'poll-windows' });
  private chart: Chart<'line', LinePoint[]> | undefined;
  private shown: { readonly of: PollWindows; readonly clockUnit: ClockUnit } | undefined;

  /** `picked`: the start of a bin was clicked. */
  constructor(private readonly picked: (timeNs: number) => void) {
    this.root = element('div', { class: 'chart' }, this.canvas);
    onThemeChange(() => {
      this.draw();
    });
  }

  show(of: PollWindows, clockUnit: ClockUnit): void {
    this.shown = { of, clockUnit };
    this.draw();
  }

  private draw(): void {
    if (this.shown === undefined) return;
    const { of, clockUnit } = this.shown;
    this.canvas.setAttribute('aria-label', spokenSummary(of, clockUnit));
    const { data, options } = configuration(of, clockUnit, readThemeColors());
    const clickable = { ...options, onClick: ({ x }: { x: number | null }) => this.pick(x) };
    if (this.chart === undefined) {
      this.chart = new Chart(this.canvas, { type: 'line', data, options: clickable });
      return;
    }
    this.chart.data = data;
    this.chart.options = clickable;
    this.chart.update();
  }

  private pick(canvasCssPx: number | null): void {
    const scale = this.chart?.scales['x'];
    if (scale === undefined || canvasCssPx === null) return;
    const timeNs = scale.getValueForPixel(canvasCssPx);
    if (timeNs !== undefined && timeNs >= scale.min && timeNs <= scale.max) this.picked(timeNs);
  }
}

function spokenSummary({ windows }: PollWindows, clockUnit: ClockUnit): string {
  const largest = windows.map(({ vm, vcpu, largestNs }) => {
    const most = largestNs.reduce((max, ns) => (ns > max ? ns : max), 0);
    return `VM ${vm} vCPU ${vcpu} up to ${formatDuration(most, clockUnit)}`;
  });
  return `Poll window over time: ${largest.join(', ')}. The same numbers are in the table view.`;
}

function configuration(
  { fromNs, binNs, windows }: PollWindows,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): Required<Pick<LineConfiguration, 'data' | 'options'>> {
  const font = fontOf(colors);
  const bins = windows[0]?.largestNs.length ?? 0;
  const endNs = fromNs + bins * binNs;
  return {
    data: {
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
    },
    options: {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      parsing: false,
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      layout: { padding: { top: 2, right: 14 } },
      plugins: {
        legend: {
          align: 'start',
          onClick: () => undefined,
          labels: { color: colors.text, font, boxWidth: 12, boxHeight: 2, padding: 8 },
        },
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
        x: {
          type: 'linear',
          min: fromNs,
          max: endNs,
          grid: { display: false },
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
          beginAtZero: true,
          grid: { color: colors.gridLine },
          border: { display: false },
          ticks: {
            color: colors.text,
            font,
            maxTicksLimit: 5,
            callback: (value) => durationTickLabel(Number(value), clockUnit),
          },
        },
      },
    },
  };
}
