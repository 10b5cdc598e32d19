import { heatLevel } from '../../charts/heatLevel';
import { element } from '../../dom/element';
import { lineText, type LineFacts } from './lineFacts';

/** Lines side by side: 8 make a square of a page of 64 lines. */
const lineColumns = 8;
/** Hues that the style sheet has for vCPUs; further ones share them, and their numbers tell. */
const hueCount = 6;

/** The lines of a page as cells. One is in the tab order; arrow keys move to the others. */
export class LineGrid {
  readonly root: HTMLElement;
  private readonly grid = element('div', {
    class: 'line-grid',
    role: 'grid',
    'aria-label': 'Lines of the page',
    'data-testid': 'line-grid',
  });
  private readonly legend = element('p', { class: 'line-legend' });
  private readonly told = element('p', { class: 'line-told status', 'aria-live': 'polite' });
  private cells: readonly HTMLElement[] = [];

  /** `picked`: the user wants to see the faults of a line. */
  constructor(private readonly picked: (line: number) => void) {
    this.root = element('div', { class: 'line-box' }, this.grid, this.told, this.legend);
    this.grid.addEventListener('keydown', (event) => {
      this.pressKey(event);
    });
  }

  show(lines: readonly LineFacts[], lineBytes: number): void {
    const most = Math.max(1, ...lines.map(({ stores }) => stores));
    const vcpus = [...new Set(lines.flatMap(({ accesses }) => accesses.map(({ vcpu }) => vcpu)))];
    vcpus.sort((a, b) => a - b);
    this.cells = lines.map((facts) => this.cell(facts, { lineBytes, most, vcpus }));
    const rows: HTMLElement[] = [];
    for (let first = 0; first < this.cells.length; first += lineColumns) {
      const cells = this.cells.slice(first, first + lineColumns);
      rows.push(element('div', { class: 'line-row', role: 'row' }, ...cells));
    }
    this.grid.replaceChildren(...rows);
    const busiest = lines.findIndex(({ stores }) => stores === most);
    this.makeTabStop(this.cells[Math.max(0, busiest)]);
    this.told.textContent = '';
    this.legend.replaceChildren(...legendOf(lines, vcpus));
  }

  private cell(
    facts: LineFacts,
    { lineBytes, most, vcpus }: { lineBytes: number; most: number; vcpus: readonly number[] },
  ): HTMLElement {
    const { line, stores, accesses, isMonitored, wokenVcpus } = facts;
    const text = lineText(facts, lineBytes);
    const marks = accesses.map(({ vcpu, stores: own }) =>
      element(
        'span',
        {
          class: `vcpu-mark vcpu-hue-${vcpus.indexOf(vcpu) % hueCount} ${own > 0 ? 'stores' : ''}`,
        },
        vcpu.toString(),
      ),
    );
    const woken =
      wokenVcpus.length === 0
        ? []
        : [element('span', { class: 'line-wakes' }, `→${wokenVcpus.join(',')}`)];
    const cell = element(
      'div',
      {
        class: isMonitored ? 'line-cell monitored' : 'line-cell',
        role: 'gridcell',
        tabindex: '-1',
        title: text,
        'data-testid': 'line-cell',
        'data-line': line.toString(),
      },
      // Not aria-label: a name must hold what is seen, and this says it in full.
      element('span', { class: 'visually-hidden' }, text),
      element('span', { class: 'line-number', 'aria-hidden': 'true' }, line.toString()),
      element('span', { class: 'line-marks', 'aria-hidden': 'true' }, ...marks, ...woken),
    );
    cell.style.setProperty('--level', heatLevel(stores, most).toFixed(3));
    cell.addEventListener('focus', () => {
      this.makeTabStop(cell);
      this.told.textContent = text;
    });
    cell.addEventListener('pointerenter', () => {
      this.told.textContent = text;
    });
    cell.addEventListener('click', () => {
      this.picked(line);
    });
    return cell;
  }

  private pressKey(event: KeyboardEvent): void {
    const at = this.cells.findIndex((cell) => cell === event.target);
    if (at < 0) return;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -lineColumns,
      ArrowDown: lineColumns,
    };
    const step = steps[event.key];
    if (step !== undefined) this.cells[at + step]?.focus();
    else if (event.key === 'Home') this.cells[0]?.focus();
    else if (event.key === 'End') this.cells.at(-1)?.focus();
    else if (event.key === 'Enter' || event.key === ' ') this.picked(at);
    else return;
    event.preventDefault();
  }

  private makeTabStop(wanted: HTMLElement | undefined): void {
    for (const cell of this.cells) cell.tabIndex = cell === wanted ? 0 : -1;
  }
}

function legendOf(lines: readonly LineFacts[], vcpus: readonly number[]): readonly HTMLElement[] {
  const explained = (sample: HTMLElement, text: string): HTMLElement =>
    element('span', { class: 'legend-entry' }, sample, text);
  const mark = (name: string, text = ''): HTMLElement =>
    element('span', { class: name, 'aria-hidden': 'true' }, text);
  return [
    explained(mark('swatch line-heat'), 'protected stores: more are stronger'),
    ...vcpus.map((vcpu, index) =>
      explained(mark(`vcpu-mark stores vcpu-hue-${index % hueCount}`, `${vcpu}`), `vCPU ${vcpu}`),
    ),
    explained(mark('vcpu-mark', 'n'), 'dotted: none of its stores was held up'),
    ...(lines.some(({ isMonitored }) => isMonitored)
      ? [explained(mark('swatch monitored'), 'monitored line')]
      : []),
    ...(lines.some(({ wokenVcpus }) => wokenVcpus.length > 0)
      ? [explained(mark('line-wakes', '→n'), 'wakes vCPU n')]
      : []),
  ];
}
