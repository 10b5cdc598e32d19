import { element } from './element';
import { icon } from './icon';

export interface MenuEntry {
  readonly label: string;
  readonly testId: string;
  readonly chosen: () => void;
}

export interface MenuButtonOptions {
  readonly label: string;
  readonly testId: string;
  readonly entries: readonly MenuEntry[];
}

/** A button that opens a list of things to do. */
export class MenuButton {
  readonly root: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly menu: HTMLElement;
  private readonly items: readonly HTMLButtonElement[];

  constructor({ label, testId, entries }: MenuButtonOptions) {
    this.button = element(
      'button',
      {
        class: 'menu-button',
        type: 'button',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        'data-testid': testId,
      },
      label,
      icon('expand'),
    );
    this.items = entries.map((entry) => this.createItem(entry));
    this.menu = element('div', { class: 'menu', role: 'menu', 'aria-label': label }, ...this.items);
    this.menu.hidden = true;
    this.root = element('div', { class: 'menu-anchor' }, this.button, this.menu);
    this.button.addEventListener('click', () => {
      if (this.menu.hidden) this.open();
      else this.close();
    });
    this.root.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    this.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !this.root.contains(relatedTarget)) this.close();
    });
  }

  private createItem({ label, testId, chosen }: MenuEntry): HTMLButtonElement {
    const item = element(
      'button',
      { type: 'button', role: 'menuitem', tabindex: '-1', 'data-testid': testId },
      label,
    );
    item.addEventListener('click', () => {
      this.button.focus();
      this.close();
      chosen();
    });
    return item;
  }

  private open(): void {
    this.menu.hidden = false;
    this.button.setAttribute('aria-expanded', 'true');
    this.items[0]?.focus();
  }

  private close(): void {
    this.menu.hidden = true;
    this.button.setAttribute('aria-expanded', 'false');
  }

  private pressKey(event: KeyboardEvent): void {
    if (this.menu.hidden) return;
    const at = this.items.findIndex((item) => item === document.activeElement);
    const count = this.items.length;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: (at + 1) % count,
      ArrowUp: (at + count - 1) % count,
      Home: 0,
      End: count - 1,
    };
    const next = steps[event.key];
    if (next === undefined && event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) this.items[next]!.focus();
    else {
      this.button.focus();
      this.close();
    }
  }
}
