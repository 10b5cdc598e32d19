import { membersOf } from '../base/membersOf';
import type { TimelineLayout } from '../protocol/notes';

/** More lanes than a machine has host CPUs, vCPUs and pages to look at. */
const MOST_LANES = 20_000;
const MOST_KEY_LENGTH = 200;

/** Reads how lanes are laid out; throws, in words, when it is not told so. */
export function readLayout(value: unknown): TimelineLayout {
  const { order, pinned, collapsed, hidden } = membersOf(value);
  return {
    order: readKeys(order),
    pinned: readKeys(pinned),
    collapsed: readKeys(collapsed),
    hidden: readKeys(hidden),
  };
}

function readKeys(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length > MOST_LANES || !value.every(isKey)) {
    throw new Error('The layout is no list of lanes.');
  }
  return value;
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MOST_KEY_LENGTH;
}
