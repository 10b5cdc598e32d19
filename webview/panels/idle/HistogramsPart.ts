import type { IdleHistograms, LogBins } from '../../../src/protocol/idle';
import type { VcpuSelection } from '../../../src/protocol/exits';
import { HistogramChart } from '../../charts/HistogramChart';
import { PollWindowChart } from '../../charts/PollWindowChart';
import { element } from '../../dom/element';
import { formatDuration } from '../../format/time';
import type { Host } from '../../host';
import { LatestCall } from '../../LatestCall';
import type { ListedPeriods } from '../../state/viewState';
import { binColumns, binRows } from './binTable';
import type { IdleContext } from './IdleContext';
import { Part } from '../parts/Part';
import { linkButton, partMarkdown, partTable } from '../parts/partTable';
import { atLeast } from './selectionText';
import { windowColumns, windowRows } from './windowTable';

const WINDOW_BINS = 200;

export interface HistogramsPartOptions {
  readonly host: Host;
  readonly context: IdleContext;
  readonly areTablesShown: boolean;
  readonly toggled: () => void;
}

/** How long idle periods and their wakes took, and how the poll window went: pictures, or tables of the same. */
export class HistogramsPart {
  readonly root: HTMLElement;
  private readonly lengthsPart: Part;
  private readonly latenciesPart: Part;
  private readonly windowsPart: Part;
  private readonly lengthsChart: HistogramChart;
  private readonly latenciesChart: HistogramChart;
  private readonly windowsChart: PollWindowChart;
  private readonly call: LatestCall<'idleHistograms'>;
  private histograms: IdleHistograms | undefined;
  private areTablesShown: boolean;
  private view: VcpuSelection = {};
  private strategy: string | undefined;

  constructor(private readonly options: HistogramsPartOptions) {
    const { host, context } = options;
    const { copied } = context;
    this.areTablesShown = options.areTablesShown;
    this.lengthsPart = new Part({
      title: 'Length of idle periods',
      testId: 'idle-lengths',
      copied,
    });
    this.latenciesPart = new Part({ title: 'Wake latency', testId: 'idle-latencies', copied });
    this.windowsPart = new Part({ title: 'Poll window', testId: 'idle-windows', copied });
    this.lengthsChart = new HistogramChart({
      testId: 'lengths-chart',
      subject: 'idle periods by length',
      picked: (fromNs, belowNs) => {
        this.list({ lengthNs: [fromNs, belowNs] });
      },
    });
    this.latenciesChart = new HistogramChart({
      testId: 'latencies-chart',
      subject: 'wakes by latency',
      picked: (fromNs, belowNs) => {
        this.list({ latencyNs: [fromNs, belowNs] });
      },
    });
    this.windowsChart = new PollWindowChart(context.timePicked);
    this.root = element(
      'div',
      { class: 'idle-charts' },
      this.lengthsPart.root,
      this.latenciesPart.root,
      this.windowsPart.root,
    );
    const failed = (message: string): void => {
      this.lengthsPart.show({
        nodes: [element('p', { class: 'empty' }, message)],
        markdown: message,
      });
    };
    this.call = new LatestCall({
      host,
      method: 'idleHistograms',
      failed,
      answered: (histograms) => {
        this.histograms = histograms ?? undefined;
        this.draw();
      },
    });
  }

  /** `strategy`: only its periods; undefined: all. */
  show(view: VcpuSelection, strategy: string | undefined): void {
    this.view = view;
    this.strategy = strategy;
    this.call.ask({
      ...view,
      ...(strategy === undefined ? {} : { strategy }),
      bins: WINDOW_BINS,
    });
  }

  private draw(): void {
    const { histograms } = this;
    if (histograms === undefined) return;
    const { lengths, latencies } = histograms;
    this.showBins(this.lengthsPart, this.lengthsChart, lengths, (range) => ({ lengthNs: range }));
    this.showBins(this.latenciesPart, this.latenciesChart, latencies, (range) => ({
      latencyNs: range,
    }));
    this.showWindows(histograms);
  }

  private showBins(
    part: Part,
    chart: HistogramChart,
    bins: LogBins,
    selection: (range: readonly [number, number]) => ListedPeriods,
  ): void {
    const unit = this.options.context.clockUnit();
    if (bins.p50Ns === null || bins.p99Ns === null) {
      part.showNote('The recording does not tell any.');
      return;
    }
    const columns = binColumns(unit, (range) => {
      this.list(selection(range));
    });
    const rows = binRows(bins);
    const summary = `p50 ${formatDuration(bins.p50Ns, unit)}, p99 ${formatDuration(bins.p99Ns, unit)}`;
    const slowest = (name: string, ns: number): Node =>
      linkButton(`${name} ${formatDuration(ns, unit)}`, () => {
        this.list(selection(atLeast(ns)));
      });
    const nodes = this.areTablesShown
      ? [partTable({ label: 'Histogram', testId: 'histogram', columns, rows })]
      : [chart.root];
    part.show({
      nodes,
      controls: [slowest('p50', bins.p50Ns), slowest('p99', bins.p99Ns), this.toggle()],
      markdown: `${partMarkdown({ columns, rows })}\n${summary}\n`,
    });
    if (!this.areTablesShown) chart.show(bins, unit);
  }

  private showWindows({ fromNs, binNs, windows }: IdleHistograms): void {
    const unit = this.options.context.clockUnit();
    if (windows.length === 0) {
      this.windowsPart.showNote(
        'The recording holds no kvm_halt_poll_ns: windows that never change have none.',
      );
      return;
    }
    const rows = windowRows({ fromNs, binNs, windows });
    const columns = windowColumns(this.options.context);
    const nodes = this.areTablesShown
      ? [partTable({ label: 'Poll window over time', testId: 'windows', columns, rows })]
      : [this.windowsChart.root];
    this.windowsPart.show({
      nodes,
      controls: [this.toggle()],
      markdown: partMarkdown({ columns, rows }),
    });
    if (!this.areTablesShown) this.windowsChart.show({ fromNs, binNs, windows }, unit);
  }

  private toggle(): HTMLElement {
    const button = linkButton(this.areTablesShown ? 'Charts' : 'Tables', () => {
      this.areTablesShown = !this.areTablesShown;
      this.options.toggled();
      this.draw();
    });
    button.dataset['testid'] = 'histograms-toggle';
    return button;
  }

  private list(selection: ListedPeriods): void {
    const { strategy } = this;
    this.options.context.periodsChosen({
      ...this.view,
      ...(strategy === undefined ? {} : { strategy }),
      ...selection,
    });
  }
}
