import { createButton } from '../../controls';
import { element } from '../../dom/element';
import { formatCount } from '../../format/count';
import type { HotActions } from './HotActions';
import type { HotNode } from './HotNode';
import { placeText } from './hotTexts';

interface RowAction {
  readonly label: string;
  readonly meaning: string;
  /** The key that does it in the tree. */
  readonly key: string;
  readonly testId: string;
  readonly act: (node: HotNode) => void;
}

export interface HotToolbarOptions {
  readonly actions: HotActions;
  /** A row as a sentence. */
  readonly sentence: (node: HotNode) => string;
}

/** Which row is selected, and what can be done with it. */
export class HotToolbar {
  readonly root: HTMLElement;
  /** What the keys of a row in the tree do. */
  readonly keys: Readonly<Record<string, (node: HotNode) => void>>;
  private readonly name = element('strong', { 'data-testid': 'hot-selected' });
  private selected: HotNode | undefined;

  constructor(options: HotToolbarOptions) {
    const actions = rowActions(options);
    this.keys = Object.fromEntries(actions.map(({ key, act }) => [key, act]));
    this.root = element(
      'div',
      { class: 'hot-actions', role: 'group', 'aria-label': 'Selected row' },
      this.name,
      ...actions.map((action) => this.button(action)),
    );
  }

  show(node: HotNode): void {
    this.selected = node;
    const text = placeText(node.row, node.by);
    this.name.textContent = text;
    this.name.title = `${text}: ${formatCount(node.row.count)}`;
  }

  private button({ label, meaning, key, testId, act }: RowAction): HTMLElement {
    const button = createButton({
      label,
      testId,
      pressed: () => {
        if (this.selected !== undefined) act(this.selected);
      },
    });
    button.title = `${meaning} (${key})`;
    return button;
  }
}

function rowActions({ actions, sentence }: HotToolbarOptions): readonly RowAction[] {
  return [
    {
      label: 'Source',
      meaning: 'Source line of the row’s hottest instruction',
      key: 's',
      testId: 'hot-source',
      act: (node) => {
        actions.showCode(node, 'source');
      },
    },
    {
      label: 'Disassembly',
      meaning: 'Disassembly at the row’s hottest instruction',
      key: 'd',
      testId: 'hot-disassembly',
      act: (node) => {
        actions.showCode(node, 'disassembly');
      },
    },
    {
      label: 'Events',
      meaning: 'Exits of the row in the table of events',
      key: 'e',
      testId: 'hot-events',
      act: (node) => {
        actions.showEvents(node);
      },
    },
    {
      label: 'Timeline',
      meaning: 'Exits of the row on the timeline',
      key: 't',
      testId: 'hot-timeline',
      act: (node) => {
        actions.showTimeline(node);
      },
    },
    {
      label: 'Copy as sentence',
      meaning: 'The row with its numbers, for the report of a bug',
      key: 'c',
      testId: 'hot-sentence',
      act: (node) => {
        actions.copy(sentence(node));
      },
    },
  ];
}
