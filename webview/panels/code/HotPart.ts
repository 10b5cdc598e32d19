import type { HotQuery, HotTable } from '../../../src/protocol/code';
import type { CodeLinks } from '../../code/CodeLinks';
import { createButton } from '../../controls';
import { element } from '../../dom/element';
import { counted, formatCount } from '../../format/count';
import type { ClockUnit } from '../../format/time';
import type { Host } from '../../host';
import type { Store } from '../../state/Store';
import { partNote } from '../parts/Part';
import { HotActions } from './HotActions';
import { hotColumns } from './hotColumns';
import type { HotContext } from './HotContext';
import { HotControls } from './HotControls';
import { hotAsCsv, hotAsMarkdown, hotSentence } from './hotExport';
import type { HotNode } from './HotNode';
import { hotNotes, whyNone } from './hotNotes';
import { groupingTitles, hotSubjects } from './hotSubjects';
import { placeText } from './hotTexts';
import { HotTree } from './HotTree';
import { HotTreeData, type HotLine } from './HotTreeData';

export interface HotPartOptions {
  readonly host: Host;
  readonly store: Store;
  readonly code: CodeLinks;
  readonly clockUnit: () => ClockUnit;
  /** Name of the trace's file. */
  readonly trace: () => string;
  readonly told: (text: string) => void;
}

/** Building more rows than this at once would be felt; the rest comes by a button. */
const ROWS_AT_FIRST = 100;

/** Which code of the guests is hot: a tree of functions, reasons, lines or instructions. */
export class HotPart {
  readonly root: HTMLElement;
  private readonly controls: HotControls;
  private readonly data: HotTreeData;
  private readonly tree: HotTree;
  private readonly actions: HotActions;
  private readonly count = element('span', {
    class: 'status',
    role: 'status',
    'data-testid': 'hot-count',
  });
  private readonly selection = element('strong', { 'data-testid': 'hot-selected' });
  private readonly toolbar: HTMLElement;
  private readonly notes = element('div', { 'data-testid': 'hot-notes' });
  private query: HotQuery | undefined;
  private mostRows = ROWS_AT_FIRST;
  private selected: HotNode | undefined;

  constructor(private readonly options: HotPartOptions) {
    const { store } = options;
    this.controls = new HotControls(store);
    this.data = new HotTreeData(options.host, () => {
      this.draw();
    });
    this.actions = new HotActions({ ...options, data: this.data });
    this.tree = this.createTree();
    this.toolbar = this.createToolbar();
    this.root = element(
      'section',
      { class: 'part hot-part', 'data-testid': 'hot', 'aria-labelledby': 'hot-title' },
      element(
        'div',
        { class: 'part-head' },
        element('h3', { id: 'hot-title' }, 'Hot code'),
        ...this.controls.nodes,
        this.count,
      ),
      this.toolbar,
      this.tree.root,
      this.notes,
    );
    store.subscribe(({ code }, previous) => {
      if (code !== previous.code) this.controls.show(code);
      if (code.opened !== previous.code.opened) this.draw();
    });
  }

  show(table: HotTable, query: HotQuery): void {
    const isSame = this.query?.of === query.of && this.query.by === query.by;
    if (!isSame) this.mostRows = ROWS_AT_FIRST;
    this.query = query;
    this.data.setTable(table, query);
    this.draw();
  }

  showProblem(message: string): void {
    this.notes.replaceChildren(element('p', { class: 'mistake', role: 'alert' }, message));
  }

  /** The table as it is on screen, or all its rows with their values unrounded. */
  text(format: 'Markdown' | 'CSV'): { readonly text: string; readonly rows: number } {
    const { shown } = this.data;
    if (shown === undefined || this.query === undefined) return { text: '', rows: 0 };
    const context = this.context(shown, this.query);
    if (format === 'CSV') return { text: hotAsCsv(shown.rows, context), rows: shown.rows.length };
    const nodes = nodesOf(this.lines());
    const title = groupingTitles[this.query.by];
    return { text: hotAsMarkdown(nodes, title, context), rows: nodes.length };
  }

  private draw(): void {
    const { query } = this;
    const table = this.data.shown;
    if (table === undefined || query === undefined) return;
    const lines = this.lines();
    const nodes = nodesOf(lines);
    this.selected = nodes.find(({ key }) => key === this.selected?.key) ?? nodes[0];
    this.tree.show({
      title: groupingTitles[query.by],
      columns: hotColumns(this.context(table, query)),
      lines,
      order: query.order,
      selectedKey: this.selected?.key,
      hiddenRows: Math.max(0, table.rows.length - this.mostRows),
    });
    this.drawSelected();
    const { noun } = hotSubjects[query.of];
    this.count.textContent = `${counted(table.rowCount, 'row')}, ${counted(table.count, noun)}`;
    const isEmpty = table.rows.length === 0;
    this.tree.root.hidden = isEmpty;
    this.toolbar.hidden = isEmpty;
    const notes = isEmpty ? [whyNone(table, query)] : [];
    this.notes.replaceChildren(...[...notes, ...hotNotes(table, query)].map(partNote));
  }

  private drawSelected(): void {
    const { selected } = this;
    if (selected === undefined) return;
    const { row, by } = selected;
    const text = placeText(row, by);
    this.selection.textContent = text;
    this.selection.title = `${text}: ${formatCount(row.count)}`;
  }

  private lines(): readonly HotLine[] {
    return this.data.lines(this.options.store.state.code.opened, this.mostRows);
  }

  private context(table: HotTable, { of, vm }: HotQuery): HotContext {
    return {
      of,
      clockUnit: this.options.clockUnit(),
      totalNs: table.totalNs,
      bins: table,
      hasWakeups: table.rows.some(({ wakeups }) => wakeups !== null),
      hasVms: vm === undefined && new Set(table.rows.map((row) => row.vm)).size > 1,
    };
  }

  private createTree(): HotTree {
    const { store } = this.options;
    return new HotTree({
      ordered: (order) => {
        store.dispatch({ type: 'code-chosen', code: { order } });
      },
      toggled: ({ key }) => {
        store.dispatch({ type: 'code-toggled', key });
      },
      selected: (node) => {
        this.selected = node;
        this.drawSelected();
      },
      opened: (node) => {
        this.actions.showCode(node, 'source');
      },
      keys: Object.fromEntries(this.rowActions().map(({ key, act }) => [key, act])),
      allWanted: () => {
        this.mostRows = Number.POSITIVE_INFINITY;
        this.draw();
      },
    });
  }

  private createToolbar(): HTMLElement {
    const buttons = this.rowActions().map(({ label, key, testId, act }) => {
      const button = createButton({
        label,
        testId,
        pressed: () => {
          if (this.selected !== undefined) act(this.selected);
        },
      });
      button.title = `Of the selected row (${key})`;
      return button;
    });
    const attributes = { class: 'hot-actions', role: 'group', 'aria-label': 'Selected row' };
    return element('div', attributes, this.selection, ...buttons);
  }

  private rowActions(): readonly RowAction[] {
    const { actions } = this;
    return [
      {
        label: 'Source',
        key: 's',
        testId: 'hot-source',
        act: (node) => {
          actions.showCode(node, 'source');
        },
      },
      {
        label: 'Disassembly',
        key: 'd',
        testId: 'hot-disassembly',
        act: (node) => {
          actions.showCode(node, 'disassembly');
        },
      },
      {
        label: 'Events',
        key: 'e',
        testId: 'hot-events',
        act: (node) => {
          actions.showEvents(node);
        },
      },
      {
        label: 'Timeline',
        key: 't',
        testId: 'hot-timeline',
        act: (node) => {
          actions.showTimeline(node);
        },
      },
      {
        label: 'Copy as sentence',
        key: 'c',
        testId: 'hot-sentence',
        act: (node) => {
          const { shown } = this.data;
          if (shown === undefined || this.query === undefined) return;
          const context = this.context(shown, this.query);
          actions.copy(hotSentence(node, this.options.trace(), context));
        },
      },
    ];
  }
}

interface RowAction {
  readonly label: string;
  /** The key that does it in the tree. */
  readonly key: string;
  readonly testId: string;
  readonly act: (node: HotNode) => void;
}

function nodesOf(lines: readonly HotLine[]): readonly HotNode[] {
  return lines.flatMap((line) => (line.kind === 'row' ? [line.node] : []));
}
