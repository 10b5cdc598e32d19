import type { Companion } from '../../src/protocol/Companion';
import { clockUnitOf } from '../../src/protocol/clockUnitOf';
import type { TraceFacts } from '../../src/protocol/facts';
import type { Disclosure } from '../dom/Disclosure';
import { element } from '../dom/element';
import type { Store } from '../state/Store';
import type { Section } from '../state/viewState';
import type { Host } from '../host';
import { CoveragePanel } from './CoveragePanel';
import { DiagnosticsList } from './DiagnosticsList';
import { EventCounts } from './EventCounts';
import { FactsStrip } from './FactsStrip';
import { FoldButton } from './FoldButton';
import { LostEventsList } from './LostEventsList';
import { RecordingsPanel } from './RecordingsPanel';

export interface OverviewOptions {
  readonly host: Host;
  readonly store: Store;
  readonly tscKhzGiven: (tscKhz: number) => void;
  readonly wholeWanted: () => void;
  readonly columnsWanted: () => void;
  readonly companionsWanted: (companions: readonly Companion[]) => void;
  readonly pickWanted: () => void;
  readonly eventPicked: (name: string) => void;
  readonly timePicked: (timeNs: number) => void;
  readonly copied: (text: string) => void;
}

/** The top of the page: facts, and lists that open below them. */
export class Overview {
  readonly root: HTMLElement;
  readonly recordings: RecordingsPanel;
  private readonly strip: FactsStrip;
  private readonly coverage: CoveragePanel;
  private readonly diagnostics: DiagnosticsList;
  private readonly lostEvents: LostEventsList;
  private readonly eventCounts: EventCounts;

  constructor(options: OverviewOptions) {
    const { store } = options;
    const disclosure = (section: Section): { isOpen: boolean; toggled: () => void } => ({
      isOpen: store.state.openSections.includes(section),
      toggled: () => {
        store.dispatch({ type: 'section-toggled', section });
      },
    });
    this.strip = new FactsStrip(options);
    this.recordings = new RecordingsPanel({ ...disclosure('recordings'), ...options });
    this.coverage = new CoveragePanel({ ...disclosure('coverage'), ...options });
    this.diagnostics = new DiagnosticsList(disclosure('diagnostics'));
    this.lostEvents = new LostEventsList({
      ...disclosure('lostEvents'),
      picked: options.timePicked,
    });
    this.eventCounts = new EventCounts({
      ...disclosure('eventCounts'),
      picked: options.eventPicked,
    });
    const lists: readonly Disclosure[] = [
      this.recordings.disclosure,
      this.coverage.disclosure,
      this.diagnostics.disclosure,
      this.lostEvents.disclosure,
      this.eventCounts.disclosure,
    ];
    this.strip.root.append(...lists.map(({ button }) => button));
    this.root = element(
      'div',
      { class: 'overview' },
      this.strip.root,
      ...lists.map(({ region }) => region),
    );
    const fold = new FoldButton({ ...disclosure('facts'), folded: this.root });
    this.strip.title.after(fold.root);
  }

  show(facts: TraceFacts, companions: readonly Companion[]): void {
    this.root.hidden = false;
    this.recordings.show(facts.sources, companions);
    this.strip.show(facts);
    this.diagnostics.show(facts.diagnostics);
    this.lostEvents.show(facts.lost, facts.lostGaps, clockUnitOf(facts));
    this.eventCounts.show(facts);
    this.coverage.refresh();
  }
}
