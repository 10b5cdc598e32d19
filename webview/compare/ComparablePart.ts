import type { Comparability } from '../../src/protocol/compare';
import type { ComparedPair } from '../../src/protocol/comparePage';
import { element } from '../dom/element';
import { icon } from '../dom/icon';
import { counted } from '../format/count';
import { Part, partNote } from '../panels/parts/Part';
import { partMarkdown, partTable, type PartColumn } from '../panels/parts/partTable';
import type { CompareContext } from './CompareContext';

const severities = ['error', 'warning', 'ok'] as const;
const iconOf = { error: 'error', warning: 'warning', ok: 'check' } as const;

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
    const table = (label: string, testId: string, shown: readonly Comparability[]): HTMLElement =>
      partTable({ label, testId, columns, rows: shown });
    const alike = rows.filter(({ severity }) => severity === 'ok');
    const unlike = rows.filter(({ severity }) => severity !== 'ok');
    const more = element(
      'details',
      { class: 'compare-more' },
      element('summary', {}, `${counted(alike.length, 'thing')} in common`),
      table('What the runs have in common', 'comparable-ok', alike),
    );
    this.part.show({
      nodes: [
        unlike.length === 0
          ? partNote('Nothing that the recordings tell makes these runs less comparable.')
          : table('What the runs do not have in common', 'comparable-table', unlike),
        ...(alike.length === 0 ? [] : [more]),
      ],
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
      ...text('comparability', 'Verdict', 'Whether they have it', wordOf),
      cell: (one) => ({
        text: wordOf(one),
        picture: element(
          'span',
          { class: `severity ${one.severity}` },
          icon(iconOf[one.severity]),
          wordOf(one),
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

/** A run may be too short whichever it is compared with. */
function wordOf({ severity, a, b }: Comparability): string {
  if (severity === 'error') return 'not comparable';
  if (severity === 'ok') return 'ok';
  return a === b ? 'doubtful' : 'differs';
}
