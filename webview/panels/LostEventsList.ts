import type { LostFacts } from '../../src/protocol/facts';
import { Disclosure, type DisclosureOptions } from '../dom/Disclosure';
import { element } from '../dom/element';
import { counted, formatCount } from '../format/count';
import { formatDuration, formatInstant, type ClockUnit } from '../format/time';

export interface LostEventsListOptions extends Omit<DisclosureOptions, 'testId'> {
  readonly picked: (timeNs: number) => void;
}

/** Where events are missing: whether a conclusion stands may depend on it. */
export class LostEventsList {
  readonly disclosure: Disclosure;

  constructor(private readonly options: LostEventsListOptions) {
    this.disclosure = new Disclosure({ ...options, testId: 'lost-events' });
  }

  /** `gapCount`: how many there are, also those that are not listed. */
  show(lost: readonly LostFacts[], gapCount: number, clockUnit: ClockUnit): void {
    this.disclosure.button.hidden = gapCount === 0;
    this.disclosure.setLabel('Where events were lost');
    const gaps = lost.map((gap) => this.entry(gap, clockUnit));
    const rest = gapCount - gaps.length;
    const more = rest === 0 ? [] : [element('li', {}, `${counted(rest, 'more gap')}, not listed`)];
    this.disclosure.region.replaceChildren(
      element('ul', { class: 'lost-events' }, ...gaps, ...more),
    );
  }

  private entry(gap: LostFacts, clockUnit: ClockUnit): HTMLElement {
    const count =
      gap.count === null ? 'an unknown number of events' : `${formatCount(gap.count)} events`;
    const button = element(
      'button',
      { type: 'button', class: 'link', title: 'Show the events around this gap' },
      formatInstant(gap.fromNs, clockUnit),
    );
    button.addEventListener('click', () => {
      this.options.picked(gap.fromNs);
    });
    const length = formatDuration(gap.toNs - gap.fromNs, clockUnit);
    const where = gap.hostCpu === null ? '' : ` CPU ${gap.hostCpu}:`;
    return element('li', {}, button, `${where} ${count} lost within ${length}`);
  }
}
