import { nsPerUnit } from '../../src/base/timeUnits';
import type { TracePart } from '../../src/protocol/TracePart';

/** What the user typed into the form that chooses a part of a trace. */
export interface TracePartFields {
  readonly from: string;
  readonly to: string;
  readonly hostCpus: string;
  readonly events: string;
}

export type TracePartResult =
  | { readonly kind: 'part'; readonly part: TracePart }
  | { readonly kind: 'mistake'; readonly field: keyof TracePartFields; readonly message: string };

/** Empty fields do not restrict; the first mistake is told with the field it is in. */
export function parseTracePart(fields: TracePartFields): TracePartResult {
  const fromNs = parseTime(fields.from);
  if (fromNs === 'mistake') return timeMistake('from');
  const toNs = parseTime(fields.to);
  if (toNs === 'mistake') return timeMistake('to');
  if (fromNs !== undefined && toNs !== undefined && toNs <= fromNs) {
    return { kind: 'mistake', field: 'to', message: 'The end must come after the start.' };
  }
  const hostCpus = parseHostCpus(fields.hostCpus);
  if (hostCpus === 'mistake') {
    return {
      kind: 'mistake',
      field: 'hostCpus',
      message: 'Give CPU numbers and ranges with commas between them, for example 0-3,8.',
    };
  }
  const events = fields.events.split(/[\s,]+/).filter((name) => name !== '');
  return {
    kind: 'part',
    part: {
      ...(fromNs === undefined ? {} : { fromNs }),
      ...(toNs === undefined ? {} : { toNs }),
      ...(hostCpus === undefined ? {} : { hostCpus }),
      ...(events.length === 0 ? {} : { events }),
    },
  };
}

function timeMistake(field: 'from' | 'to'): TracePartResult {
  const message = 'Give a time since the first event, for example 1.5s or 200ms.';
  return { kind: 'mistake', field, message };
}

function parseTime(typed: string): number | undefined | 'mistake' {
  const text = typed.trim();
  if (text === '') return undefined;
  // Without a unit they are seconds, as in the event filter.
  const match = /^(\d+(?:\.\d+)?) ?([a-zµμ]+)?$/.exec(text);
  const scale = nsPerUnit.get(match?.[2] ?? 's');
  if (match === null || scale === undefined) return 'mistake';
  return Math.round(Number(match[1]!) * scale);
}

function parseHostCpus(typed: string): readonly number[] | undefined | 'mistake' {
  const text = typed.trim();
  if (text === '') return undefined;
  const hostCpus = new Set<number>();
  for (const item of text.split(',')) {
    const match = /^\s*(\d{1,5})(?:\s*-\s*(\d{1,5}))?\s*$/.exec(item);
    if (match === null) return 'mistake';
    const first = Number(match[1]!);
    const last = Number(match[2] ?? match[1]!);
    if (last < first) return 'mistake';
    for (let hostCpu = first; hostCpu <= last; hostCpu++) hostCpus.add(hostCpu);
  }
  return [...hostCpus].sort((left, right) => left - right);
}
