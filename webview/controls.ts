import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { element, setAttribute } from './dom/element';
import { icon, type IconName } from './dom/icon';

// The toolkit is no longer maintained. Nothing outside this file knows it: to replace it, rewrite
// these functions and the `vscode-*` selectors of styles/controls.css.
provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeTextField(),
);

/** What the toolkit's elements have in common with an `<input>`. */
interface ValueElement extends HTMLElement {
  value: string;
}

export interface ButtonOptions {
  readonly label: string;
  readonly testId?: string;
  readonly isPrimary?: boolean;
  readonly pressed: () => void;
}

export function createButton(options: ButtonOptions): HTMLElement {
  const button = createElement('vscode-button', options.testId);
  button.setAttribute('appearance', options.isPrimary === true ? 'primary' : 'secondary');
  button.textContent = options.label;
  button.addEventListener('click', options.pressed);
  return button;
}

export interface IconButtonOptions {
  readonly icon: IconName;
  /** Name for screen readers, and the tooltip. */
  readonly label: string;
  readonly testId?: string;
  readonly pressed: () => void;
}

export function createIconButton(options: IconButtonOptions): HTMLElement {
  const button = createElement('vscode-button', options.testId);
  button.setAttribute('appearance', 'icon');
  button.title = options.label;
  button.append(icon(options.icon));
  button.addEventListener('click', options.pressed);
  // The toolkit names every icon button "Icon Button" when it is attached, unless it has a name.
  button.setAttribute('aria-label', options.label);
  return button;
}

export interface TextFieldOptions {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  /** Before the field instead of above it. */
  readonly isLabelInline?: boolean;
  readonly placeholder?: string;
  readonly testId?: string;
  readonly edited: (text: string) => void;
  readonly entered?: () => void;
}

export interface TextField {
  readonly root: HTMLElement;
  readonly text: string;
  setText(text: string): void;
  setInvalid(isInvalid: boolean): void;
  focus(): void;
}

export function createTextField(options: TextFieldOptions): TextField {
  const field = createElement('vscode-text-field', options.testId) as ValueElement;
  // The toolkit takes the name for screen readers from the text content, and only from there.
  field.textContent = options.label;
  field.classList.toggle('label-hidden', options.isLabelHidden === true);
  field.classList.toggle('label-inline', options.isLabelInline === true);
  field.setAttribute('spellcheck', 'false');
  setAttribute(field, 'placeholder', options.placeholder);
  field.addEventListener('input', () => {
    options.edited(field.value);
  });
  field.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') options.entered?.();
  });
  return {
    root: field,
    get text() {
      return field.value;
    },
    setText(text) {
      field.value = text;
    },
    setInvalid(isInvalid) {
      field.setAttribute('aria-invalid', String(isInvalid));
    },
    focus() {
      field.focus();
    },
  };
}

export interface CheckboxOptions {
  readonly label: string;
  readonly isChecked: boolean;
  readonly testId?: string;
  readonly changed: (isChecked: boolean) => void;
}

export interface Checkbox {
  readonly root: HTMLElement;
  readonly isChecked: boolean;
}

export function createCheckbox(options: CheckboxOptions): Checkbox {
  const box = createElement('vscode-checkbox', options.testId) as HTMLElement & {
    checked: boolean;
  };
  box.textContent = options.label;
  box.checked = options.isChecked;
  setAttribute(box, 'checked', options.isChecked ? '' : undefined);
  box.addEventListener('change', () => {
    options.changed(box.checked);
  });
  return {
    root: box,
    get isChecked() {
      return box.checked;
    },
  };
}

export interface DropdownChoice {
  readonly value: string;
  readonly label: string;
}

export interface DropdownOptions {
  readonly label: string;
  readonly testId?: string;
  readonly chosen: (value: string) => void;
}

export interface Dropdown {
  readonly root: HTMLElement;
  setChoices(choices: readonly DropdownChoice[], value: string): void;
}

export function createDropdown(options: DropdownOptions): Dropdown {
  const dropdown = createElement('vscode-dropdown', options.testId) as ValueElement;
  dropdown.setAttribute('aria-label', options.label);
  dropdown.addEventListener('change', () => {
    options.chosen(dropdown.value);
  });
  return {
    root: dropdown,
    setChoices(choices, value) {
      dropdown.replaceChildren(
        ...choices.map((choice) => {
          const option = createElement('vscode-option', undefined) as ValueElement;
          option.setAttribute('value', choice.value);
          setAttribute(option, 'selected', choice.value === value ? '' : undefined);
          option.textContent = choice.label;
          return option;
        }),
      );
      dropdown.value = value;
    },
  };
}

function createElement(tag: string, testId: string | undefined): HTMLElement {
  const created = element(tag as 'div');
  if (testId !== undefined) created.dataset['testid'] = testId;
  return created;
}
