import type { Comparison, Difference } from '../protocol/compare';
import { rowInWords } from '../queries/compare/rowInWords';
import { runNames } from '../queries/compare/runNames';
import { ValueWords } from '../queries/compare/ValueWords';
import { verdictOf } from '../queries/compare/verdict';
import { whyNothing } from '../queries/compare/whyNothing';

/** Rows that a report in a review or a ticket still holds. */
const MOST_ROWS = 25;

/** A comparison as Markdown: the verdict with its numbers, what makes it doubtful, and the rows that differ. */
export function compareMarkdown(comparison: Comparison): string {
  const { a, b, differences, comparable } = comparison;
  const { headline, sentences, resolution } = verdictOf(comparison);
  const words = new ValueWords(a.clockUnit);
  const significant = differences.filter((row) => row.significant);
  const [nameA, nameB] = runNames(a, b);
  // Why nothing is compared stands in the verdict.
  const why = whyNothing(comparison);
  const doubts = comparable.filter((row) => row.severity !== 'ok' && !why.includes(row));
  const parts = [
    `# ${cell(nameA)} against ${cell(nameB)}\n`,
    `**${cell(headline)}**${resolution === '' ? '' : ` ${resolution}`}\n`,
    sentences.map(({ text }) => `- ${cell(text)}\n`).join(''),
    doubts.length === 0
      ? ''
      : `## What makes the runs less comparable\n\n${table(
          ['what', 'A', 'B', ''],
          doubts.map((row) => [row.what, row.a, row.b, row.text]),
          0,
        )}`,
    significant.length === 0 ? '' : `## Differences\n\n${rows(significant, words)}`,
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function rows(significant: readonly Difference[], words: ValueWords): string {
  const shown = significant.slice(0, MOST_ROWS);
  const more = significant.length - shown.length;
  const text = table(
    ['row', 'what', 'A', 'B', 'B − A', '%', '95 % interval'],
    shown
      .map((row) => rowInWords(row, words))
      .map((row) => [
        `\`${row.id}\``,
        row.what,
        row.aText,
        row.bText,
        row.deltaText,
        row.relativeText,
        row.intervalText,
      ]),
    5,
  );
  return more > 0 ? `${text}\nand ${more} more\n` : text;
}

/** The last `right` columns are numbers. */
function table(
  header: readonly string[],
  lines: readonly (readonly string[])[],
  right: number,
): string {
  const ruler = header.map((_, column) => (column >= header.length - right ? '--:' : '---'));
  return [header, ruler, ...lines.map((line) => line.map(cell))]
    .map((line) => `| ${line.join(' | ')} |\n`)
    .join('');
}

/** Text of a recording must not end a cell, nor become markup. */
function cell(text: string): string {
  return text.replaceAll(/[\\|<>*[\]]/g, (character) => `\\${character}`).replaceAll(/\s+/g, ' ');
}
