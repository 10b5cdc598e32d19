import { element } from '../../dom/element';
import type { Store } from '../../state/Store';
import type { TimelineParts } from './timelineParts';

/** The parts beside the lanes. What was picked last is in sight without scrolling. */
export class SideColumn {
  readonly root: HTMLElement;

  constructor(store: Store, { side, selection, range }: TimelineParts) {
    const roots = side.map((part) => part.root);
    this.root = element(
      'div',
      { class: 'timeline-side', 'data-testid': 'timeline-side' },
      ...roots,
    );
    store.subscribe(({ timeline }, { timeline: previous }) => {
      const isRange = timeline.range !== previous.range;
      if (!isRange && timeline.place === previous.place) return;
      if (isRange && timeline.range !== undefined) this.bringUp(range.root, selection.root);
      else if (timeline.place !== undefined) this.bringUp(selection.root, range.root);
      else if (timeline.range !== undefined) this.bringUp(range.root, selection.root);
    });
  }

  private bringUp(wanted: HTMLElement, other: HTMLElement): void {
    if (wanted.nextElementSibling !== other) {
      // An element that is moved loses the focus.
      if (wanted.contains(document.activeElement)) wanted.after(other);
      else other.before(wanted);
    }
    this.root.scrollTop = 0;
  }
}
