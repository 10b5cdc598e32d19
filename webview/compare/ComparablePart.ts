import type { Comparability } from '../../src/protocol/compare';
import type { ComparedPair } from '../../src/protocol/comparePage';
import { element } from '../dom/element';
import { icon } from '../dom/icon';
import { counted } from '../format/count';
import { Part } from '../panels/parts/Part';
import { partMarkdown, partTable, type PartColumn } from '../panels/parts/partTable';
import type { CompareContext } from './CompareContext';

const severities = ['error', 'warning', 'ok'] as const;
const iconOf = { error: 'error', warning: 'warning', ok: 'check' } as const;
const wordOf = { error: 'not comparable', warning: 'differs', ok: 'ok' } as const;

/** What the runs should have in common, whether they do, and which rows suffer where they do not. */
export class ComparablePart {
  private readonly part: Part;

  constructor({ copied }: CompareContext) {
    this.part = new Part({
      title: 'Comparable?',
      testId: 'comparable',
      copied: (markdown) => {
        copied(markdown, 'Markdown');
      },
    });
  }

  get root(): HTMLElement {
    return this.part.root;
  }

  show(pair: ComparedPair): void {
    const rows = severities.flatMap((severity) =>
      pair.comparable.filter((one) => one.severity === severity),
    );
    const columns = columnsOf(pair);
    const label = 'What the runs should have in common';
    this.part.show({
      nodes: [partTable({ label, testId: 'comparable-table', columns, rows })],
      markdown: partMarkdown({ columns, rows }),
    });
  }
}

function columnsOf({ rows }: ComparedPair): readonly PartColumn<Comparability>[] {
  const text = (
    id: string,
    title: string,
    meaning: string,
    of: (one: Comparability) => string,
  ): PartColumn<Comparability> => ({
    ...{ id, title, meaning, isNumeric: false },
    cell: (one) => ({ text: of(one) }),
  });
  return [
    text('what', 'What', 'What the runs should have in common', ({ what }) => what),
    {
      ...text(
        'comparability',
        'Verdict',
        'Whether they have it',
        ({ severity }) => wordOf[severity],
      ),
      cell: ({ severity }) => ({
        text: wordOf[severity],
        picture: element(
          'span',
          { class: `severity ${severity}` },
          icon(iconOf[severity]),
          wordOf[severity],
        ),
      }),
    },
    text('a', 'A', 'In run A', ({ a }) => a),
    text('b', 'B', 'In run B', ({ b }) => b),
    text('text', 'What follows', 'What it does to the comparison', (one) => one.text),
    text('affects', 'Doubtful rows', 'Rows of the table that it makes unreliable', ({ what }) => {
      const count = rows.filter(({ doubts }) => doubts.includes(what)).length;
      return count === 0 ? '' : counted(count, 'row');
    }),
  ];
}
