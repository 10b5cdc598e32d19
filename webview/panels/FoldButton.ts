import { element } from '../dom/element';
import { icon } from '../dom/icon';

export interface FoldButtonOptions {
  readonly isOpen: boolean;
  readonly toggled: () => void;
  /** Gets the class `unfolded` while all of it is to be seen. */
  readonly folded: HTMLElement;
}

/** On a page with little room (narrow.css) the facts are one line; this button shows the others. */
export class FoldButton {
  readonly root = element(
    'button',
    { class: 'disclosure facts-fold', type: 'button', 'data-testid': 'facts-fold' },
    icon('expand'),
    element('span', {}, 'Facts'),
  );
  private isOpen: boolean;

  constructor({ isOpen, toggled, folded }: FoldButtonOptions) {
    this.isOpen = isOpen;
    this.apply(folded);
    this.root.addEventListener('click', () => {
      this.isOpen = !this.isOpen;
      this.apply(folded);
      toggled();
    });
  }

  private apply(folded: HTMLElement): void {
    folded.classList.toggle('unfolded', this.isOpen);
    this.root.setAttribute('aria-expanded', String(this.isOpen));
  }
}
