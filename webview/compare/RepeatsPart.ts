import type { CompareState, RepeatedRuns, RunState } from '../../src/protocol/comparePage';
import { createButton, createIconButton } from '../controls';
import { element } from '../dom/element';
import { icon } from '../dom/icon';

export interface RepeatsOptions {
  /** Runs are to be picked. */
  readonly added: (of: 'a' | 'b') => void;
  /** `run`: its place among those of its kind. */
  readonly removed: (of: 'a' | 'b', run: number) => void;
}

const kinds = ['a', 'b'] as const;

/** Further runs of A's kind and of B's, to be added and left out. */
export class RepeatsPart {
  readonly root = element('div', { class: 'toolbar compare-repeats', 'data-testid': 'repeats' });

  constructor(private readonly options: RepeatsOptions) {}

  /** With several runs B there are none. */
  show({ runs }: Pick<CompareState, 'runs'>, repeats: RepeatedRuns): void {
    this.root.hidden = runs.length !== 2;
    this.root.replaceChildren(...kinds.map((of) => this.kind(of, repeats[of])));
  }

  private kind(of: 'a' | 'b', runs: readonly RunState[]): HTMLElement {
    const letter = of.toUpperCase();
    const add = createButton({
      label: `Add Repeat of ${letter}…`,
      testId: `repeats-add-${of}`,
      pressed: () => {
        this.options.added(of);
      },
    });
    add.title = `Another run of the kind of ${letter}: how runs of one kind differ then counts`;
    const chips = runs.map((run, place) => this.chip(of, run, place));
    return element('span', { class: 'compare-kind' }, ...chips, add);
  }

  private chip(of: 'a' | 'b', { name, path, load }: RunState, place: number): HTMLElement {
    const remove = createIconButton({
      icon: 'close',
      label: `Leave out ${name}`,
      testId: `repeats-remove-${of}`,
      pressed: () => {
        this.options.removed(of, place);
      },
    });
    const mistake = load.kind === 'failed' ? load.message : undefined;
    return element(
      'span',
      { class: 'compare-chip', title: mistake ?? path, 'data-testid': `repeat-${of}` },
      ...(mistake === undefined ? [] : [icon('error')]),
      `${of.toUpperCase()}: ${name}${load.kind === 'reading' ? ' …' : ''}`,
      remove,
    );
  }
}
