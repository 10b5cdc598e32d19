import { element } from '../../dom/element';
import { droppedUris } from './droppedUris';

export interface SymbolDropOptions {
  /** Where files can be dropped. */
  readonly target: HTMLElement;
  readonly dropped: (uris: readonly string[]) => void;
  /** Something was dropped that does not tell where its file is. */
  readonly refused: () => void;
}

/** Takes files of symbols that are dropped, and says where they can be. */
export class SymbolDrop {
  readonly hint = element(
    'div',
    { class: 'drop-hint', 'data-testid': 'symbols-drop' },
    'Drop files of symbols: an ELF file, System.map or kallsyms',
  );

  constructor(private readonly options: SymbolDropOptions) {
    const { target } = options;
    this.hint.hidden = true;
    for (const type of ['dragenter', 'dragover'] as const) {
      target.addEventListener(type, (event) => {
        this.over(event);
      });
    }
    target.addEventListener('dragleave', ({ relatedTarget }) => {
      const isInside = relatedTarget instanceof Node && target.contains(relatedTarget);
      if (!isInside) this.hint.hidden = true;
    });
    target.addEventListener('drop', (event) => {
      this.drop(event);
    });
  }

  private over(event: DragEvent): void {
    const { dataTransfer } = event;
    if (dataTransfer === null || !holdsFiles(dataTransfer.types)) return;
    event.preventDefault();
    dataTransfer.dropEffect = 'copy';
    this.hint.hidden = false;
  }

  private drop(event: DragEvent): void {
    const { dataTransfer } = event;
    this.hint.hidden = true;
    if (dataTransfer === null || !holdsFiles(dataTransfer.types)) return;
    event.preventDefault();
    const uris = droppedUris((type) => dataTransfer.getData(type));
    if (uris.length === 0) this.options.refused();
    else this.options.dropped(uris);
  }
}

function holdsFiles(types: readonly string[]): boolean {
  return types.some((type) => type === 'Files' || type.endsWith('uri-list'));
}
