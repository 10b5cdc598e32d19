import { messageOf } from '../../../src/base/messageOf';
import type { RangeSummary } from '../../../src/protocol/timeline';
import { createButton } from '../../controls';
import { element } from '../../dom/element';
import { counted } from '../../format/count';
import { formatDuration, formatInstant } from '../../format/time';
import type { TimeRange } from '../../state/timelineState';
import { Part, partNote } from '../parts/Part';
import { rangeCsv, rangeJson } from './rangeExport';
import { rangeTables, type RangeLinks } from './rangeTables';
import type { TimelineContext, TimelinePart } from './TimelineContext';

/** While a range is drawn with the mouse it changes with every frame. */
const DEBOUNCE_MS = 120;

/** What happened in the range that is selected, in tables that can be taken along. */
export class RangePart implements TimelinePart {
  readonly root: HTMLElement;
  private readonly part: Part;
  private readonly status = element('p', {
    class: 'visually-hidden',
    role: 'status',
    'data-testid': 'timeline-range-said',
  });
  private debounce: number | undefined;
  /** Counts the questions: the newest answer is shown, and older questions are given up by the worker. */
  private asked = 0;
  private summary: RangeSummary | undefined;

  constructor(private readonly context: TimelineContext) {
    const { store, copied } = context;
    this.part = new Part({ title: 'Range', testId: 'timeline-range', copied });
    this.root = element('div', {}, this.status, this.part.root);
    this.root.hidden = true;
    store.subscribe((state, previous) => {
      const { range } = state.timeline;
      if (range !== previous.timeline.range) this.select(range);
    });
  }

  refresh(): void {
    const { range } = this.context.store.state.timeline;
    if (range !== undefined && this.summary === undefined) this.select(range);
  }

  restart(): void {
    this.select(undefined);
  }

  private select(range: TimeRange | undefined): void {
    window.clearTimeout(this.debounce);
    this.asked++;
    this.summary = undefined;
    this.root.hidden = range === undefined;
    if (range === undefined) return;
    this.part.showNote(`${this.rangeText(range)}: adding up…`, this.controls(range));
    this.debounce = window.setTimeout(() => {
      void this.ask(range);
    }, DEBOUNCE_MS);
  }

  private async ask(range: TimeRange): Promise<void> {
    const number = ++this.asked;
    try {
      const summary = await this.context.host.call('timelineRange', range);
      if (number === this.asked) this.show(range, summary);
    } catch (error) {
      if (number !== this.asked) return;
      const message = messageOf(error);
      this.part.showNote(message, this.controls(range));
    }
  }

  private show(range: TimeRange, summary: RangeSummary | null): void {
    if (summary === null) {
      this.part.showNote(
        'What happened in a range can be told once the whole trace is read.',
        this.controls(range),
      );
      return;
    }
    this.summary = summary;
    const { exits, vcpus } = summary;
    const exitCount = exits.reduce((sum, { count }) => sum + count, 0);
    const wakeCount = vcpus.reduce(
      (sum, { wakes }) => sum + wakes.reduce((of, { count }) => of + count, 0),
      0,
    );
    const head = `${this.rangeText(summary)}: ${counted(exitCount, 'exit')}, ${counted(wakeCount, 'wakeup')}.`;
    const tables = rangeTables(summary, this.links());
    this.status.textContent = head;
    this.part.show({
      controls: [...this.controls(summary), ...this.exports(summary)],
      nodes: [
        element('p', { 'data-testid': 'timeline-range-head' }, head),
        ...summary.notes.map(partNote),
        ...tables.map(({ title, root }) =>
          element('div', { class: 'detail-box' }, element('h4', {}, title), root),
        ),
      ],
      markdown: [
        `${head}\n`,
        ...summary.notes.map((note) => `${note}\n`),
        ...tables.map(({ title, markdown }) => `**${title}**\n\n${markdown}`),
      ].join('\n'),
    });
  }

  private rangeText({ fromNs, toNs }: TimeRange): string {
    const unit = this.context.clockUnit();
    const seconds = unit === 'ns' ? ' s' : '';
    return `${formatInstant(fromNs, unit)} – ${formatInstant(toNs, unit)}${seconds} (${formatDuration(toNs - fromNs, unit)})`;
  }

  private controls(range: TimeRange): readonly Node[] {
    return [
      createButton({
        label: 'Zoom to it',
        testId: 'timeline-range-zoom',
        pressed: () => {
          this.context.shown({ fromNs: range.fromNs, toNs: range.toNs });
        },
      }),
      createButton({
        label: 'Clear',
        testId: 'timeline-range-clear',
        pressed: () => {
          this.context.rangePicked(undefined);
        },
      }),
    ];
  }

  private exports(summary: RangeSummary): readonly Node[] {
    const unit = this.context.clockUnit();
    const saving = (label: string, testId: string, name: string, contents: () => string): Node =>
      createButton({
        label,
        testId,
        pressed: () => {
          void this.save(name, contents());
        },
      });
    return [
      saving('Export CSV', 'timeline-range-csv', 'range.csv', () => rangeCsv(summary, unit)),
      saving('Export JSON', 'timeline-range-json', 'range.json', () => rangeJson(summary, unit)),
      createButton({
        label: 'Export for Perfetto',
        testId: 'timeline-range-perfetto',
        pressed: () => {
          void this.saveTraceEvents(summary);
        },
      }),
    ];
  }

  private links(): RangeLinks {
    const { store, clockUnit } = this.context;
    return {
      clockUnit: clockUnit(),
      filterChosen: (filter) => {
        store.dispatch({ type: 'filtered', filter });
      },
      pageChosen: (vm, gpa) => {
        store.dispatch({ type: 'page-chosen', page: { vm, gpa } });
        store.dispatch({ type: 'view-chosen', view: 'pages' });
      },
    };
  }

  private async save(name: string, contents: string): Promise<void> {
    await this.report(this.context.host.call('saveFile', { name, contents }));
  }

  private async saveTraceEvents({ fromNs, toNs }: TimeRange): Promise<void> {
    await this.report(this.context.host.call('saveTraceEvents', { fromNs, toNs }));
  }

  private async report(saving: Promise<{ readonly path: string | null }>): Promise<void> {
    const { told } = this.context;
    try {
      const { path } = await saving;
      if (path !== null) told(`Saved ${path}`);
    } catch (error) {
      told(`Not saved: ${messageOf(error)}`);
    }
  }
}
