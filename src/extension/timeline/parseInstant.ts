import { parseMoment } from '../../base/parseMoment';
import { clockUnitOf } from '../../protocol/clockUnitOf';
import type { TraceFacts } from '../../protocol/facts';

type Loaded = Pick<TraceFacts, 'fromNs' | 'durationNs' | 't0Ns' | 'sources'>;

/** ns since the first event of a time that a user typed (`parseMoment`). A string: what is wrong with it. */
export function parseInstant(typed: string, loaded: Loaded): number | string {
  const { fromNs, durationNs, t0Ns, sources } = loaded;
  const endNs = fromNs + durationNs;
  const unit = clockUnitOf({ sources });
  const timeNs = parseMoment(typed, { unit, t0Ns, endNs });
  if (timeNs === undefined) {
    return unit === 'cycles'
      ? 'Give cycles since the first event, or a stamp.'
      : 'Give a time since the first event, for example 1.5s or 200ms, or a stamp: 28.158241.';
  }
  if (timeNs >= fromNs && timeNs <= endNs) return timeNs;
  const text = (ns: number): string =>
    unit === 'cycles' ? `${ns} cycles` : `${(ns / 1e9).toFixed(6)} s`;
  return `What is loaded goes from ${text(fromNs)} to ${text(endNs)}.`;
}
