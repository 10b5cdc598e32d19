import { element } from '../dom/element';
import { icon } from '../dom/icon';

/** A small button that leads to guest code. */
export function codeButton(label: string, pressed: () => void): HTMLButtonElement {
  const button = element(
    'button',
    {
      type: 'button',
      class: 'menu-button icon-only',
      title: label,
      'aria-label': label,
      'data-testid': 'code-button',
    },
    icon('code'),
  );
  button.addEventListener('click', pressed);
  return button;
}
