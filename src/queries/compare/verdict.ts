import { capitalised } from '../../base/capitalised';
import type { Comparison, Difference, Verdict } from '../../protocol/compare';
import { withoutVcpu } from '../../protocol/rowSubject';
import { counted } from '../findings/phrases';
import { ValueWords } from './ValueWords';
import { whyNothing } from './whyNothing';

/** Differences that are told in sentences; the table has all. */
const MOST_SENTENCES = 8;

/** What comparing two runs says, in words with numbers. */
export function verdictOf(comparison: Comparison): Verdict {
  const { differences, comparable } = comparison;
  const words = new ValueWords(comparison.a.clockUnit);
  const significant = differences.filter((row) => row.significant);
  // Why there is no row is no warning among others.
  const why = whyNothing(comparison);
  const doubts = comparable.filter((row) => row.severity !== 'ok' && !why.includes(row));
  return {
    headline: [
      headline(differences.length, significant.length),
      ...why.map(({ text }) => text),
    ].join(' '),
    warnings: doubts.map(({ what, a, b, text }) => `${what}: ${a} against ${b}. ${text}`),
    sentences: told(significant)
      .slice(0, MOST_SENTENCES)
      .map((row) => ({ id: row.id, text: sentence(row, words) })),
    resolution: significant.length === 0 ? resolution(differences) : '',
  };
}

function headline(rows: number, significant: number): string {
  if (rows === 0) return 'Nothing could be compared.';
  if (significant === 0) {
    return `No difference is shown: of ${counted(rows, 'row')} none differs by more than chance and 1 %.`;
  }
  return `${significant} of ${counted(rows, 'row')} ${significant === 1 ? 'differs' : 'differ'} by more than chance and 1 %.`;
}

/** One row of each subject, and of all vCPUs where these together differ, too; causes that equal the whole are no news. */
function told(rows: readonly Difference[]): readonly Difference[] {
  const subjects = new Set<string>();
  const values = new Set<string>();
  return rows.filter(({ id, vcpu, unit, a, b }) => {
    const parts = withoutVcpu(id).split('.');
    const subject = parts.slice(0, -1).join('.');
    const value = `${vcpu === null ? '' : id} ${unit} ${a} ${b}`;
    if (subjects.has(subject) || values.has(value)) return false;
    subjects.add(subject);
    values.add(value);
    return true;
  });
}

function sentence(row: Difference, words: ValueWords): string {
  const { what, unit, measure, a, b, delta, doubts } = row;
  const did = a === 0 ? 'came up,' : b === 0 ? 'ended,' : delta > 0 ? 'rose' : 'fell';
  const range = `from ${words.value(unit, a)} to ${words.value(unit, b)}`;
  const relative = words.relative(row);
  const size = relative === 'new' || relative === 'gone' ? '' : `${relative}; `;
  // What is doubted may be chance after all.
  const proof = doubts.length === 0 ? 'no chance: ' : '';
  const sure =
    measure === 'most'
      ? `${proof}KVM’s rule for poll windows tells that the hosts were told to do otherwise`
      : `95 %: ${words.interval(row)}`;
  const doubt = doubts.length === 0 ? '' : ` Doubtful: ${doubts.join(', ')}.`;
  return `${subjectText(what)} ${did} ${range} (${size}${sure}).${doubt}`;
}

/** `vCPU` stays as it is. */
function subjectText(what: string): string {
  return what.startsWith('vCPU') ? what : capitalised(what);
}

/** Half a row's interval, as part of A's value: what is less than this is not seen. */
const TELLS_LITTLE = 1;

/** What could have been seen: half of the intervals are narrower than this. */
function resolution(differences: readonly Difference[]): string {
  const widths = differences.flatMap(({ a, low, high }) =>
    a > 0 && low !== null && high !== null ? [(high - low) / 2 / a] : [],
  );
  if (widths.length === 0) return '';
  widths.sort((one, other) => one - other);
  const median = widths[Math.floor(widths.length / 2)]!;
  if (median > TELLS_LITTLE) {
    return 'The runs are too short, or vary too much, to tell more than that: half of the rows would not have shown a doubling.';
  }
  return `Half of the rows would have shown a change of ${Math.max(1, Math.round(median * 100))} % or less.`;
}
