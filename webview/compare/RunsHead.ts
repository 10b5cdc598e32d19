import type {
  ComparedPair,
  CompareState,
  ReportFormat,
  RunState,
} from '../../src/protocol/comparePage';
import { rowSubject } from '../../src/protocol/rowSubject';
import { createButton, createDropdown, createIconButton } from '../controls';
import { element } from '../dom/element';
import { icon } from '../dom/icon';
import { MenuButton } from '../dom/MenuButton';

export interface RunsHeadOptions {
  /** The run is to be A, and the former A take its place. */
  readonly firstWanted: (run: number) => void;
  readonly pairChosen: (pair: number) => void;
  readonly timelinesWanted: () => void;
  /** Guest code is to be shown with the exits of both runs. */
  readonly codeWanted: () => void;
  readonly copyWanted: () => void;
  readonly reportWanted: (format: ReportFormat) => void;
}

const reports: readonly { readonly format: ReportFormat; readonly label: string }[] = [
  { format: 'html', label: 'Save Report as HTML…' },
  { format: 'markdown', label: 'Save Report as Markdown…' },
  { format: 'json', label: 'Save as JSON…' },
];

/** Which runs are compared, how far they are read, and what can be done with the whole. */
export class RunsHead {
  readonly root: HTMLElement;
  private readonly first = element('span', { 'data-testid': 'compare-a' });
  private readonly second = element('span', { 'data-testid': 'compare-b' });
  private readonly swap: HTMLElement;
  private readonly pairs;
  private readonly timelines: HTMLElement;
  private readonly code: HTMLElement;
  private readonly save: MenuButton;
  private readonly status = element('span', { class: 'status', role: 'status' });
  private shownPairs = '';
  private pair = 0;

  constructor(options: RunsHeadOptions) {
    this.pairs = createDropdown({
      label: 'Run B',
      testId: 'compare-pair',
      chosen: (value) => {
        options.pairChosen(Number(value));
      },
    });
    this.swap = createIconButton({
      icon: 'swap',
      label: 'Swap A and B',
      testId: 'compare-swap',
      pressed: () => {
        options.firstWanted(this.pair + 1);
      },
    });
    this.timelines = createButton({
      label: 'Timelines',
      testId: 'compare-timelines',
      pressed: options.timelinesWanted,
    });
    this.timelines.title = 'Show both timelines beside each other, zoomed and panned together';
    this.code = createButton({
      label: 'Disassembly…',
      testId: 'compare-disassembly',
      pressed: options.codeWanted,
    });
    this.code.title =
      'Show a function of the guest with the exits of both runs at each instruction';
    this.save = new MenuButton({
      label: 'Report',
      testId: 'compare-save',
      entries: [
        ...reports.map(({ format, label }) => ({
          label,
          testId: `compare-save-${format}`,
          chosen: () => {
            options.reportWanted(format);
          },
        })),
        {
          label: 'Copy Report as Markdown',
          testId: 'compare-copy-report',
          chosen: options.copyWanted,
        },
      ],
    });
    this.root = element(
      'header',
      { class: 'toolbar compare-head' },
      element('h1', { class: 'compare-runs' }, this.first),
      this.swap,
      element('span', { class: 'compare-runs' }, this.second, this.pairs.root),
      this.status,
      this.timelines,
      this.code,
      this.save.root,
    );
  }

  show({ runs, pairs }: CompareState, pair: number): void {
    this.pair = pair;
    this.showLoads(runs);
    this.pairs.root.hidden = runs.length <= 2;
    this.second.hidden = runs.length > 2;
    this.save.root.hidden = pairs === null;
    this.code.hidden = !hasCode(pairs?.[pair] ?? undefined);
    this.showPairs(runs.slice(1));
  }

  /** Of all runs, also while they are read. */
  showLoads(runs: readonly RunState[]): void {
    this.first.replaceChildren(...named('A', runs[0]));
    this.second.replaceChildren(...named('B', runs[1]));
    this.swap.hidden = runs.length < 2;
  }

  showStatus(text: string): void {
    this.status.textContent = text;
  }

  /** Rebuilt only when it changes: an open list must not close. */
  private showPairs(others: readonly RunState[]): void {
    const choices = others.map(({ name }, index) => ({
      value: String(index),
      label: `B: ${name}`,
    }));
    const key = JSON.stringify([choices, this.pair]);
    if (key === this.shownPairs) return;
    this.shownPairs = key;
    this.pairs.setChoices(choices, String(this.pair));
  }
}

/** Some row is about guest code. */
function hasCode(pair: ComparedPair | undefined): boolean {
  return pair?.rows.some((row) => rowSubject(row).family === 'hot') ?? false;
}

function named(letter: 'A' | 'B', run: RunState | undefined): readonly Node[] {
  if (run === undefined) return [];
  const { name, path, load } = run;
  const text = element('span', { class: 'compare-name', title: path }, `${letter}: ${name}`);
  if (load.kind === 'failed') return [icon('error'), text];
  if (load.kind === 'read') return [text];
  const part = load.totalBytes === 0 ? 0 : Math.floor((100 * load.doneBytes) / load.totalBytes);
  return [text, element('span', { class: 'status' }, ` read to ${part} %`)];
}
