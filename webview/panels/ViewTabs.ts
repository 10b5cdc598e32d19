import { element } from '../dom/element';
import type { View } from '../state/viewState';

export const viewTitles: Readonly<Record<View, string>> = {
  timeline: 'Timeline',
  exits: 'Exits',
  idle: 'Idle',
  pages: 'Pages',
  code: 'Code',
};
const views: readonly View[] = ['timeline', 'exits', 'idle', 'pages', 'code'];

export interface ViewTabsOptions {
  readonly view: View;
  readonly chosen: (view: View) => void;
}

/** Which view is shown above the events. One tab is in the tab order; arrow keys go to the others. */
export class ViewTabs {
  readonly root = element('div', { role: 'tablist', class: 'tabs', 'aria-label': 'View' });
  private readonly tabs: readonly HTMLButtonElement[];

  constructor(private readonly options: ViewTabsOptions) {
    this.tabs = views.map((view) => this.tab(view));
    this.root.append(...this.tabs);
    this.root.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
    this.show(options.view);
  }

  show(view: View): void {
    this.tabs.forEach((tab, index) => {
      const isShown = views[index] === view;
      tab.setAttribute('aria-selected', String(isShown));
      tab.tabIndex = isShown ? 0 : -1;
    });
  }

  private tab(view: View): HTMLButtonElement {
    const tab = element(
      'button',
      {
        type: 'button',
        role: 'tab',
        class: 'tab',
        id: `tab-${view}`,
        'aria-controls': `view-${view}`,
        'data-testid': `tab-${view}`,
      },
      viewTitles[view],
    );
    tab.addEventListener('click', () => {
      this.options.chosen(view);
    });
    return tab;
  }

  private pressKey(event: KeyboardEvent): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const current = this.tabs.findIndex((tab) => tab.tabIndex === 0);
    const next = (current + step + views.length) % views.length;
    this.options.chosen(views[next]!);
    this.tabs[next]!.focus();
  }
}
