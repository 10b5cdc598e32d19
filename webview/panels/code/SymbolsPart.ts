import type { SymbolImageRow, SymbolProblemRow, SymbolState } from '../../../src/protocol/code';
import { createButton } from '../../controls';
import { element } from '../../dom/element';
import { icon } from '../../dom/icon';
import { counted } from '../../format/count';
import { linkButton } from '../parts/partTable';
import { Part } from '../parts/Part';
import { holdsText, imageText, imageTooltip, unreadableText, withoutSymbols } from './symbolTexts';

export interface SymbolsPartOptions {
  readonly addWanted: () => void;
  readonly slideWanted: (vm: number) => void;
  readonly copied: (markdown: string) => void;
}

/** A kernel has a file and a hundred modules: these come when somebody wants to see them. */
const IMAGES_AT_FIRST = 4;

/** Which files of symbols are used, where the guests have what they describe, and what does not fit. */
export class SymbolsPart {
  readonly root: HTMLElement;
  private readonly part: Part;
  private state: SymbolState | undefined;
  private isWhole = false;

  constructor(private readonly options: SymbolsPartOptions) {
    const { copied } = options;
    this.part = new Part({ title: 'Symbols', testId: 'symbols', copied });
    this.root = this.part.root;
  }

  show(state: SymbolState): void {
    this.state = state;
    this.draw();
  }

  showProblem(message: string): void {
    this.part.showNote(message, [this.addButton(false)]);
  }

  private draw(): void {
    const { state } = this;
    if (state === undefined) return;
    const { unreadable } = state;
    const images = shownFirst(state.images);
    const shown = this.isWhole ? images : images.slice(0, IMAGES_AT_FIRST);
    const lacking = withoutSymbols(state);
    this.part.show({
      controls: [
        this.addButton(lacking.length > 0),
        element('span', { class: 'quiet' }, 'or hold Shift and drop files here'),
      ],
      nodes: [
        element(
          'ul',
          { class: 'symbol-list' },
          ...lacking.map((text) => element('li', { 'data-testid': 'symbols-lacking' }, text)),
          ...shown.map((image) => this.image(image)),
          ...unreadable.map(unreadableFile),
        ),
        ...(images.length <= IMAGES_AT_FIRST ? [] : [this.moreButton(images.length)]),
      ],
      markdown: [...lacking, ...images.map(imageText), ...unreadable.map(unreadableText)]
        .map((line) => `- ${line}\n`)
        .join(''),
    });
  }

  private image(image: SymbolImageRow): HTMLElement {
    const { vm, candidates, problems, placedBy } = image;
    const slides = createButton({
      label: 'Choose slide…',
      testId: 'symbols-slide',
      pressed: () => {
        this.options.slideWanted(vm);
      },
    });
    return element(
      'li',
      { 'data-testid': 'symbols-image' },
      element(
        'span',
        {
          class: placedBy === null ? 'image-line unused' : 'image-line',
          title: imageTooltip(image),
        },
        imageText(image),
      ),
      element('span', { class: 'quiet' }, holdsText(image)),
      ...(candidates.length === 0 ? [] : [slides]),
      ...(problems.length === 0 ? [] : [element('ul', {}, ...problems.map(problem))]),
    );
  }

  private addButton(isPrimary: boolean): HTMLElement {
    const { addWanted } = this.options;
    return createButton({
      label: 'Add symbols…',
      testId: 'symbols-add',
      isPrimary,
      pressed: addWanted,
    });
  }

  private moreButton(images: number): HTMLElement {
    const label = this.isWhole ? 'Show fewer' : `Show all ${counted(images, 'file')}`;
    const button = linkButton(label, () => {
      this.isWhole = !this.isWhole;
      this.draw();
      this.root.querySelector<HTMLElement>('[data-testid=symbols-more]')?.focus();
    });
    button.dataset['testid'] = 'symbols-more';
    return button;
  }
}

/** What is wrong comes before what is well, modules after kernels. */
function shownFirst(images: readonly SymbolImageRow[]): readonly SymbolImageRow[] {
  const rank = ({ problems, module }: SymbolImageRow): number => {
    if (problems.some(({ severity }) => severity !== 'info')) return 0;
    return module === null ? 1 : 2;
  };
  return images.toSorted((left, right) => rank(left) - rank(right));
}

function problem({ severity, message }: SymbolProblemRow): HTMLElement {
  return element(
    'li',
    { class: 'symbol-problem', 'data-testid': 'symbols-problem' },
    element('span', { class: `severity ${severity}` }, icon(severity), severityNames[severity]),
    element('span', {}, message),
  );
}

function unreadableFile(file: SymbolState['unreadable'][number]): HTMLElement {
  const shown = problem({ severity: 'error', code: '', message: unreadableText(file) });
  shown.title = file.path;
  return shown;
}

const severityNames: Readonly<Record<SymbolProblemRow['severity'], string>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};
