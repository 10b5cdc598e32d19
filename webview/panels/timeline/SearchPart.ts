import { messageOf } from '../../../src/base/messageOf';
import type { MatchColumns, TimelineWindow } from '../../../src/protocol/timeline';
import { createIconButton, createTextField, type TextField } from '../../controls';
import { element } from '../../dom/element';
import { formatCount } from '../../format/count';
import { LatestCall } from '../../LatestCall';
import { searchFilter } from './searchFilter';
import type { TimelineContext, TimelineKey, TimelinePart } from './TimelineContext';

/** Long enough not to search for half a word, short enough to feel immediate. */
const DEBOUNCE_MS = 200;

type Direction = 1 | -1;

/** Marks and counts the events that somebody searches for, and steps from one to the next. */
export class SearchPart implements TimelinePart {
  readonly root: HTMLElement;
  readonly keys: readonly TimelineKey[];
  private readonly field: TextField;
  private readonly count = element('span', {
    class: 'status',
    role: 'status',
    'data-testid': 'timeline-search-count',
  });
  private readonly mistake = element('p', {
    class: 'mistake',
    role: 'alert',
    'data-testid': 'timeline-search-error',
  });
  private readonly steps = element('span', { class: 'timeline-search-steps' });
  private readonly matches: LatestCall<'timelineMatches'>;
  private debounce: number | undefined;
  private total = 0;
  private inView = 0;
  /** Position among the matches of the one that was stepped to last. */
  private position: number | undefined;

  constructor(private readonly context: TimelineContext) {
    const { host, store } = context;
    this.field = createTextField({
      label: 'Search events on the timeline',
      isLabelHidden: true,
      placeholder: 'Search: HLT, 0x7c10, vcpu=1 class=mem   ( / )',
      testId: 'timeline-search',
      edited: (text) => {
        window.clearTimeout(this.debounce);
        this.debounce = window.setTimeout(() => {
          this.submit(text);
        }, DEBOUNCE_MS);
      },
    });
    this.steps.append(
      this.stepButton('Previous match (Shift+Enter)', 'timeline-search-previous', -1),
      this.stepButton('Next match (Enter)', 'timeline-search-next', 1),
    );
    this.root = element(
      'div',
      { class: 'timeline-search' },
      this.field.root,
      this.count,
      this.steps,
      this.mistake,
    );
    this.root.addEventListener('keydown', (event) => {
      this.keyPressed(event);
    });
    this.matches = new LatestCall({
      host,
      method: 'timelineMatches',
      answered: (matches, { filter, ...window }) => {
        if (filter === this.filter) this.show(matches, window);
      },
      failed: (message) => {
        this.clear();
        this.showMistake(message);
      },
    });
    this.keys = [
      {
        key: '/',
        meaning: 'Search',
        pressed: () => {
          this.field.focus();
        },
      },
      {
        key: 'Ctrl+f',
        meaning: 'Search',
        pressed: () => {
          this.field.focus();
        },
      },
      {
        key: 'n',
        meaning: 'Next match of the search',
        pressed: () => {
          void this.step(1);
        },
      },
      {
        key: 'Shift+n',
        meaning: 'Previous match of the search',
        pressed: () => {
          void this.step(-1);
        },
      },
    ];
    store.subscribe((state, previous) => {
      if (state.timeline.search !== previous.timeline.search) this.searched();
    });
    this.field.setText(store.state.timeline.search);
    this.steps.hidden = true;
    this.mistake.hidden = true;
  }

  refresh(): void {
    this.ask();
  }

  moved(): void {
    this.ask();
  }

  restart(): void {
    this.position = undefined;
    this.clear();
  }

  private get filter(): string {
    return searchFilter(this.context.store.state.timeline.search);
  }

  private submit(typed: string): void {
    window.clearTimeout(this.debounce);
    this.context.store.dispatch({ type: 'timeline-searched', search: typed.trim() });
  }

  private searched(): void {
    const { search } = this.context.store.state.timeline;
    if (this.field.text.trim() !== search) this.field.setText(search);
    this.position = undefined;
    this.ask();
  }

  private ask(): void {
    const { filter } = this;
    const window = this.context.window();
    if (filter === '') this.clear();
    else if (window !== undefined) this.matches.ask({ ...window, filter });
  }

  private show({ total, counts }: MatchColumns, window: TimelineWindow): void {
    this.total = total;
    this.showMistake('');
    this.inView = counts.reduce((sum, count) => sum + count, 0);
    this.drawCount();
    this.steps.hidden = total === 0;
    this.context.drawMatches({ ...window, counts });
  }

  private drawCount(): void {
    const total = formatCount(this.total);
    const inView = formatCount(this.inView);
    if (this.total === 0) this.count.textContent = 'No match';
    else if (this.position === undefined) this.count.textContent = `${inView} of ${total} in view`;
    else {
      const position = formatCount(this.position + 1);
      this.count.textContent = `Match ${position} of ${total}, ${inView} in view`;
    }
  }

  private clear(): void {
    this.total = 0;
    this.count.textContent = '';
    this.steps.hidden = true;
    this.showMistake('');
    this.context.drawMatches(undefined);
  }

  private showMistake(message: string): void {
    this.mistake.textContent = message;
    this.mistake.hidden = message === '';
    this.field.setInvalid(message !== '');
  }

  private keyPressed(event: KeyboardEvent): void {
    if ((event.ctrlKey || event.metaKey) && event.key === 'f') {
      // Who is in this search already does not want the events' filter.
      this.field.focus();
    } else if (event.key === 'Enter') {
      this.submit(this.field.text);
      void this.step(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      // First what is typed, then the field is left.
      if (this.field.text === '') this.context.focusLanes();
      this.field.setText('');
      this.submit('');
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private stepButton(label: string, testId: string, direction: Direction): HTMLElement {
    const button = createIconButton({
      icon: 'expand',
      label,
      testId,
      pressed: () => {
        void this.step(direction);
      },
    });
    button.classList.toggle('turned', direction < 0);
    return button;
  }

  /** Goes to the next match, or the one before; behind the last one comes the first. */
  private async step(direction: Direction): Promise<void> {
    const { filter, context } = this;
    if (filter === '') return;
    try {
      const position = await this.positionOf(direction, filter);
      // At once: the next step may come before this one's answer.
      this.position = position;
      const { host } = context;
      const { total, row, timeNs } = await host.call('eventPage', {
        filter,
        start: position,
        count: 1,
      });
      if (filter !== this.filter || position !== this.position || row.length === 0) return;
      this.total = total;
      this.drawCount();
      this.reveal(timeNs[0]!);
      context.timePicked(timeNs[0]!);
    } catch (error) {
      this.showMistake(messageOf(error));
    }
  }

  private async positionOf(direction: Direction, filter: string): Promise<number> {
    const { host, store, window } = this.context;
    if (this.position !== undefined && this.total > 0) {
      return (this.position + direction + this.total) % this.total;
    }
    const { pointedNs } = store.state.timeline;
    // The view may begin before the trace does.
    const timeNs = Math.max(0, pointedNs ?? window()?.fromNs ?? 0);
    const [{ position }, { total }] = await Promise.all([
      host.call('findEvent', { filter, timeNs }),
      host.call('eventPage', { filter, start: 0, count: 0 }),
    ]);
    if (direction > 0) return position < total ? position : 0;
    return position > 0 ? position - 1 : Math.max(0, total - 1);
  }

  /** Points at a moment, and moves there where it is out of view. */
  private reveal(timeNs: number): void {
    const { store, shown, window } = this.context;
    store.dispatch({ type: 'timeline-pointed', timeNs });
    const view = window();
    if (view === undefined) return;
    const spanNs = view.columns * view.columnNs;
    if (timeNs >= view.fromNs && timeNs < view.fromNs + spanNs) return;
    shown({ fromNs: timeNs - spanNs / 2, toNs: timeNs + spanNs / 2 });
  }
}
