import type { ChartOptions } from 'chart.js';
import { formatCount } from '../format/count';
import type { ClockUnit } from '../format/time';
import type { ChartKind } from './ChartFrame';
import { type ChartFont, fontOf } from './chartStyle';
import { binStartNs, decades } from './logBins';
import type { ThemeColors } from './themeColors';
import { durationTickLabel, timeTickLabel, timeTicks } from './timeTicks';

type Axis = NonNullable<NonNullable<ChartOptions<ChartKind>['scales']>[string]>;

const cssPxPerTick = 64;

/** A horizontal axis of trace time, with ticks at round times. */
export function timeAxis(
  fromNs: number,
  endNs: number,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): Axis {
  return {
    type: 'linear',
    offset: false,
    min: fromNs,
    max: endNs,
    grid: { display: false },
    border: { color: colors.gridLine },
    ticks: {
      ...tickStyle(colors),
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
  };
}

/** A horizontal axis of the bins of a `LogBins`, from `from` to `end`; ticks at decades. */
export function logAxis(
  from: number,
  end: number,
  clockUnit: ClockUnit,
  colors: ThemeColors,
): Axis {
  return {
    type: 'linear',
    offset: false,
    min: from,
    max: end,
    grid: { color: colors.gridLine, offset: false },
    border: { color: colors.gridLine },
    ticks: {
      ...tickStyle(colors),
      maxRotation: 0,
      callback: (value) => durationTickLabel(binStartNs(Number(value)), clockUnit),
    },
    afterBuildTicks: (axis) => {
      axis.ticks = decades(from, end).map((value) => ({ value }));
    },
  };
}

/** A vertical axis of counts, from 0. */
export function countAxis(colors: ThemeColors): Axis {
  return {
    ...fromZero(colors),
    ticks: {
      ...tickStyle(colors),
      maxTicksLimit: 5,
      precision: 0,
      callback: (value) => formatCount(Number(value)),
    },
  };
}

/** A vertical axis of parts of a whole, from 0. */
export function shareAxis(colors: ThemeColors): Axis {
  return {
    ...fromZero(colors),
    ticks: {
      ...tickStyle(colors),
      maxTicksLimit: 5,
      callback: (value) => `${Number((Number(value) * 100).toPrecision(3))} %`,
    },
  };
}

/** A vertical axis of durations, from 0. */
export function durationAxis(clockUnit: ClockUnit, colors: ThemeColors): Axis {
  return {
    ...fromZero(colors),
    ticks: {
      ...tickStyle(colors),
      maxTicksLimit: 5,
      callback: (value) => durationTickLabel(Number(value), clockUnit),
    },
  };
}

function fromZero(colors: ThemeColors): Axis {
  return { beginAtZero: true, grid: { color: colors.gridLine }, border: { display: false } };
}

function tickStyle(colors: ThemeColors): { readonly color: string; readonly font: ChartFont } {
  return { color: colors.text, font: fontOf(colors) };
}
