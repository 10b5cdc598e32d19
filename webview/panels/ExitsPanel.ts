import { clockUnitOf } from '../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../src/protocol/facts';
import type { ExitRow } from '../../src/protocol/ExitRow';
import type { CodeLinks } from '../code/CodeLinks';
import { element } from '../dom/element';
import { counted } from '../format/count';
import type { Host } from '../host';
import { LatestCall } from '../LatestCall';
import type { Store } from '../state/Store';
import { vcpuSelection } from '../state/vcpuSelection';
import type { ExitContext } from '../tables/exitColumns';
import { exitsAsCsv, exitsAsMarkdown } from '../tables/exitsExport';
import { filterOfExits } from '../tables/exitsFilter';
import { ExitsTable } from '../tables/ExitsTable';
import { copyText } from './copyText';
import { ExitsChartPane } from './ExitsChartPane';
import type { ViewToolbar } from './ViewToolbar';

export interface ExitsPanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly toolbar: ViewToolbar;
  readonly code: CodeLinks;
  readonly timePicked: (timeNs: number) => void;
  /** Whether the trace holds any exits at all, as far as is known. */
  readonly emptied: (isEmpty: boolean) => void;
}

/** Bars wide enough to point at on a laptop, narrow enough to show bursts. */
const chartBins = 160;

/** Why the vCPUs left the guest: table and chart, for all of them or for one. */
export class ExitsPanel {
  readonly root: HTMLElement;
  private readonly table: ExitsTable;
  private readonly chartPane: ExitsChartPane;
  private readonly emptiness = element('p', { class: 'empty', 'data-testid': 'exits-empty' });
  private readonly exitRows: LatestCall<'exitRows'>;
  private readonly exitsOverTime: LatestCall<'exitsOverTime'>;
  private rows: readonly ExitRow[] = [];
  private facts: TraceFacts | undefined;
  private isLoading = true;

  constructor(private readonly options: ExitsPanelOptions) {
    const { host, store } = options;
    this.table = new ExitsTable({
      sorted: (sort) => {
        store.dispatch({ type: 'sorted', sort });
      },
      opened: (row) => {
        store.dispatch({ type: 'filtered', filter: filterOfExits(row) });
      },
      codeWanted: ({ reason, vm, vcpu }) => {
        options.code.showHot({ of: 'exits', search: reason, vm, vcpu });
      },
    });
    this.chartPane = new ExitsChartPane({
      isTableShown: store.state.openSections.includes('chartTable'),
      viewToggled: () => {
        store.dispatch({ type: 'section-toggled', section: 'chartTable' });
      },
      timePicked: options.timePicked,
    });
    const failed = (message: string): void => {
      this.showEmptiness(message);
    };
    this.exitRows = new LatestCall({
      host,
      method: 'exitRows',
      failed,
      answered: (rows) => {
        this.rows = rows;
        this.drawTable();
      },
    });
    this.exitsOverTime = new LatestCall({
      host,
      method: 'exitsOverTime',
      failed,
      answered: (exits) => {
        this.chartPane.show(exits, this.context().clockUnit);
      },
    });
    this.root = element(
      'div',
      { class: 'exits', id: 'view-exits', role: 'tabpanel', 'aria-labelledby': 'tab-exits' },
      this.table.root,
      this.emptiness,
      this.chartPane.root,
    );
    store.subscribe((state, previous) => {
      if (state.vm !== previous.vm || state.vcpu !== previous.vcpu) this.ask();
      if (state.exitSort !== previous.exitSort) this.drawTable();
    });
  }

  /** What is loaded has changed. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.isLoading = isLoading;
    this.ask();
  }

  private ask(): void {
    const selection = vcpuSelection(this.options.store.state);
    this.exitRows.ask(selection);
    this.exitsOverTime.ask({ ...selection, bins: chartBins });
  }

  private drawTable(): void {
    this.table.show(this.rows, this.options.store.state.exitSort, this.context());
    const isEmpty = this.rows.length === 0;
    this.showEmptiness(isEmpty ? this.whyEmpty() : '');
    // Without any exits the events get the room; with a choice of VM the panes stay where they are.
    this.options.emptied(isEmpty && !this.isRestricted());
    this.options.toolbar.offerCopies('exits', !isEmpty);
    this.options.toolbar.showStatus('');
  }

  private showEmptiness(text: string): void {
    this.emptiness.textContent = text;
    this.emptiness.hidden = text === '';
    this.table.root.hidden = text !== '';
    this.chartPane.root.hidden = text !== '';
  }

  private whyEmpty(): string {
    if (this.isRestricted()) return 'No exits of this selection in the trace.';
    if (this.isLoading) return 'No exits read so far.';
    return whyNoExits(this.facts);
  }

  private isRestricted(): boolean {
    const { vm, vcpu } = this.options.store.state;
    return vm !== undefined || vcpu !== undefined;
  }

  private context(): ExitContext {
    if (this.facts === undefined) return { clockUnit: 'ns', durationNs: 0 };
    return { clockUnit: clockUnitOf(this.facts), durationNs: this.facts.durationNs };
  }

  /** Copies the table as it is on screen. */
  copyTable(format: 'Markdown' | 'CSV'): void {
    const asText = format === 'CSV' ? exitsAsCsv : exitsAsMarkdown;
    void this.copy(asText(this.table.shownRows, this.context()), format);
  }

  private async copy(text: string, format: string): Promise<void> {
    const { host, toolbar } = this.options;
    await copyText(host, text, {
      done: `Copied ${counted(this.table.shownRows.length, 'row')} as ${format}`,
      told: (said) => {
        toolbar.showStatus(said);
      },
    });
  }
}

function whyNoExits(facts: TraceFacts | undefined): string {
  if (facts?.t0Ns === null) return 'No events could be read from this file.';
  if (facts?.diagnostics.some(({ code }) => code === 'counters-only') === true) {
    return 'A log of kvm_stat holds counters over time, and no single exits: a count says how many there were, not which, and not how long they took.';
  }
  if (facts?.eventCounts.some(({ name }) => name.startsWith('kvm_')) !== true) {
    return 'No KVM events in this recording. To see exits, record with: trace-cmd record -e kvm';
  }
  return 'This recording holds KVM events, but no kvm_exit: it was not among the recorded events, or this KVM does not trace exits (PVM).';
}
