import { element } from '../../dom/element';
import { formatDuration, formatInstant } from '../../format/time';
import type { MarkerName } from '../../state/timelineState';
import type { TimelineContext, TimelinePart } from './TimelineContext';

/** When the markers A and B are, and how far apart. */
export class MarkersPart implements TimelinePart {
  readonly root = element('p', {
    class: 'timeline-markers',
    'data-testid': 'timeline-markers',
    'aria-live': 'polite',
  });

  constructor(private readonly context: TimelineContext) {
    const { store } = context;
    store.subscribe((state, previous) => {
      if (state.timeline.markers !== previous.timeline.markers) this.draw();
    });
    this.draw();
  }

  refresh(): void {
    this.draw();
  }

  restart(): void {
    this.draw();
  }

  private draw(): void {
    const { a, b } = this.context.store.state.timeline.markers;
    const unit = this.context.clockUnit();
    const marker = (name: MarkerName, timeNs: number | undefined): readonly string[] =>
      timeNs === undefined ? [] : [`${name.toUpperCase()} ${formatInstant(timeNs, unit)}`];
    const delta =
      a === undefined || b === undefined ? [] : [`B − A = ${formatDuration(b - a, unit)}`];
    this.root.textContent = [...marker('a', a), ...marker('b', b), ...delta].join('   ');
    this.root.hidden = a === undefined && b === undefined;
  }
}
