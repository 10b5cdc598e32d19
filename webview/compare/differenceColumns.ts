import type { ComparedRow } from '../../src/protocol/comparePage';
import { rowSubject } from '../../src/protocol/rowSubject';
import { element } from '../dom/element';
import { linkButton, type PartColumn } from '../panels/parts/partTable';
import { drawInterval } from './drawInterval';

export interface RowActions {
  /** The user wants to see an example of a row. */
  readonly opened: (row: ComparedRow) => void;
  /** Of a row about guest code: its instructions are to be shown. */
  readonly codeWanted: (row: ComparedRow) => void;
}

/** The table of differences. */
export function differenceColumns({
  opened,
  codeWanted,
}: RowActions): readonly PartColumn<ComparedRow>[] {
  const number = (
    id: string,
    title: string,
    meaning: string,
    text: (row: ComparedRow) => string,
  ): PartColumn<ComparedRow> => ({
    ...{ id, title, meaning, isNumeric: true },
    cell: (row) => ({ text: text(row) }),
  });
  return [
    {
      id: 'what',
      title: 'Row',
      meaning: 'What is measured; shows an example of it in both recordings',
      isNumeric: false,
      cell: (row) => ({
        text: row.what,
        tooltip: `${row.id}: show an example in both recordings`,
        opened: () => {
          opened(row);
        },
        more: rowSubject(row).family === 'hot' ? [codeButton(row, codeWanted)] : [],
      }),
    },
    number('a', 'A', 'In run A', ({ aText }) => aText),
    number('b', 'B', 'In run B', ({ bText }) => bText),
    number('delta', 'Δ', 'B − A', ({ deltaText }) => deltaText),
    number('relative', 'Δ %', 'Of what it is in A', ({ relativeText }) => relativeText),
    {
      id: 'verdict',
      title: 'Verdict',
      meaning: 'Whether it is more than chance and 1 %, and what makes it doubtful',
      isNumeric: false,
      cell: (row) => ({
        text: verdictText(row),
        tooltip: `${verdictText(row)}; p ${probability(row.p)}, of all rows ${probability(row.adjustedP)}`,
        picture: element(
          'span',
          { class: row.significant ? 'differs' : 'quiet' },
          shortVerdict(row),
        ),
      }),
    },
    {
      id: 'interval',
      title: '95 % interval of Δ',
      meaning: 'Holds the true difference with 95 % certainty',
      isNumeric: false,
      cell: (row) => ({
        text: row.intervalText,
        picture: element(
          'span',
          { class: 'interval-cell' },
          drawInterval(row),
          element('span', {}, row.intervalText),
        ),
      }),
    },
  ];
}

function codeButton(row: ComparedRow, codeWanted: RowActions['codeWanted']): HTMLElement {
  const button = linkButton('Disassembly', () => {
    codeWanted(row);
  });
  button.title = 'Show its instructions with the exits of both runs';
  button.setAttribute('aria-label', `Disassembly, with the exits of both runs: ${row.what}`);
  button.classList.add('row-code');
  button.dataset['testid'] = 'difference-code';
  return button;
}

function verdictText({ significant, doubts }: ComparedRow): string {
  const verdict = significant ? 'differs' : 'no difference shown';
  return doubts.length === 0 ? verdict : `${verdict}; doubtful: ${doubts.join(', ')}`;
}

/** The tooltip says what makes it doubtful. */
function shortVerdict({ significant, doubts }: ComparedRow): string {
  return `${significant ? 'differs' : 'not shown'}${doubts.length === 0 ? '' : ', doubtful'}`;
}

function probability(p: number): string {
  return p < 0.001 ? '< 0.001' : p.toFixed(3);
}
