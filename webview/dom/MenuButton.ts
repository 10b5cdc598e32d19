import { element } from './element';
import { icon, type IconName } from './icon';
import { placePopover } from './placePopover';

export interface MenuEntry {
  readonly label: string;
  readonly testId: string;
  readonly chosen: () => void;
}

export interface MenuButtonOptions {
  readonly label: string;
  /** Shown instead of the label, which is then its name and tooltip. */
  readonly icon?: IconName;
  readonly testId: string;
  readonly entries: readonly MenuEntry[];
}

interface OpenMenu {
  readonly root: HTMLElement;
  readonly items: readonly HTMLButtonElement[];
  /** Where its button was when it was opened. */
  readonly topCssPx: number;
}

/** A button that opens a list of things to do. The list is built when it is opened: a table may have hundreds. */
export class MenuButton {
  readonly root: HTMLElement;
  private readonly button: HTMLButtonElement;
  private readonly text = element('span', { class: 'menu-button-text' });
  private menu: OpenMenu | undefined;
  private readonly scrolled = (): void => {
    // It would stay where its button no longer is. A scroll that ended before tells of itself late.
    if (this.button.getBoundingClientRect().top !== this.menu?.topCssPx) this.close();
  };

  constructor(private readonly options: MenuButtonOptions) {
    const { label, icon: iconName, testId } = options;
    this.button = element(
      'button',
      {
        class: iconName === undefined ? 'menu-button' : 'menu-button icon-only',
        type: 'button',
        'aria-haspopup': 'menu',
        'aria-expanded': 'false',
        'data-testid': testId,
        ...(iconName === undefined ? {} : { 'aria-label': label, title: label }),
      },
      ...(iconName === undefined ? [this.text, icon('expand')] : [icon(iconName)]),
    );
    this.text.textContent = label;
    this.root = element('span', { class: 'menu-anchor' }, this.button);
    this.button.addEventListener('click', () => {
      if (this.menu === undefined) this.open();
      else this.close();
    });
    this.root.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    this.root.addEventListener('focusout', ({ relatedTarget }) => {
      if (!(relatedTarget instanceof Node) || !this.root.contains(relatedTarget)) this.close();
    });
  }

  /** What it is about has changed; `tooltip` says all that has no room on it. */
  rename(label: string, tooltip: string): void {
    this.text.textContent = label;
    this.button.title = tooltip;
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
    const { label, entries } = this.options;
    const items = entries.map((entry) => this.createItem(entry));
    const attributes = { class: 'menu', role: 'menu', 'aria-label': label, popover: 'manual' };
    const root = element('div', attributes, ...items);
    this.menu = { root, items, topCssPx: this.button.getBoundingClientRect().top };
    this.root.append(root);
    root.showPopover();
    placePopover(root, this.button, 0);
    this.button.setAttribute('aria-expanded', 'true');
    items[0]?.focus();
    window.addEventListener('scroll', this.scrolled, { capture: true });
  }

  private close(): void {
    const { menu } = this;
    if (menu === undefined) return;
    this.menu = undefined;
    menu.root.remove();
    this.button.setAttribute('aria-expanded', 'false');
    window.removeEventListener('scroll', this.scrolled, { capture: true });
  }

  private pressKey(event: KeyboardEvent): void {
    if (this.menu === undefined) return;
    const { items } = this.menu;
    const at = items.findIndex((item) => item === document.activeElement);
    const count = items.length;
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
    if (next !== undefined) items[next]!.focus();
    else {
      this.button.focus();
      this.close();
    }
  }
}
