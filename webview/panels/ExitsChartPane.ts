import type { ExitsOverTime } from '../../src/protocol/exits';
import { ExitsChart } from '../charts/ExitsChart';
import { ExitsChartTable } from '../charts/ExitsChartTable';
import { element } from '../dom/element';
import { formatDuration, type ClockUnit } from '../format/time';

export interface ExitsChartPaneOptions {
  readonly isTableShown: boolean;
  readonly viewToggled: () => void;
  readonly timePicked: (timeNs: number) => void;
}

/** Exits over time: as a picture, or the same numbers as a table. */
export class ExitsChartPane {
  readonly root: HTMLElement;
  private readonly chart: ExitsChart;
  private readonly table: ExitsChartTable;
  private readonly heading = element('h3');
  private readonly toggle = element('button', {
    type: 'button',
    class: 'link',
    'data-testid': 'exits-chart-toggle',
  });
  private shown: { readonly exits: ExitsOverTime; readonly clockUnit: ClockUnit } | undefined;
  private isTableShown: boolean;

  constructor(options: ExitsChartPaneOptions) {
    this.isTableShown = options.isTableShown;
    this.chart = new ExitsChart({ picked: options.timePicked });
    this.table = new ExitsChartTable({ picked: options.timePicked });
    this.toggle.addEventListener('click', () => {
      this.isTableShown = !this.isTableShown;
      options.viewToggled();
      this.draw();
    });
    const head = element('div', { class: 'chart-head' }, this.heading, this.toggle);
    this.root = element('div', { class: 'chart-pane' }, head, this.chart.root, this.table.root);
    this.draw();
  }

  show(exits: ExitsOverTime, clockUnit: ClockUnit): void {
    this.shown = { exits, clockUnit };
    this.draw();
  }

  private draw(): void {
    this.chart.root.hidden = this.isTableShown;
    this.table.root.hidden = !this.isTableShown;
    this.toggle.textContent = this.isTableShown ? 'Chart' : 'Table';
    this.toggle.title = this.isTableShown ? 'Show as chart' : 'Show as table';
    if (this.shown === undefined) return;
    const { exits, clockUnit } = this.shown;
    this.heading.textContent = `Exits per ${formatDuration(exits.binNs, clockUnit)}`;
    if (this.isTableShown) this.table.show(exits, clockUnit);
    else this.chart.show(exits, clockUnit);
  }
}
