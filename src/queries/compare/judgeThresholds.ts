import { familywiseP } from '../../base/adjustedP';
import type { Comparison, Difference } from '../../protocol/compare';
import { SIGNIFICANT_P } from './compareRuns';
import { metricOf } from './metricIds';
import type { Threshold, ThresholdTest } from './parseThreshold';
import { ValueWords } from './ValueWords';
import { whyNoRow } from './whyNoRow';

/** How a threshold is judged. */
export interface ThresholdOptions {
  /** A change beyond a limit counts although it may be chance; an improvement that is asked for never does. */
  readonly countsUnproven: boolean;
}

/** What a threshold says of a comparison. */
export interface ThresholdVerdict {
  readonly threshold: Threshold;
  /** `passed`: also where a change beyond the limit may be chance, unless an improvement is asked for. */
  readonly outcome: 'passed' | 'exceeded' | 'not-judged';
  /** By how much, or why not. */
  readonly text: string;
}

/**
 * Judges thresholds. A limit of a change is exceeded where the measured change is beyond it and is no
 * chance: with a probability of 95 %, none of all thresholds is exceeded by chance alone (Holm). One that
 * no change at all is beyond asks for an improvement, which then must be no chance. A limit of B's own
 * value needs no such proof.
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
      if (why !== undefined) {
        return { threshold, outcome: 'not-judged', text: `was not compared: ${why}` };
      }
      const text = 'happened in neither run';
      const turn = wantedTurn(threshold.test);
      return turn === undefined
        ? { threshold, outcome: 'passed', text }
        : { threshold, outcome: 'not-judged', text: `${text}, and so had nothing to ${turn} from` };
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
  const went = `went from ${range}`;
  const unproven = isProven ? '' : `, which may be chance (p ${p.toPrecision(2)})`;
  const turn = wantedTurn(test);
  if (turn !== undefined) {
    if (!isBeyond && isProven) return { threshold, outcome: 'passed', text: went };
    const text = `${went}${unproven}: had to ${turn} by ${limitText(test, row, words)} or more`;
    return { threshold, outcome: 'exceeded', text };
  }
  if (!isBeyond) return { threshold, outcome: 'passed', text: went };
  if (test.kind !== 'value' && !isProven && !countsUnproven) {
    return { threshold, outcome: 'passed', text: `${went}${unproven}` };
  }
  const text = `${went}: ${beyondText(test, row, value, words)}`;
  return { threshold, outcome: 'exceeded', text };
}

type Limit = Exclude<ThresholdTest, { kind: 'changed' }>;

/** Which way a run must change: runs that do not differ are beyond the limit, as of `> -10%` and `< +5us`. undefined: none. */
function wantedTurn(test: ThresholdTest): 'fall' | 'rise' | undefined {
  if (test.kind === 'changed' || test.kind === 'value') return undefined;
  if (test.over) return test.limit < 0 ? 'fall' : undefined;
  return test.limit > 0 ? 'rise' : undefined;
}

function limitText({ kind, limit }: Limit, { unit }: Difference, words: ValueWords): string {
  if (kind === 'relative') return `${Number((Math.abs(limit) * 100).toPrecision(6))} %`;
  return words.distance(unit, limit);
}

function beyondText(
  { kind, limit, over }: Limit,
  { unit }: Difference,
  value: number,
  words: ValueWords,
): string {
  const side = over ? 'above' : 'below';
  if (value === Infinity) return `A had none, and so any rise is ${side} the limit`;
  const beyond = Math.abs(value - limit);
  if (kind === 'relative') return `${(beyond * 100).toPrecision(3)} points ${side} the limit`;
  return `${words.distance(unit, beyond)} ${side} the limit`;
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
