import type { FaultsOfCause, PageOverview } from '../../../src/protocol/pages';
import { element } from '../../dom/element';
import { counted, formatCount } from '../../format/count';
import { formatDuration } from '../../format/time';
import { Part, partNote } from '../parts/Part';
import { linkButton, partMarkdown, type PartColumn } from '../parts/partTable';
import { causeClass, causeStyle } from './causeStyles';
import type { PagesContext } from './PagesContext';

/** Why guests' accesses faulted: all faults of the trace by cause, and what is not told of them. */
export class CausesPart {
  readonly root: HTMLElement;
  private readonly part: Part;

  constructor(private readonly context: PagesContext) {
    this.part = new Part({
      title: 'Why accesses faulted',
      testId: 'page-causes',
      copied: context.copied,
    });
    this.root = this.part.root;
  }

  show(overview: PageOverview): void {
    const { byCause, faults } = overview;
    const told = byCause.filter((cause) => cause.faults > 0);
    const notes = notesOf(overview);
    this.part.show({
      controls: [
        element(
          'span',
          { class: 'status' },
          `${counted(faults, 'fault')} on ${counted(overview.pageCount, 'page')}`,
        ),
      ],
      nodes: [
        bar(told),
        this.list(told),
        ...(notes.length === 0 ? [] : [partNote(notes.join(' '))]),
      ],
      markdown: [
        partMarkdown({ columns: this.columns(), rows: told }),
        `${notes.join(' ')}\n`,
      ].join('\n'),
    });
  }

  private list(causes: readonly FaultsOfCause[]): HTMLElement {
    const items = causes.map((of) => {
      const { cause, faults, costNs, retries } = of;
      const { meaning } = causeStyle(cause);
      const again = `${counted(retries, 'fault')} of them by an access that faulted before`;
      return element(
        'li',
        {
          title: retries === 0 ? meaning : `${meaning}. ${again}`,
          'data-testid': 'page-cause',
          'data-cause': cause,
        },
        element('span', { class: `swatch ${causeClass(cause)}`, 'aria-hidden': 'true' }),
        `${cause} `,
        linkButton(formatCount(faults), () => {
          this.context.faultsChosen({ cause });
        }),
        element('span', { class: 'cause-cost' }, this.cost(costNs)),
      );
    });
    return element('ul', { class: 'cause-list' }, ...items);
  }

  private columns(): readonly PartColumn<FaultsOfCause>[] {
    return [
      {
        id: 'cause',
        title: 'Cause',
        meaning: 'Why',
        isNumeric: false,
        cell: ({ cause }) => ({ text: cause }),
      },
      {
        id: 'faults',
        title: 'Faults',
        meaning: 'How many',
        isNumeric: true,
        cell: ({ faults }) => ({ text: formatCount(faults) }),
      },
      {
        id: 'cost',
        title: 'Cost',
        meaning: 'Time from exit to entry, without waiting for a host CPU',
        isNumeric: true,
        cell: ({ costNs }) => ({ text: this.cost(costNs) }),
      },
    ];
  }

  private cost(costNs: number): string {
    return formatDuration(costNs, this.context.clockUnit());
  }
}

function bar(causes: readonly FaultsOfCause[]): HTMLElement {
  const parts = causes.map(({ cause, faults }) => {
    const part = element('span', { class: causeClass(cause), title: cause });
    part.style.flexGrow = faults.toString();
    return part;
  });
  return element('div', { class: 'part-bar', 'aria-hidden': 'true' }, ...parts);
}

function notesOf(overview: PageOverview): readonly string[] {
  const { byCause, pages, pageCount, uncountedFaults, missing, notes } = overview;
  const none = byCause.filter(({ faults }) => faults === 0).map(({ cause }) => cause);
  const told: string[] = [...notes];
  if (pages.length < pageCount) {
    told.push(
      `${counted(pages.length, 'page')} of ${formatCount(pageCount)} are listed: those fought over, then those that cost most.`,
    );
  }
  if (uncountedFaults > 0) {
    told.push(
      `${counted(uncountedFaults, 'fault')} are in these numbers, but not in the list of faults: more came than are kept.`,
    );
  }
  if (missing.length > 0) {
    const events = missing.map(({ event, affects }) => `${event} (${affects.join(', ')})`);
    told.push(`Not in the recording: ${events.join('; ')}.`);
  }
  if (none.length > 0) told.push(`No fault was told to be by: ${none.join(', ')}.`);
  return told;
}
