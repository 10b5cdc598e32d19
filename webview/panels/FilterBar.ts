import { createIconButton, createTextField, type TextField } from '../controls';
import { element } from '../dom/element';
import { FilterHelp } from './FilterHelp';

export interface FilterBarOptions {
  readonly filter: string;
  readonly filtered: (filter: string) => void;
}

/** Long enough not to search for half a word, short enough to feel immediate. */
const debounceMs = 200;

/** The filter's field with its mistakes, its help, and how many events it lets through. */
export class FilterBar {
  readonly root: HTMLElement;
  private readonly field: TextField;
  private readonly mistake = element('p', {
    class: 'mistake filter-mistake',
    role: 'alert',
    'data-testid': 'events-filter-error',
  });
  private readonly matches = element('span', {
    class: 'status',
    role: 'status',
    'data-testid': 'events-count',
  });
  private readonly clearButton: HTMLElement;
  private debounce: number | undefined;

  constructor(private readonly options: FilterBarOptions) {
    this.field = createTextField({
      label: 'Filter events',
      isLabelHidden: true,
      placeholder: 'Filter, for example: kvm_exit reason=HLT vcpu=1   ( / )',
      testId: 'events-filter',
      edited: () => {
        window.clearTimeout(this.debounce);
        this.debounce = window.setTimeout(() => {
          this.submit(this.field.text);
        }, debounceMs);
      },
      entered: () => {
        this.submit(this.field.text);
      },
    });
    this.clearButton = createIconButton({
      icon: 'close',
      label: 'Clear the filter',
      testId: 'events-filter-clear',
      pressed: () => {
        this.submit('');
        this.field.focus();
      },
    });
    const help = new FilterHelp({
      picked: (term) => {
        this.submit(term);
      },
    });
    this.root = element(
      'div',
      { class: 'filter-bar' },
      element(
        'div',
        { class: 'toolbar' },
        element('h2', {}, 'Events'),
        this.field.root,
        this.clearButton,
        help.button,
        this.matches,
      ),
      this.mistake,
      help.popover,
    );
    this.showFilter(options.filter);
    this.showMistake('');
  }

  /** The filter was set from elsewhere, or restored. */
  showFilter(filter: string): void {
    window.clearTimeout(this.debounce);
    if (this.field.text.trim() !== filter) this.field.setText(filter);
    this.clearButton.hidden = filter === '';
  }

  showMatches(text: string): void {
    this.matches.textContent = text;
  }

  showMistake(message: string): void {
    this.mistake.textContent = message;
    this.mistake.hidden = message === '';
    this.field.setInvalid(message !== '');
  }

  focus(): void {
    this.field.focus();
  }

  private submit(typed: string): void {
    window.clearTimeout(this.debounce);
    this.options.filtered(typed.trim());
  }
}
