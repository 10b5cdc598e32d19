import { createIconButton } from '../../controls';
import { element } from '../../dom/element';
import type { TimelineKey } from './TimelineContext';

export interface HelpGroup {
  readonly title: string;
  readonly keys: readonly Pick<TimelineKey, 'key' | 'meaning'>[];
}

/** All keys and what the mouse does. Opens over the page; Escape closes it. */
export class HelpSheet {
  readonly root = element('dialog', {
    class: 'timeline-help',
    'data-testid': 'timeline-help-sheet',
    'aria-labelledby': 'timeline-help-title',
  });

  constructor(groups: readonly HelpGroup[]) {
    const close = createIconButton({
      icon: 'close',
      label: 'Close the keys',
      testId: 'timeline-help-close',
      pressed: () => {
        this.root.close();
      },
    });
    this.root.append(
      element(
        'div',
        { class: 'timeline-help-head' },
        element('h2', { id: 'timeline-help-title' }, 'Keys and mouse of the timeline'),
        close,
      ),
      element(
        'div',
        { class: 'timeline-help-groups', tabindex: '0', role: 'group', 'aria-label': 'Keys' },
        ...groups.map(({ title, keys }) =>
          element(
            'section',
            {},
            element('h3', {}, title),
            element(
              'dl',
              {},
              ...keys.flatMap(({ key, meaning }) => [
                element('dt', {}, element('kbd', {}, keyText(key))),
                element('dd', {}, meaning),
              ]),
            ),
          ),
        ),
      ),
    );
    this.root.addEventListener('click', (event) => {
      // On the backdrop, not on what is on the sheet.
      if (event.target === this.root) this.root.close();
    });
  }

  open(): void {
    if (!this.root.open) this.root.showModal();
  }
}

const arrows: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
};

/** As it is written on keyboards: `Alt+←`, `W`. */
function keyText(key: string): string {
  return key
    .split('+')
    .map((part) => arrows[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
}
