import type { TimelineLayout } from '../../src/protocol/notes';

type LaneList = 'pinned' | 'collapsed' | 'hidden';

/** Puts a lane or a group on a list of the layout, or takes it off. */
export function toggled(layout: TimelineLayout, list: LaneList, key: string): TimelineLayout {
  const keys = layout[list];
  return {
    ...layout,
    [list]: keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key],
  };
}

export function withAllShown(layout: TimelineLayout): TimelineLayout {
  return { ...layout, hidden: [] };
}

/**
 * Moves a lane to the place of another one. `order`: the keys of all lanes as they stand, so
 * that a layout that named only some of them keeps the others where they were.
 */
export function moved(
  layout: TimelineLayout,
  order: readonly string[],
  key: string,
  target: string,
): TimelineLayout {
  if (layout.pinned.includes(key) && layout.pinned.includes(target)) {
    return { ...layout, pinned: placed(layout.pinned, key, target) };
  }
  return { ...layout, order: placed(order, key, target) };
}

function placed(keys: readonly string[], key: string, target: string): readonly string[] {
  const to = keys.indexOf(target);
  if (to < 0 || !keys.includes(key)) return keys;
  const others = keys.filter((other) => other !== key);
  return [...others.slice(0, to), key, ...others.slice(to)];
}
