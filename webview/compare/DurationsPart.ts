import type { ComparedPair, OverlaidDurations } from '../../src/protocol/comparePage';
import { OverlaidChart } from '../charts/OverlaidChart';
import { createDropdown } from '../controls';
import { element } from '../dom/element';
import { formatDuration, type ClockUnit } from '../format/time';
import { Part } from '../panels/parts/Part';
import { linkButton, partMarkdown, partTable } from '../panels/parts/partTable';
import type { CompareContext } from './CompareContext';
import { durationColumns, durationRows } from './durationTable';

/** Shown in any case, where the runs have them. */
const ALWAYS = ['wakeup', 'idle_length'];

interface Slot {
  readonly part: Part;
  readonly chart: OverlaidChart;
}

/** How durations are spread in both runs, over each other: pictures, or tables of the same. */
export class DurationsPart {
  readonly root: HTMLElement;
  private readonly slots: readonly Slot[];
  private readonly others;
  private pair: ComparedPair | undefined;

  constructor(private readonly context: CompareContext) {
    this.others = createDropdown({
      label: 'Other durations',
      testId: 'durations-other',
      chosen: (durations) => {
        context.change({ durations });
        this.draw();
      },
    });
    const titles = ['Wakeup latency', 'Length of idle periods', 'Other durations'];
    this.slots = titles.map((title, index) => ({
      part: new Part({
        title,
        testId: `durations-${index}`,
        copied: (markdown) => {
          context.copied(markdown, 'Markdown');
        },
      }),
      chart: new OverlaidChart(`durations-chart-${index}`),
    }));
    this.root = element(
      'div',
      { class: 'compare-durations' },
      ...this.slots.map(({ part }) => part.root),
    );
  }

  show(pair: ComparedPair): void {
    this.pair = pair;
    this.draw();
  }

  private draw(): void {
    const { pair } = this;
    if (pair === undefined) return;
    const { distributions, clockUnit } = pair;
    const others = distributions.filter(({ id }) => !ALWAYS.includes(id));
    const { durations } = this.context.state();
    const other = others.find(({ id }) => id === durations) ?? others[0];
    this.others.setChoices(
      others.map(({ id, what }) => ({ value: id, label: what })),
      other?.id ?? '',
    );
    const [waking, idling, rest] = this.slots as [Slot, Slot, Slot];
    const find = (id: string): OverlaidDurations | undefined =>
      distributions.find((of) => of.id === id);
    this.drawSlot(waking, find('wakeup'), clockUnit, []);
    this.drawSlot(idling, find('idle_length'), clockUnit, []);
    rest.part.root.hidden = other === undefined;
    if (other !== undefined) this.drawSlot(rest, other, clockUnit, [this.others.root]);
  }

  private drawSlot(
    { part, chart }: Slot,
    durations: OverlaidDurations | undefined,
    unit: ClockUnit,
    controls: readonly Node[],
  ): void {
    if (durations === undefined) {
      part.showNote('One of the recordings does not tell any.');
      return;
    }
    const { areTablesShown } = this.context.state();
    const columns = durationColumns(unit);
    const rows = durationRows(durations);
    const { a, b, what } = durations;
    const summary = [a, b]
      .map(({ p50Ns, p99Ns }, index) => {
        const [half, most] = [formatDuration(p50Ns, unit), formatDuration(p99Ns, unit)];
        return `${index === 0 ? 'A' : 'B'} p50 ${half}, p99 ${most}`;
      })
      .join('; ');
    part.show({
      nodes: areTablesShown
        ? [partTable({ label: what, testId: 'durations-table', columns, rows })]
        : [chart.root],
      controls: [...controls, element('span', { class: 'status' }, summary), this.toggle()],
      markdown: `${partMarkdown({ columns, rows })}\n${summary}\n`,
    });
    if (!areTablesShown) chart.show(durations, unit);
  }

  private toggle(): HTMLElement {
    const { areTablesShown } = this.context.state();
    const button = linkButton(areTablesShown ? 'Charts' : 'Tables', () => {
      this.context.change({ areTablesShown: !areTablesShown });
      this.draw();
    });
    button.dataset['testid'] = 'durations-toggle';
    return button;
  }
}
