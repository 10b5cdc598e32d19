import type { Comparison, Difference, RunFacts } from '../protocol/compare';
import { rowInWords } from '../queries/compare/rowInWords';
import { runNames } from '../queries/compare/runNames';
import { ValueWords } from '../queries/compare/ValueWords';
import { verdictOf } from '../queries/compare/verdict';
import { textTable } from './textTable';
import { wrapped } from './wrapped';

/** Rows that are shown where nothing is significant, as what was looked at. */
const FEW_ROWS = 10;
const MOST_ROWS = 25;

/** `exitscope compare` for people: what makes the runs comparable or not, then what differs. */
export function compareText(comparison: Comparison): string {
  const { a, b, differences, notCompared } = comparison;
  const { headline, warnings, sentences, resolution } = verdictOf(comparison);
  const words = new ValueWords(a.clockUnit);
  const significant = differences.filter((row) => row.significant);
  const shown =
    significant.length > 0 ? significant.slice(0, MOST_ROWS) : differences.slice(0, FEW_ROWS);
  const [nameA, nameB] = runNames(a, b);
  const parts = [
    `A: ${nameA}${moreText(comparison.moreOfA)}\nB: ${nameB}${moreText(comparison.moreOfB)}\n`,
    section('What makes them less comparable', bullets(warnings)),
    section('Verdict', bullets([headline, ...sentences.map(({ text }) => text), resolution])),
    section(
      significant.length > 0
        ? 'Differences, most important first'
        : 'Rows that differ most, all by what may be chance',
      rowsText(shown, words) + restText(significant.length - shown.length),
    ),
    section('Not compared', notComparedText(notCompared)),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function moreText(more: readonly RunFacts[]): string {
  return more.length === 0 ? '' : ` and ${more.length} more`;
}

function section(title: string, text: string): string {
  return text === '' ? '' : `${title}\n\n${text}`;
}

function bullets(texts: readonly string[]): string {
  return texts
    .filter((text) => text !== '')
    .map((text) => wrapped(text, '- ', '  '))
    .join('');
}

function rowsText(rows: readonly Difference[], words: ValueWords): string {
  if (rows.length === 0) return '';
  return textTable(
    ['row', 'A', 'B', '%', '95 % of B - A'],
    rows
      .map((row) => rowInWords(row, words))
      .map((row) => [row.id, row.aText, row.bText, row.relativeText, row.intervalText]),
    1,
  );
}

function restText(more: number): string {
  return more > 0 ? `and ${more} more: --json has all\n` : '';
}

/** Rows with one reason are named together. */
function notComparedText(rows: Comparison['notCompared']): string {
  const byReason = new Map<string, string[]>();
  for (const { id, why } of rows) byReason.set(why, [...(byReason.get(why) ?? []), id]);
  return [...byReason]
    .map(([why, ids]) => {
      const named = ids.slice(0, 4).join(', ');
      const more = ids.length > 4 ? ` and ${ids.length - 4} more` : '';
      return wrapped(`${named}${more}: ${why}`, '- ', '  ');
    })
    .join('');
}
