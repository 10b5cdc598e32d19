import { addToList } from '../../base/addToList';
import { grouped } from '../../kvm/fieldValues';
import { durationText, totalText } from '../durationText';
import type { ExcerptEvent } from './Excerpt';
import { isExit } from './excerptEvents';
import { textTable } from './textTable';
import { vcpuNames } from './vcpuNames';

/** Exits by reason: how many, how long to the entry after them, on which vCPU. Undefined: there are none. */
export function exitSummary(events: readonly ExcerptEvent[]): readonly string[] | undefined {
  const groups = new Map<string, ExcerptEvent[]>();
  for (const event of events) {
    if (isExit(event)) addToList(groups, event.step.reason, event);
  }
  if (groups.size === 0) return undefined;
  const nameOf = vcpuNames(events);
  const rows = [...groups]
    .sort(([, left], [, right]) => right.length - left.length)
    .map(([reason, exits]) => [
      reason,
      grouped(exits.length),
      timesOf(exits),
      vcpusOf(exits, nameOf),
    ]);
  return textTable([['Exits', 'count', 'exit → entry', 'vCPU'], ...rows]);
}

type NameOfVcpu = ReturnType<typeof vcpuNames>;

function timesOf(exits: readonly ExcerptEvent[]): string {
  const timed = exits.flatMap(({ entry }) => entry?.duration ?? []).sort((a, b) => a - b);
  const stamp = exits.find(({ entry }) => entry?.duration !== undefined)?.line.stamp;
  const [shortest, longest] = [timed[0], timed.at(-1)];
  if (stamp === undefined || shortest === undefined || longest === undefined) return 'not told';
  const untimed = exits.length - timed.length;
  const rest = untimed === 0 ? '' : ` (of ${timed.length}; ${untimed} not told)`;
  if (timed.length === 1) return `${durationText(longest, stamp)}${rest}`;
  const total = timed.reduce((sum, duration) => sum + duration, 0);
  const range =
    shortest === longest
      ? `${durationText(shortest, stamp)} each`
      : `${durationText(shortest, stamp)} to ${durationText(longest, stamp)}`;
  return `${range}, ${totalText(total, timed.length, stamp)} in all${rest}`;
}

function vcpusOf(exits: readonly ExcerptEvent[], nameOf: NameOfVcpu): string {
  const names = [...new Set(exits.map(nameOf))];
  const known = names.filter((name) => name !== undefined).sort(inNaturalOrder.compare);
  return [...known, ...(names.length > known.length ? ['unknown'] : [])].join(', ');
}

const inNaturalOrder = new Intl.Collator('en', { numeric: true });
