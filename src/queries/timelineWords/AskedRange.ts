import type { WordsSource } from './WordsSource';

/** A part of the time that is loaded. */
export interface AskedRange {
  readonly fromNs: number;
  readonly toNs: number;
  /** What happens from `fromNs` on and before this is in it: the last event ends no range before it. */
  readonly belowNs: number;
}

/** Throws where a bound is no time; swaps bounds, and cuts off what is not loaded. */
export function askedRange(
  { fromNs: firstNs, lastNs }: Pick<WordsSource, 'fromNs' | 'lastNs'>,
  asked: { readonly fromNs: number; readonly toNs: number },
): AskedRange {
  if (!Number.isFinite(asked.fromNs) || !Number.isFinite(asked.toNs)) {
    throw new Error('A range goes from one time to another.');
  }
  const within = (timeNs: number): number => Math.min(Math.max(timeNs, firstNs), lastNs);
  const fromNs = within(Math.min(asked.fromNs, asked.toNs));
  const toNs = within(Math.max(asked.fromNs, asked.toNs));
  return { fromNs, toNs, belowNs: toNs >= lastNs ? Infinity : toNs };
}
