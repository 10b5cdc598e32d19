import { createIconButton } from '../../controls';
import { element } from '../../dom/element';

export interface PartOptions {
  readonly title: string;
  readonly testId: string;
  readonly copied: (markdown: string) => void;
}

export interface PartContent {
  readonly nodes: readonly Node[];
  /** Controls beside the title. */
  readonly controls?: readonly Node[];
  /** The same for an issue or a mail. */
  readonly markdown: string;
}

/** One part of a view: a title, what it shows, and a copy of it. */
export class Part {
  readonly root: HTMLElement;
  private readonly controls = element('span', { class: 'part-controls' });
  private readonly body = element('div', { class: 'part-body' });
  private markdown = '';

  constructor(options: PartOptions) {
    const { title, testId } = options;
    const heading = element('h3', { id: `${testId}-title` }, title);
    this.root = element(
      'section',
      { class: 'part', 'data-testid': testId, 'aria-labelledby': `${testId}-title` },
      element(
        'div',
        { class: 'part-head' },
        heading,
        this.controls,
        createIconButton({
          icon: 'copy',
          label: `Copy as Markdown: ${title}`,
          testId: `${testId}-copy`,
          pressed: () => {
            options.copied(`**${title}**\n\n${this.markdown}`);
          },
        }),
      ),
      this.body,
    );
  }

  show({ nodes, controls, markdown }: PartContent): void {
    this.markdown = markdown;
    this.body.replaceChildren(...nodes);
    if (controls !== undefined) this.controls.replaceChildren(...controls);
  }

  /** A sentence instead of a table or a picture; `controls` stay where they are named. */
  showNote(text: string, controls: readonly Node[] = []): void {
    this.show({ nodes: [partNote(text)], controls, markdown: `${text}\n` });
  }
}

/** A sentence below what a part shows. */
export function partNote(text: string): HTMLElement {
  return element('p', { class: 'part-note' }, text);
}
