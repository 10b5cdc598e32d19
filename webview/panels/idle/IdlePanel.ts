import { clockUnitOf } from '../../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../../src/protocol/facts';
import type { IdleOverview, VcpuIdle } from '../../../src/protocol/idle';
import type { VcpuSelection } from '../../../src/protocol/exits';
import type { CodeLinks } from '../../code/CodeLinks';
import { createDropdown } from '../../controls';
import { element } from '../../dom/element';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import type { Store } from '../../state/Store';
import { vcpuSelection } from '../../state/vcpuSelection';
import { copyMarkdown } from '../copyMarkdown';
import type { ViewToolbar } from '../ViewToolbar';
import { GuestsPart } from './GuestsPart';
import { HistogramsPart } from './HistogramsPart';
import type { IdleContext } from './IdleContext';
import { LedgerPart } from './LedgerPart';
import { OverTimePart } from './OverTimePart';
import { PeriodsPart } from './PeriodsPart';
import { StrategiesPart } from './StrategiesPart';
import { WakersPart } from './WakersPart';

export interface IdlePanelOptions {
  readonly host: Host;
  readonly store: Store;
  readonly toolbar: ViewToolbar;
  readonly code: CodeLinks;
  readonly timePicked: (timeNs: number) => void;
  /** Row in the whole trace. */
  readonly eventPicked: (row: number) => void;
}

/** Where vCPUs' time went, how they were idle and what woke them. */
export class IdlePanel {
  readonly root: HTMLElement;
  private readonly emptiness = element('p', { class: 'empty', 'data-testid': 'idle-empty' });
  private readonly parts: HTMLElement;
  private readonly ledger: LedgerPart;
  private readonly overTime: OverTimePart;
  private readonly strategies: StrategiesPart;
  private readonly wakers: WakersPart;
  private readonly histograms: HistogramsPart;
  private readonly periods: PeriodsPart;
  private readonly guests: GuestsPart;
  private readonly strategy;
  private readonly call: LatestCall<'idleOverview'>;
  private facts: TraceFacts | undefined;
  private isLoading = true;
  private overview: IdleOverview | undefined;

  constructor(private readonly options: IdlePanelOptions) {
    const { host, store } = options;
    const context = this.context();
    this.ledger = new LedgerPart(context);
    this.overTime = new OverTimePart(context);
    this.strategies = new StrategiesPart(context);
    this.wakers = new WakersPart(context);
    this.periods = new PeriodsPart(host, context);
    this.guests = new GuestsPart(context);
    this.histograms = new HistogramsPart({
      host,
      context,
      areTablesShown: store.state.openSections.includes('histogramTables'),
      toggled: () => {
        store.dispatch({ type: 'section-toggled', section: 'histogramTables' });
      },
    });
    this.strategy = createDropdown({
      label: 'Strategy of the periods in the charts and the list',
      testId: 'idle-strategy',
      chosen: (value) => {
        store.dispatch({
          type: 'periods-chosen',
          periods: value === '' ? {} : { strategy: value },
        });
      },
    });
    const chartsHead = element(
      'div',
      { class: 'part-head' },
      element('h3', {}, 'Periods by'),
      this.strategy.root,
    );
    this.parts = element(
      'div',
      { class: 'view-parts' },
      this.ledger.root,
      this.overTime.root,
      element('div', { class: 'idle-pair' }, this.strategies.root, this.wakers.root),
      chartsHead,
      this.histograms.root,
      this.periods.root,
      this.guests.root,
    );
    this.root = element(
      'div',
      { class: 'view', id: 'view-idle', role: 'tabpanel', 'aria-labelledby': 'tab-idle' },
      this.emptiness,
      this.parts,
    );
    this.call = new LatestCall({
      host,
      method: 'idleOverview',
      answered: (overview) => {
        this.overview = overview ?? undefined;
        this.draw();
      },
      failed: (message) => {
        this.showEmptiness(message);
      },
    });
    this.showEmptiness('');
    store.subscribe((state, previous) => {
      if (state.view !== 'idle') return;
      if (previous.view !== 'idle') this.ask();
      else if (state.vm !== previous.vm || state.vcpu !== previous.vcpu) this.draw();
      else if (state.periods !== previous.periods || state.periodOrder !== previous.periodOrder) {
        this.drawPeriods();
      }
    });
  }

  /** What is loaded has changed. Nothing is asked while nobody looks. */
  refresh(facts: TraceFacts, isLoading: boolean): void {
    this.facts = facts;
    this.isLoading = isLoading;
    this.overview = undefined;
    if (this.options.store.state.view === 'idle') this.ask();
  }

  /** Another load has begun. */
  restart(): void {
    this.facts = undefined;
    this.overview = undefined;
  }

  private ask(): void {
    if (this.facts === undefined) return;
    if (this.isLoading) this.draw();
    else if (this.overview === undefined) this.call.ask({});
    else this.draw();
  }

  private draw(): void {
    if (this.overview === undefined) {
      this.showEmptiness('Idle periods are told once the whole trace is read.');
      return;
    }
    const selection = vcpuSelection(this.options.store.state);
    const vcpus = this.overview.vcpus.filter((vcpu) => isOf(vcpu, selection));
    if (vcpus.length === 0) {
      this.showEmptiness(this.whyEmpty());
      return;
    }
    this.showEmptiness('');
    const strategies = this.overview.strategies.filter((row) => isOf(row, selection));
    this.ledger.show(this.overview, vcpus);
    const { overTime } = this.overview;
    this.overTime.show(
      overTime,
      overTime.vcpus.filter((vcpu) => isOf(vcpu, selection)),
    );
    this.strategies.show(strategies);
    this.wakers.show(this.overview, vcpus);
    this.guests.show(vcpus);
    this.drawPeriods();
  }

  private drawPeriods(): void {
    const { periods, periodOrder } = this.options.store.state;
    if (this.overview === undefined) return;
    const names = [...new Set(this.overview.strategies.map(({ strategy }) => strategy))].sort();
    const { strategy } = periods;
    this.strategy.setChoices(
      [
        { value: '', label: 'All strategies' },
        ...names.map((name) => ({ value: name, label: name })),
      ],
      strategy ?? '',
    );
    this.histograms.show(vcpuSelection(this.options.store.state), strategy);
    this.periods.show(vcpuSelection(this.options.store.state), periods, periodOrder);
  }

  private whyEmpty(): string {
    const { vcpus } = this.overview!;
    if (vcpus.length > 0) return 'No vCPU of this selection is in the trace.';
    return 'No thread of this recording is known to run a vCPU: states and idle periods need kvm_entry and kvm_exit. “What it can tell”, above, has the command that records them.';
  }

  private showEmptiness(text: string): void {
    this.emptiness.textContent = text;
    this.emptiness.hidden = text === '';
    this.parts.hidden = text !== '' || this.overview === undefined;
  }

  private context(): IdleContext {
    const { host, toolbar, code, store, timePicked, eventPicked } = this.options;
    return {
      clockUnit: () => (this.facts === undefined ? 'ns' : clockUnitOf(this.facts)),
      code,
      periodsChosen: (periods) => {
        store.dispatch({ type: 'periods-chosen', periods });
        this.periods.root.scrollIntoView({ block: 'nearest' });
      },
      orderChosen: (order) => {
        store.dispatch({ type: 'periods-ordered', order });
      },
      filterChosen: (filter) => {
        store.dispatch({ type: 'filtered', filter });
      },
      timePicked,
      eventPicked,
      copied: (markdown) => {
        void copyMarkdown(markdown, host, toolbar);
      },
    };
  }
}

function isOf(row: Pick<VcpuIdle, 'vm' | 'vcpu'>, { vm, vcpu }: VcpuSelection): boolean {
  return (vm === undefined || vm === row.vm) && (vcpu === undefined || vcpu === row.vcpu);
}
