import { messageOf } from '../../../src/base/messageOf';
import type { Evidence, TableTarget, TimelineDetail } from '../../../src/protocol/timeline';
import { assertNever } from '../../../src/base/assertNever';
import { createButton, createIconButton } from '../../controls';
import { element } from '../../dom/element';
import { formatInstant } from '../../format/time';
import { LatestCall } from '../../LatestCall';
import type { LanePlace } from '../../state/timelineState';
import { Part, partNote } from '../parts/Part';
import { detailMarkdown } from './detailMarkdown';
import { linkRow, type Link } from './linkRow';
import type { TimelineContext, TimelinePart } from './TimelineContext';

const NONE = 'Select a place on a lane to read what it is.';
/** How far beside a mark one may click. */
const SLACK_CSS_PX = 6;

/** What is at the place that is selected, in words, and where more of it is. */
export class SelectionPart implements TimelinePart {
  readonly root: HTMLElement;
  private readonly part: Part;
  /** For screen readers: the selection moves by keys while the lanes have the focus. */
  private readonly announcement = element('p', {
    class: 'visually-hidden',
    role: 'status',
    'data-testid': 'timeline-selection-said',
  });
  private readonly call: LatestCall<'timelineAt'>;
  private shown: TimelineDetail | undefined;

  constructor(private readonly context: TimelineContext) {
    const { host, store, copied } = context;
    this.part = new Part({ title: 'Selection', testId: 'timeline-selection', copied });
    this.root = element('div', {}, this.announcement, this.part.root);
    this.call = new LatestCall({
      host,
      method: 'timelineAt',
      answered: (detail, { lane, timeNs }) => {
        const { place } = this.context.store.state.timeline;
        // The answer may be of a place that was left meanwhile.
        if (place?.lane === lane && place.timeNs === timeNs) this.show(detail ?? undefined);
      },
      failed: (message) => {
        this.clear(message);
      },
    });
    store.subscribe((state, previous) => {
      const { place } = state.timeline;
      if (place !== previous.timeline.place) this.select(place);
    });
    this.part.showNote(NONE);
  }

  refresh(): void {
    const { place } = this.context.store.state.timeline;
    if (place !== undefined && this.shown === undefined) this.select(place);
  }

  restart(): void {
    this.clear();
  }

  private select(place: LanePlace | undefined): void {
    if (place === undefined) {
      this.clear();
      return;
    }
    const { columnNs } = this.context.window() ?? { columnNs: 0 };
    const slackNs = SLACK_CSS_PX * window.devicePixelRatio * columnNs;
    this.call.ask({ ...place, slackNs });
  }

  private clear(text = NONE): void {
    this.shown = undefined;
    this.announcement.textContent = text === NONE ? '' : text;
    this.context.drawStretch(undefined);
    this.part.showNote(text);
  }

  private show(detail: TimelineDetail | undefined): void {
    if (detail === undefined) {
      const isComplete = this.context.overview()?.isComplete ?? false;
      this.clear(
        isComplete
          ? 'Nothing is told of this place.'
          : 'What it is can be told once the whole trace is read.',
      );
      return;
    }
    this.shown = detail;
    const { title, sentences, fromNs, toNs, facts } = detail;
    this.context.drawStretch({ fromNs, toNs });
    this.announcement.textContent = `${title}. ${sentences.slice(0, 2).join(' ')}`;
    this.part.show({
      controls: this.controls(detail),
      nodes: [
        element('h4', { 'data-testid': 'timeline-selection-title' }, title),
        element(
          'div',
          { class: 'in-words', 'data-testid': 'timeline-selection-words' },
          ...sentences.map((sentence) => element('p', {}, sentence)),
        ),
        ...this.ripRows(detail),
        this.evidenceRow(detail.evidence),
        linkRow(
          'timeline-selection-tables',
          'More in:',
          detail.tables.map((of) => this.link(of)),
        ),
        element(
          'dl',
          { class: 'places' },
          ...facts.flatMap(({ label, value }) => [
            element('dt', {}, label),
            element('dd', {}, value),
          ]),
        ),
      ],
      markdown: detailMarkdown(detail, this.context.clockUnit()),
    });
  }

  private controls({ lane, fromNs, toNs }: TimelineDetail): readonly Node[] {
    const { place, shown } = this.context.store.state.timeline;
    const link = createButton({
      label: 'Copy link',
      testId: 'timeline-selection-link',
      pressed: () => {
        const timeNs = place?.timeNs ?? fromNs;
        const overview = this.context.overview();
        const range = shown ?? {
          fromNs: overview?.fromNs ?? fromNs,
          toNs: overview?.toNs ?? toNs,
        };
        void this.copyLink({ ...range, lane, timeNs });
      },
    });
    const frame = createButton({
      label: 'Select its time',
      testId: 'timeline-selection-range',
      pressed: () => {
        this.context.rangePicked({ fromNs, toNs });
      },
    });
    return toNs > fromNs ? [frame, link] : [link];
  }

  private async copyLink(place: {
    readonly fromNs: number;
    readonly toNs: number;
    readonly lane: string;
    readonly timeNs: number;
  }): Promise<void> {
    const { host, told } = this.context;
    try {
      await host.call('copyLink', place);
      told('Copied a link to this place');
    } catch (error) {
      told(`Not copied: ${messageOf(error)}`);
    }
  }

  private ripRows({ lane, rip }: TimelineDetail): readonly HTMLElement[] {
    if (rip === null) return [];
    const copy = createIconButton({
      icon: 'copy',
      label: `Copy the guest RIP ${rip}`,
      testId: 'timeline-selection-rip-copy',
      pressed: () => {
        this.context.copied(rip);
      },
    });
    const text = element('code', { 'data-testid': 'timeline-selection-rip' }, rip);
    const vm = this.context.overview()?.lanes.find(({ key }) => key === lane)?.vm ?? null;
    const { code } = this.context;
    const menu = vm === null ? [] : [code.menu({ vm, rip })];
    const row = element('p', { class: 'timeline-links' }, 'Guest RIP ', text, copy, ...menu);
    return vm === null ? [row] : [row, code.whereabouts({ vm, rip })];
  }

  private evidenceRow(evidence: readonly Evidence[]): HTMLElement {
    if (evidence.length === 0) return partNote('No single event shows it.');
    const unit = this.context.clockUnit();
    return element(
      'ol',
      { class: 'timeline-evidence', 'data-testid': 'timeline-evidence' },
      ...evidence.map(({ label, timeNs, row }) => {
        const text = formatInstant(timeNs, unit);
        const jump = element('button', { type: 'button', class: 'link' }, text);
        jump.addEventListener('click', () => {
          if (row === null) this.context.timePicked(timeNs);
          else this.context.eventPicked(row);
        });
        return element('li', {}, jump, element('span', {}, label));
      }),
    );
  }

  private link(target: TableTarget): Link {
    const { store } = this.context;
    switch (target.table) {
      case 'events':
        return {
          text: 'Events',
          pressed: () => {
            store.dispatch({ type: 'filtered', filter: target.filter });
          },
        };
      case 'idle':
        return {
          text: 'Idle view',
          pressed: () => {
            const { vm, vcpu, strategy } = target;
            store.dispatch({ type: 'idle-shown', vm, vcpu, strategy });
          },
        };
      case 'pages':
        return {
          text: 'Pages view',
          pressed: () => {
            const { vm, gpa } = target;
            store.dispatch({ type: 'page-chosen', page: { vm, gpa } });
            store.dispatch({ type: 'view-chosen', view: 'pages' });
          },
        };
      default:
        return assertNever(target);
    }
  }
}
