import { messageOf } from '../../../src/base/messageOf';
import { baseName } from '../../../src/base/baseName';
import type { HotQuery } from '../../../src/protocol/code';
import { clockUnitOf } from '../../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../../src/protocol/facts';
import type { Method, Params } from '../../../src/protocol/requests';
import type { CodeLinks } from '../../code/CodeLinks';
import { element } from '../../dom/element';
import { counted } from '../../format/count';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import type { Store } from '../../state/Store';
import { vcpuSelection } from '../../state/vcpuSelection';
import type { ViewState } from '../../state/viewState';
import { copyMarkdown } from '../copyMarkdown';
import { copyText } from '../copyText';
import type { ViewToolbar } from '../ViewToolbar';
import { HotPart } from './HotPart';
import { SymbolDrop } from './SymbolDrop';
import { SymbolsPart } from './SymbolsPart';

export interface CodePanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly code: CodeLinks;
  readonly toolbar: ViewToolbar;
}

/** Of a trend: as many as its picture has room for. */
const TREND_BINS = 48;

/** In which code of the guests exits, idling, stores, IPIs and wakeups happen, and by which symbols that is told. */
export class CodePanel {
  readonly root: HTMLElement;
  private readonly emptiness = element('p', { class: 'empty', 'data-testid': 'code-empty' });
  private readonly content: HTMLElement;
  private readonly symbols: SymbolsPart;
  private readonly hot: HotPart;
  private readonly stateCall: LatestCall<'symbolState'>;
  private readonly hotCall: LatestCall<'hotCode'>;
  private facts: TraceFacts | undefined;
  private isLoading = true;
  private isFresh = false;
  /** Asked last: what other views restrict meanwhile is another question. */
  private asked = '';

  constructor(private readonly options: CodePanelOptions) {
    const { host, store, toolbar } = options;
    this.symbols = new SymbolsPart({
      addWanted: () => {
        this.request('addSymbols', {});
      },
      slideWanted: (vm) => {
        this.request('chooseSlide', { vm });
      },
      copied: (markdown) => {
        void copyMarkdown(markdown, host, toolbar);
      },
    });
    this.hot = new HotPart({
      ...options,
      clockUnit: () => (this.facts === undefined ? 'ns' : clockUnitOf(this.facts)),
      trace: () => baseName(this.facts?.sources[0]?.path ?? ''),
      told: (text) => {
        toolbar.showStatus(text);
      },
    });
    this.content = element('div', { class: 'code-parts' }, this.symbols.root, this.hot.root);
    this.root = element(
      'div',
      { class: 'view code-view', id: 'view-code', role: 'tabpanel', 'aria-labelledby': 'tab-code' },
      this.emptiness,
      this.content,
    );
    this.root.append(this.createDrop().hint);
    this.stateCall = new LatestCall({
      host,
      method: 'symbolState',
      answered: (state) => {
        if (state === null) return;
        this.symbols.show(state);
        this.hot.showLines(state.images.some(({ hasLines }) => hasLines));
      },
      failed: (message) => {
        this.symbols.showProblem(message);
      },
    });
    this.hotCall = new LatestCall({
      host,
      method: 'hotCode',
      answered: (table, query) => {
        this.isFresh = table !== null;
        this.showEmptiness(table === null ? UNREAD : '');
        if (table !== null) this.hot.show(table, query);
        this.options.toolbar.offerCopies('code', table !== null && table.rows.length > 0);
      },
      failed: (message) => {
        this.showEmptiness('');
        this.hot.showProblem(message);
      },
    });
    this.showEmptiness(UNREAD);
    store.subscribe((state, previous) => {
      if (state.view !== 'code') return;
      if (previous.view !== 'code' || keyOf(state) !== this.asked) this.ask();
    });
  }

  /** What is loaded has changed. Nothing is asked while nobody looks. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.isLoading = isLoading;
    this.isFresh = false;
    if (this.options.store.state.view === 'code') this.ask();
  }

  /** Another load has begun. */
  restart(): void {
    this.facts = undefined;
    this.isFresh = false;
    this.showEmptiness(UNREAD);
    this.options.toolbar.offerCopies('code', false);
  }

  /** Other symbols are used. */
  symbolsTold(): void {
    this.isFresh = false;
    if (this.options.store.state.view === 'code') this.ask();
  }

  async copyTable(format: 'Markdown' | 'CSV'): Promise<void> {
    const { host, toolbar } = this.options;
    const { text, rows } = this.hot.text(format);
    await copyText(host, text, {
      done: `Copied ${counted(rows, 'row')} as ${format}`,
      told: (said) => {
        toolbar.showStatus(said);
      },
    });
  }

  private ask(): void {
    if (this.facts === undefined || this.isLoading) {
      this.showEmptiness(UNREAD);
      return;
    }
    if (!this.isFresh) this.stateCall.ask({});
    const { state } = this.options.store;
    if (this.isFresh && keyOf(state) === this.asked) return;
    this.asked = keyOf(state);
    this.hotCall.ask(queryOf(state));
  }

  private showEmptiness(text: string): void {
    this.emptiness.textContent = text;
    this.emptiness.hidden = text === '';
    this.content.hidden = text !== '';
  }

  private createDrop(): SymbolDrop {
    return new SymbolDrop({
      target: this.root,
      dropped: (uris) => {
        this.request('dropSymbols', { uris });
      },
      refused: () => {
        this.options.toolbar.showStatus(
          'What was dropped does not tell where its file is: use “Add symbols…”.',
        );
      },
    });
  }

  private request<M extends Method>(method: M, params: Params<M>): void {
    this.options.host.call(method, params).catch((error: unknown) => {
      this.options.toolbar.showStatus(messageOf(error));
    });
  }
}

const UNREAD = 'Code is told once the whole trace is read.';

function queryOf(state: ViewState): HotQuery {
  const { of, by, order, search } = state.code;
  return {
    of,
    by,
    order,
    bins: TREND_BINS,
    ...(search === '' ? {} : { search }),
    ...vcpuSelection(state),
  };
}

function keyOf(state: ViewState): string {
  return JSON.stringify(queryOf(state));
}
