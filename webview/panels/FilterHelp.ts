import { createIconButton } from '../controls';
import { element } from '../dom/element';
import { placePopover } from '../dom/placePopover';
import { filterExamples } from './filterExamples';

export interface FilterHelpOptions {
  /** An example was clicked: it becomes the filter. */
  readonly picked: (term: string) => void;
}

/** A button that opens the filter's syntax in the top layer; Escape or a click elsewhere closes it. */
export class FilterHelp {
  readonly button: HTMLElement;
  readonly popover: HTMLElement;

  constructor(options: FilterHelpOptions) {
    this.popover = element(
      'div',
      {
        class: 'filter-help',
        popover: 'auto',
        'data-testid': 'filter-help',
        'aria-label': 'Filter syntax',
      },
      element('p', {}, 'Words with blanks between them: an event must match all.'),
      element(
        'dl',
        {},
        ...filterExamples.flatMap(({ term, meaning }) => {
          const button = element(
            'button',
            { type: 'button', class: 'link', title: 'Use as filter' },
            term,
          );
          button.addEventListener('click', () => {
            this.popover.hidePopover();
            options.picked(term);
          });
          return [element('dt', {}, button), element('dd', {}, meaning)];
        }),
      ),
    );
    this.button = createIconButton({
      icon: 'help',
      label: 'Filter syntax',
      testId: 'filter-help-toggle',
      pressed: () => {
        this.popover.togglePopover();
      },
    });
    this.popover.addEventListener('toggle', () => {
      placePopover(this.popover, this.button);
    });
  }
}
