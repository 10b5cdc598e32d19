import { familywiseP } from '../../base/adjustedP';
import type { Comparison, Difference } from '../../protocol/compare';
import { SIGNIFICANT_P } from './compareRuns';
import { metricOf } from './metricIds';
import type { Threshold, ThresholdTest } from './parseThreshold';
import { ValueWords } from './ValueWords';
import { whyNoRow } from './whyNoRow';

/** How a threshold is judged. */
export interface ThresholdOptions {
  /** A change counts although it may be chance. */
  readonly countsUnproven: boolean;
}

/** What a threshold says of a comparison. */
export interface ThresholdVerdict {
  readonly threshold: Threshold;
  /** `passed`: also where it is exceeded by what may be chance. */
  readonly outcome: 'passed' | 'exceeded' | 'not-judged';
  /** By how much, or why not. */
  readonly text: string;
}

/**
 * Judges thresholds. A limit of a change is exceeded where the measured change is beyond it and is no
 * chance: with a probability of 95 %, none of all thresholds is exceeded by chance alone (Holm). A limit
 * of B's own value needs no such proof.
 */
export function judgeThresholds(
  thresholds: readonly Threshold[],
  comparison: Comparison,
  options: ThresholdOptions,
): readonly ThresholdVerdict[] {
  const { differences, a } = comparison;
  const words = new ValueWords(a.clockUnit);
  const byId = new Map(differences.map((row) => [row.id, row]));
  const rows = thresholds.map(({ id }) => byId.get(id));
  const ps = familywiseP(rows.map((row) => row?.p ?? 1));
  return thresholds.map((threshold, index): ThresholdVerdict => {
    const row = rows[index];
    if (row === undefined) {
      const why = whyNotCompared(threshold, comparison);
      const text = why === undefined ? 'happened in neither run' : `was not compared: ${why}`;
      return { threshold, outcome: why === undefined ? 'passed' : 'not-judged', text };
    }
    const unfit = unfitReason(threshold.test, row);
    if (unfit !== undefined) return { threshold, outcome: 'not-judged', text: unfit };
    return judged(threshold, row, ps[index]!, options, words);
  });
}

/** undefined: what the threshold is about happened in neither run. */
function whyNotCompared({ id, test }: Threshold, comparison: Comparison): string | undefined {
  const left = comparison.notCompared.find((of) => of.id === id || id.startsWith(`${of.id}.`));
  const why = left?.why ?? whyNoRow(id, comparison);
  if (why !== undefined || !id.endsWith('.most') || test.kind !== 'value') return why;
  return 'the row is only there where hosts are proven to poll differently';
}

function judged(
  threshold: Threshold,
  row: Difference,
  p: number,
  { countsUnproven }: ThresholdOptions,
  words: ValueWords,
): ThresholdVerdict {
  const { test } = threshold;
  const isProven = p <= SIGNIFICANT_P;
  const range = `${words.value(row.unit, row.a)} to ${words.value(row.unit, row.b)}, ${words.relative(row)}`;
  if (test.kind === 'changed') {
    const text = `changed from ${range}`;
    return { threshold, outcome: isProven ? 'exceeded' : 'passed', text };
  }
  const value = { relative: row.relative ?? Infinity, change: row.delta, value: row.b }[test.kind];
  const isBeyond = test.over ? value > test.limit : value < test.limit;
  if (!isBeyond) return { threshold, outcome: 'passed', text: `went from ${range}` };
  if (test.kind !== 'value' && !isProven && !countsUnproven) {
    const text = `went from ${range}, which may be chance (p ${p.toPrecision(2)})`;
    return { threshold, outcome: 'passed', text };
  }
  const text = `went from ${range}: ${beyondText(test, row, value, words)}`;
  return { threshold, outcome: 'exceeded', text };
}

function beyondText(
  { kind, limit, over }: Exclude<ThresholdTest, { kind: 'changed' }>,
  { unit }: Difference,
  value: number,
  words: ValueWords,
): string {
  const side = over ? 'above' : 'below';
  if (value === Infinity) return `A had none, and so any rise is ${side} the limit`;
  const beyond = Math.abs(value - limit);
  if (kind === 'relative') return `${(beyond * 100).toPrecision(3)} points ${side} the limit`;
  return `${words.delta(unit, beyond).slice(1)} ${side} the limit`;
}

/** Why a limit's unit does not go with a row; undefined: it does. */
function unfitReason(test: ThresholdTest, { unit }: Difference): string | undefined {
  if (test.kind === 'changed' || test.kind === 'relative') return undefined;
  const wanted =
    unit === 'share' ? 'percent' : unit === 'ns' || unit === 'ns/s' ? 'time' : 'number';
  if (test.limitUnit === wanted) return undefined;
  return `is measured in ${unit}: its limit is a ${wanted === 'time' ? 'time as 5us' : wanted === 'percent' ? 'percentage as 80%' : 'number as 100'}`;
}

/** Ids that thresholds name and no comparison can have. */
export function unknownIds(
  thresholds: readonly Threshold[],
  comparisons: readonly Comparison[],
): readonly string[] {
  const known = new Set(
    comparisons.flatMap(({ differences, notCompared }) => [
      ...differences.map(({ id }) => id),
      ...notCompared.map(({ id }) => id),
    ]),
  );
  return thresholds.flatMap(({ id }) => (known.has(id) || metricOf(id) !== undefined ? [] : [id]));
}
