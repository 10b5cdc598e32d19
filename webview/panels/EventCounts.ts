import type { TraceFacts } from '../../src/protocol/facts';
import { Disclosure, type DisclosureOptions } from '../dom/Disclosure';
import { element } from '../dom/element';
import { counted, formatCount } from '../format/count';
import { formatShare } from '../format/share';

export interface EventCountsOptions extends Omit<DisclosureOptions, 'testId'> {
  readonly picked: (eventName: string) => void;
}

/** How often each tracepoint fired, most frequent first; a click filters by it. */
export class EventCounts {
  readonly disclosure: Disclosure;

  constructor(private readonly options: EventCountsOptions) {
    this.disclosure = new Disclosure({ ...options, testId: 'event-counts' });
  }

  show(facts: TraceFacts): void {
    this.disclosure.button.disabled = facts.eventCounts.length === 0;
    this.disclosure.setLabel(counted(facts.eventCounts.length, 'event name'));
    const entries = facts.eventCounts.map(({ name, count }) =>
      this.entry(name, count, facts.events),
    );
    this.disclosure.region.replaceChildren(element('ul', { class: 'event-counts' }, ...entries));
  }

  private entry(name: string, count: number, total: number): HTMLElement {
    const button = element(
      'button',
      {
        type: 'button',
        class: 'event-count',
        title: `${formatShare(count / Math.max(1, total))} of all events. Click to show only ${name}.`,
      },
      element('span', { class: 'name' }, name),
      element('span', { class: 'number' }, formatCount(count)),
    );
    button.addEventListener('click', () => {
      this.options.picked(name);
    });
    return element('li', {}, button);
  }
}
