import type { LevelColumns, TimelineWindow } from '../../protocol/timeline';
import type { LaneContent } from './Lane';

type Level = Extract<LaneContent, { readonly form: 'level' }>;

/** Between what a level was in each column of a window. */
export function levelColumns(key: string, level: Level, window: TimelineWindow): LevelColumns {
  const { levels } = level;
  const { fromNs, columnNs, columns } = window;
  const low = new Float32Array(columns).fill(NaN);
  const high = new Float32Array(columns).fill(NaN);
  for (let column = 0; column < columns; column++) {
    const beginNs = fromNs + column * columnNs;
    const endNs = fromNs + (column + 1) * columnNs;
    if (endNs <= level.fromNs || beginNs >= level.toNs) continue;
    // Times are whole: a change at the very begin of the column is what holds in it.
    const first = levels.times.countBefore(Math.floor(beginNs) + 1);
    const end = levels.times.countBefore(endNs);
    const held = levels.levelOf(first - 1);
    low[column] = Math.min(held, levels.lowest(first, end));
    high[column] = Math.max(held, levels.highest(first, end));
  }
  return { form: 'level', key, low, high };
}
