import type { HotQuery, HotTable } from '../../../src/protocol/code';
import type { CodeLinks } from '../../code/CodeLinks';
import { element } from '../../dom/element';
import { counted } from '../../format/count';
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
import { HotToolbar } from './HotToolbar';
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
  private readonly toolbar: HotToolbar;
  private readonly notes = element('div', { 'data-testid': 'hot-notes' });
  private query: HotQuery | undefined;
  private mostRows = ROWS_AT_FIRST;
  private selected: HotNode | undefined;
  private hasLines = false;

  constructor(private readonly options: HotPartOptions) {
    const { store } = options;
    this.controls = new HotControls(store);
    this.data = new HotTreeData(options.host, () => {
      this.draw();
    });
    this.actions = new HotActions({ ...options, data: this.data });
    this.toolbar = new HotToolbar({
      actions: this.actions,
      sentence: (node) => this.sentence(node),
    });
    this.tree = this.createTree();
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
      this.toolbar.root,
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
    if (!isSame) {
      this.mostRows = ROWS_AT_FIRST;
      this.selected = undefined;
      this.tree.root.scrollTop = 0;
    }
    this.query = query;
    this.data.setTable(table, query);
    this.draw();
  }

  /** Whether there are symbols with source lines. */
  showLines(hasLines: boolean): void {
    if (hasLines === this.hasLines) return;
    this.hasLines = hasLines;
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
    if (this.selected !== undefined) this.toolbar.show(this.selected);
    const { noun } = hotSubjects[query.of];
    this.count.textContent = `${counted(table.rowCount, 'row')}, ${counted(table.count, noun)}`;
    const isEmpty = table.rows.length === 0;
    this.tree.root.hidden = isEmpty;
    this.toolbar.root.hidden = isEmpty;
    const notes = [isEmpty ? whyNone(table, query) : '', ...hotNotes(table, query)];
    this.notes.replaceChildren(...notes.filter((text) => text !== '').map(partNote));
  }

  private sentence(node: HotNode): string {
    const { shown } = this.data;
    if (shown === undefined || this.query === undefined) return '';
    return hotSentence(node, this.options.trace(), this.context(shown, this.query));
  }

  private lines(): readonly HotLine[] {
    return this.data.lines(this.options.store.state.code.opened, this.mostRows);
  }

  private context(table: HotTable, { of, vm }: HotQuery): HotContext {
    const nodes = nodesOf(this.lines());
    return {
      of,
      clockUnit: this.options.clockUnit(),
      totalNs: table.totalNs,
      bins: table,
      hasWakeups: table.rows.some(({ wakeups }) => wakeups !== null),
      hasModules: nodes.some(({ row }) => row.module !== null),
      hasLines: this.hasLines,
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
        this.toolbar.show(node);
      },
      opened: (node) => {
        this.actions.showCode(node, 'source');
      },
      keys: this.toolbar.keys,
      allWanted: () => {
        this.mostRows = Number.POSITIVE_INFINITY;
        this.draw();
      },
    });
  }
}

function nodesOf(lines: readonly HotLine[]): readonly HotNode[] {
  return lines.flatMap((line) => (line.kind === 'row' ? [line.node] : []));
}
