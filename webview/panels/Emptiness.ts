import { createButton } from '../controls';
import { element } from '../dom/element';

export interface EmptinessOptions {
  readonly filterCleared: () => void;
}

/** Over an empty events table: why it is empty, and the way out where there is one. */
export class Emptiness {
  readonly root: HTMLElement;
  private readonly text = element('p');
  private readonly clear: HTMLElement;

  constructor(options: EmptinessOptions) {
    this.clear = createButton({
      label: 'Clear the filter',
      testId: 'events-empty-clear',
      pressed: options.filterCleared,
    });
    this.root = element(
      'div',
      { class: 'empty', 'data-testid': 'events-empty' },
      this.text,
      this.clear,
    );
    this.hide();
  }

  hide(): void {
    this.root.hidden = true;
  }

  show(filter: string, isLoading: boolean): void {
    this.root.hidden = false;
    this.clear.hidden = filter === '';
    this.text.textContent = whyEmpty(filter, isLoading);
  }
}

function whyEmpty(filter: string, isLoading: boolean): string {
  if (filter === '') return isLoading ? 'No events read so far.' : 'The recording holds no events.';
  return isLoading ? `No event read so far matches: ${filter}` : `No event matches: ${filter}`;
}
