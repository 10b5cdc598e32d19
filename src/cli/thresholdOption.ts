import { parseThreshold } from '../queries/compare/parseThreshold';
import type { Threshold } from '../queries/compare/parseThreshold';
import { usageError } from './CommandError';

/** `--fail-if 'wakeup.p99 > +10%'`. */
export function thresholdOption(text: string): Threshold {
  const threshold = parseThreshold(text);
  if (threshold !== undefined) return threshold;
  throw usageError(
    `--fail-if takes ID > +N%, ID < -N%, ID > 5us, ID > 100 or ID changed (docs/compare.md), not "${text}".`,
  );
}
