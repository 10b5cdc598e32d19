import { element } from '../../dom/element';
import { linkButton } from '../parts/partTable';

export interface Link {
  readonly text: string;
  readonly pressed: () => void;
}

/** Links one beside the other, behind what they are. */
export function linkRow(testId: string, label: string, links: readonly Link[]): HTMLElement {
  return element(
    'p',
    { class: 'timeline-links', 'data-testid': testId },
    element('span', { class: 'timeline-links-label' }, label),
    ...links.map(({ text, pressed }) => linkButton(text, pressed)),
  );
}
