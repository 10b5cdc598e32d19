import type { ExitsOverTime } from '../../src/protocol/exits';
import { element } from '../dom/element';
import { formatCount } from '../format/count';
import { formatInstant, type ClockUnit } from '../format/time';
import { classSeries } from './classSeries';

export interface ExitsChartTableOptions {
  readonly picked: (timeNs: number) => void;
}

/** The chart's numbers for those who cannot see it, or want to read them. Empty bins are left out. */
export class ExitsChartTable {
  readonly root = element('div', { class: 'chart-table', 'data-testid': 'exits-chart-table' });

  constructor(private readonly options: ExitsChartTableOptions) {}

  show(exits: ExitsOverTime, clockUnit: ClockUnit): void {
    const series = classSeries(exits);
    const head = ['From', ...series.map(({ style }) => style.className)].map((title) =>
      element('th', { scope: 'col', class: 'number' }, title),
    );
    const rows: HTMLElement[] = [];
    for (let bin = 0; bin < exits.bins; bin++) {
      if (series.every(({ counts }) => counts[bin] === 0)) continue;
      const cells = series.map(({ counts }) =>
        element('td', { class: 'number' }, formatCount(counts[bin]!)),
      );
      const from = element(
        'td',
        { class: 'number' },
        this.timeButton(exits.fromNs + bin * exits.binNs, clockUnit),
      );
      rows.push(element('tr', {}, from, ...cells));
    }
    this.root.replaceChildren(
      element(
        'table',
        { 'aria-label': 'Exits over time by class' },
        element('thead', {}, element('tr', {}, ...head)),
        element('tbody', {}, ...rows),
      ),
    );
  }

  private timeButton(timeNs: number, clockUnit: ClockUnit): HTMLElement {
    const button = element(
      'button',
      { type: 'button', class: 'link', title: 'Show the events from this time on' },
      formatInstant(timeNs, clockUnit),
    );
    button.addEventListener('click', () => {
      this.options.picked(timeNs);
    });
    return button;
  }
}
