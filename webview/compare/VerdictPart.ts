import type { Verdict } from '../../src/protocol/compare';
import { element } from '../dom/element';
import { Part } from '../panels/parts/Part';
import { linkButton } from '../panels/parts/partTable';
import type { CompareContext } from './CompareContext';

/** What the comparison says, in sentences that lead to an example. */
export class VerdictPart {
  private readonly part: Part;

  constructor(private readonly context: CompareContext) {
    this.part = new Part({
      title: 'Verdict',
      testId: 'verdict',
      copied: (markdown) => {
        context.copied(markdown, 'Markdown');
      },
    });
  }

  get root(): HTMLElement {
    return this.part.root;
  }

  show({ headline, sentences, resolution }: Verdict): void {
    const items = sentences.map(({ id, text }) => {
      const example = linkButton('Example', () => {
        this.context.exampleWanted(id);
      });
      example.setAttribute('aria-label', `Show an example: ${text}`);
      return element('li', { 'data-testid': 'verdict-sentence' }, text, ' ', example);
    });
    const whole = resolution === '' ? headline : `${headline} ${resolution}`;
    this.part.show({
      nodes: [
        element('p', { class: 'compare-headline', 'data-testid': 'verdict-headline' }, whole),
        ...(items.length === 0 ? [] : [element('ul', { class: 'compare-verdict' }, ...items)]),
      ],
      markdown: `${whole}\n${sentences.map(({ text }) => `\n- ${text}`).join('')}\n`,
    });
  }
}
