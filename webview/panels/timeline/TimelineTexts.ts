import type { MissingLanes } from '../../../src/protocol/timeline';
import { element } from '../../dom/element';
import { missingText } from './missingLanes';

/** What the timeline says in words: why there is no lane, which kinds lack, what went wrong, and where it stands. */
export class TimelineTexts {
  readonly emptiness = element('p', { class: 'empty', 'data-testid': 'timeline-empty' });
  readonly missing = element('p', {
    class: 'timeline-missing',
    'data-testid': 'timeline-missing',
  });
  readonly problem = element('p', { class: 'mistake timeline-problem', role: 'alert' });
  readonly status = element('p', {
    class: 'timeline-status status',
    role: 'status',
    'data-testid': 'timeline-status',
  });

  showEmptiness(text: string): void {
    this.emptiness.textContent = text;
    this.emptiness.hidden = text === '';
  }

  showProblem(message: string): void {
    this.problem.textContent = message;
    this.problem.hidden = message === '';
  }

  showMissing(missing: readonly MissingLanes[]): void {
    const text = missingText(missing);
    this.missing.textContent = text;
    this.missing.title = text;
    this.missing.hidden = text === '';
  }

  /** A status that is written again is read aloud again. */
  showStatus(text: string): void {
    if (this.status.textContent !== text) this.status.textContent = text;
  }
}
