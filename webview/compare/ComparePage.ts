import { messageOf } from '../../src/base/messageOf';
import type { ComparePageNotice, CompareState, RepeatedRuns } from '../../src/protocol/comparePage';
import { element } from '../dom/element';
import type { CompareContext, CompareHost } from './CompareContext';
import { ComparablePart } from './ComparablePart';
import { restoreCompareState, type ComparePageState } from './compareState';
import { DifferencesPart } from './DifferencesPart';
import { DurationsPart } from './DurationsPart';
import { PairingPart } from './PairingPart';
import { RepeatsPart } from './RepeatsPart';
import { RunsHead } from './RunsHead';
import { VerdictPart } from './VerdictPart';

const nothing: CompareState = { runs: [], repeats: { a: [], b: [] }, pairs: null, failure: null };

/** The page of a comparison: the runs, whether they are comparable, what differs, and how surely. */
export class ComparePage {
  private state: ComparePageState;
  private shown: CompareState = nothing;
  private readonly head: RunsHead;
  private readonly body = element('div', {
    class: 'view view-parts compare-parts',
    tabindex: '-1',
  });
  private readonly repeats: RepeatsPart;
  private readonly comparable: ComparablePart;
  private readonly pairing: PairingPart;
  private readonly verdict: VerdictPart;
  private readonly differences: DifferencesPart;
  private readonly durations: DurationsPart;

  constructor(
    root: HTMLElement,
    private readonly host: CompareHost,
  ) {
    this.state = restoreCompareState(host.savedState());
    this.head = new RunsHead({
      firstWanted: (run) => void this.tell(host.call('makeFirst', { run }), ''),
      pairChosen: (pair) => {
        this.change({ pair });
        this.draw();
      },
      timelinesWanted: () => {
        const { pair } = this.state;
        void this.tell(host.call('showTimelines', { pair }), '');
      },
      codeWanted: () => {
        this.showCode(null);
      },
      copyWanted: () => void this.tell(host.call('copyReport', {}), 'Copied as Markdown'),
      reportWanted: (format) => void this.save(host.call('saveReport', { format })),
    });
    this.repeats = new RepeatsPart({
      added: (of) => void this.tell(host.call('addRepeats', { of }), ''),
      removed: (of, run) => void this.tell(host.call('removeRepeat', { of, run }), ''),
    });
    const context: CompareContext = {
      state: () => this.state,
      change: (change) => {
        this.change(change);
      },
      exampleWanted: (id) => {
        const { pair } = this.state;
        void this.tell(host.call('showExample', { pair, id }), '');
      },
      codeWanted: (id) => {
        this.showCode(id);
      },
      paired: (pairing) => {
        const { pair } = this.state;
        void this.tell(host.call('pairVcpus', { pair, pairing }), '');
      },
      copied: (text, as) => void this.tell(host.call('copyText', { text }), `Copied as ${as}`),
    };
    this.comparable = new ComparablePart(context);
    this.pairing = new PairingPart(context);
    this.verdict = new VerdictPart(context);
    this.differences = new DifferencesPart(context);
    this.durations = new DurationsPart(context);
    root.append(this.head.root, this.repeats.root, this.body);
  }

  start(): void {
    void this.ask();
  }

  noticed(notice: ComparePageNotice): void {
    switch (notice.notice) {
      case 'compared':
        void this.ask();
        break;
      case 'runs':
        this.showRuns(notice);
        break;
      case 'code-wanted':
        this.showCode(null);
    }
  }

  /** Of a row's function; null: of one that the user picks. */
  private showCode(id: string | null): void {
    const { pair } = this.state;
    void this.tell(this.host.call('showDisassembly', { pair, id }), '');
  }

  private async ask(): Promise<void> {
    try {
      this.shown = await this.host.call('comparison', {});
    } catch (error) {
      this.shown = { ...nothing, failure: String(error) };
    }
    const runs = this.shown.runs.map(({ uri }) => uri);
    const isThere = this.state.pair < runs.length - 1;
    this.change({ runs, repeats: urisOf(this.shown.repeats), ...(isThere ? {} : { pair: 0 }) });
    this.draw();
  }

  private change(change: Partial<ComparePageState>): void {
    this.state = { ...this.state, ...change };
    this.host.saveState(this.state);
  }

  private showRuns({ runs, repeats }: Pick<CompareState, 'runs' | 'repeats'>): void {
    this.shown = { ...this.shown, runs, repeats };
    if (this.shown.pairs === null) {
      this.draw();
      return;
    }
    this.head.showLoads(runs);
    this.repeats.show(this.shown, repeats);
  }

  private draw(): void {
    const { runs, repeats, pairs, failure } = this.shown;
    this.head.show(this.shown, this.state.pair);
    this.repeats.show(this.shown, repeats);
    const pair = pairs?.[this.state.pair] ?? undefined;
    const problems = [
      ...[...runs, ...repeats.a, ...repeats.b].flatMap(({ load }) =>
        load.kind === 'failed' ? [load.message] : [],
      ),
      ...(failure === null ? [] : [failure]),
    ];
    document.body.dataset['state'] =
      pair !== undefined ? 'compared' : problems.length > 0 ? 'failed' : 'reading';
    if (pair === undefined) {
      const texts = problems.length > 0 ? problems : ['The runs are being read…'];
      const name = problems.length > 0 ? 'empty mistake' : 'empty';
      this.body.replaceChildren(
        ...texts.map((text) => element('p', { class: name, 'data-testid': 'compare-note' }, text)),
      );
      return;
    }
    this.comparable.show(pair);
    this.pairing.show(pair);
    this.verdict.show(pair.verdict);
    this.differences.show(pair);
    this.body.replaceChildren(
      element('h2', { class: 'visually-hidden' }, 'Comparison'),
      this.comparable.root,
      this.pairing.root,
      this.verdict.root,
      this.differences.root,
      this.durations.root,
    );
    // A chart takes its size from where it stands.
    this.durations.show(pair);
  }

  private async save(saving: Promise<{ readonly path: string | null }>): Promise<void> {
    try {
      const { path } = await saving;
      this.head.showStatus(path === null ? '' : `Saved to ${path}`);
    } catch (error) {
      this.head.showStatus(`Not saved: ${messageOf(error)}`);
    }
  }

  /** `done`: what to say once it is. */
  private async tell(work: Promise<unknown>, done: string): Promise<void> {
    try {
      await work;
      this.head.showStatus(done);
    } catch (error) {
      this.head.showStatus(messageOf(error));
    }
  }
}

function urisOf({ a, b }: RepeatedRuns): RepeatedRuns<string> {
  return { a: a.map(({ uri }) => uri), b: b.map(({ uri }) => uri) };
}
