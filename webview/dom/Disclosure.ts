import { element } from './element';
import { icon } from './icon';

export interface DisclosureOptions {
  readonly testId: string;
  readonly isOpen: boolean;
  readonly toggled: () => void;
}

/** A button that shows and hides a region; the region's owner fills it. */
export class Disclosure {
  readonly button: HTMLButtonElement;
  readonly region: HTMLElement;
  private readonly label = element('span');
  private isOpen: boolean;

  constructor(options: DisclosureOptions) {
    this.isOpen = options.isOpen;
    const regionId = `${options.testId}-region`;
    this.region = element('div', {
      id: regionId,
      class: 'disclosed',
      'data-testid': options.testId,
    });
    this.button = element(
      'button',
      { class: 'disclosure', type: 'button', 'data-testid': `${options.testId}-toggle` },
      icon('expand'),
      this.label,
    );
    this.button.setAttribute('aria-controls', regionId);
    this.button.addEventListener('click', () => {
      this.isOpen = !this.isOpen;
      this.apply();
      if (this.isOpen) this.region.scrollIntoView({ block: 'nearest' });
      options.toggled();
    });
    this.apply();
  }

  setLabel(...content: readonly (Node | string)[]): void {
    this.label.replaceChildren(...content);
  }

  private apply(): void {
    this.button.setAttribute('aria-expanded', String(this.isOpen));
    this.region.hidden = !this.isOpen;
  }
}
