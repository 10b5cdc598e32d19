import type { ExampleNotice, ShowNotice } from '../../src/protocol/notices';
import { createIconButton } from '../controls';
import { element } from '../dom/element';
import { linkButton } from './parts/partTable';

export interface ExampleStripOptions {
  /** More of what the example is of is to be shown. */
  readonly moreWanted: (notices: readonly ShowNotice[]) => void;
}

/** Above the views: what they show an example of, and a way to the view that tells most of it. */
export class ExampleStrip {
  readonly root = element('div', { class: 'example-strip', 'data-testid': 'example-strip' });
  private readonly text = element('span', {
    class: 'example-text',
    role: 'status',
    'data-testid': 'example-text',
  });
  private readonly more = element('span', {});

  constructor(private readonly options: ExampleStripOptions) {
    const close = createIconButton({
      icon: 'close',
      label: 'Close the example',
      testId: 'example-close',
      pressed: () => {
        this.hide();
      },
    });
    this.root.append(this.text, this.more, close);
    this.hide();
  }

  show({ text, more }: ExampleNotice): void {
    const button = linkButton(more.label, () => {
      this.options.moreWanted(more.shows);
    });
    button.dataset['testid'] = 'example-more';
    this.more.replaceChildren(button);
    this.root.hidden = false;
    // After it is there: a live region tells what changes in it.
    this.text.textContent = text;
  }

  hide(): void {
    this.root.hidden = true;
    this.text.textContent = '';
  }
}
