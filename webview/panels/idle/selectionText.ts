import { formatDuration, type ClockUnit } from '../../format/time';
import type { ListedPeriods } from '../../state/viewState';
import { causeTitle } from './wakerTexts';

/** Stands for no upper bound: JSON, as which a selection is saved and sent, has no infinity. */
const UNBOUNDED = Number.MAX_SAFE_INTEGER;

/** Bounds of what takes so long, or longer. */
export function atLeast(ns: number): readonly [number, number] {
  return [ns, UNBOUNDED];
}

/** What a list of idle periods is restricted to, in words; '' when to nothing. */
export function selectionText(selection: ListedPeriods, clockUnit: ClockUnit): string {
  const { vm, vcpu, strategy, cause, sourceVcpu, sourceTid, lengthNs, latencyNs } = selection;
  const parts: string[] = [];
  if (vm !== undefined) parts.push(vcpu === undefined ? `VM ${vm}` : `VM ${vm} vCPU ${vcpu}`);
  if (strategy !== undefined) parts.push(strategy);
  if (cause !== undefined) {
    const from =
      typeof sourceVcpu === 'number'
        ? ` from vCPU ${sourceVcpu}`
        : typeof sourceTid === 'number'
          ? `, thread ${sourceTid}`
          : '';
    parts.push(`woken by ${causeTitle(cause)}${from}`);
  }
  const range = ([from, below]: readonly [number, number]): string =>
    below === UNBOUNDED
      ? `at least ${formatDuration(from, clockUnit)}`
      : `${formatDuration(from, clockUnit)} to ${formatDuration(below, clockUnit)}`;
  if (lengthNs !== undefined) parts.push(`idle for ${range(lengthNs)}`);
  if (latencyNs !== undefined) parts.push(`latency ${range(latencyNs)}`);
  return parts.join(', ');
}
