import { baseName } from '../../src/base/baseName';
import type { Companion, NearbyRecording } from '../../src/protocol/Companion';
import type { SourceFacts } from '../../src/protocol/facts';
import { createButton } from '../controls';
import { Disclosure, type DisclosureOptions } from '../dom/Disclosure';
import { element } from '../dom/element';
import { icon } from '../dom/icon';
import { counted } from '../format/count';
import { recordingCard } from './RecordingCard';

export interface RecordingsPanelOptions extends Omit<DisclosureOptions, 'testId'> {
  /** The session is to have these beside the document's own recording. */
  readonly companionsWanted: (companions: readonly Companion[]) => void;
  /** The user wants to pick recordings to add. */
  readonly pickWanted: () => void;
}

/** The recordings that are one session, how their clocks fit, and others that could be added. */
export class RecordingsPanel {
  readonly disclosure: Disclosure;
  private sources: readonly SourceFacts[] = [];
  private companions: readonly Companion[] = [];
  private nearby: readonly NearbyRecording[] = [];
  private drawn = '';

  constructor(private readonly options: RecordingsPanelOptions) {
    this.disclosure = new Disclosure({ ...options, testId: 'recordings' });
  }

  show(sources: readonly SourceFacts[], companions: readonly Companion[]): void {
    this.sources = sources;
    this.companions = companions;
    this.draw();
  }

  /** Recordings in the folder that were made together with the document's. */
  suggest(nearby: readonly NearbyRecording[]): void {
    this.nearby = nearby;
    this.draw();
  }

  /** Adds recordings to the session; of one that is in it already nothing changes. */
  add(paths: readonly string[]): void {
    const known = new Set([...this.sources, ...this.companions].map(({ path }) => path));
    const added = paths.filter((path) => !known.has(path)).map((path) => ({ path }));
    if (added.length > 0) this.options.companionsWanted([...this.companions, ...added]);
  }

  /** Only what changed: what the user types must outlive the news of a load. */
  private draw(): void {
    const wanted = JSON.stringify([this.sources, this.companions, this.nearby]);
    if (wanted === this.drawn) return;
    this.drawn = wanted;
    const missing = this.missing();
    this.disclosure.setLabel(...this.label(missing));
    this.disclosure.region.replaceChildren(
      element('ul', { class: 'recordings' }, ...this.cards()),
      this.addButtons(missing),
    );
  }

  private label(missing: readonly NearbyRecording[]): readonly (Node | string)[] {
    const isWrong = this.sources.some(({ relation }) =>
      relation.guestCpus.some(({ outside }) => outside > 0),
    );
    const isUnread = this.companions.some(({ path }) => this.sourceOf(path) === undefined);
    const mark =
      isWrong || isUnread ? [element('span', { class: 'severity warning' }, icon('warning'))] : [];
    const [other] = missing;
    if (other !== undefined) {
      return [`${baseName(other.path)} was made together with this recording`];
    }
    return [...mark, counted(this.companions.length + 1, 'recording')];
  }

  private cards(): readonly HTMLElement[] {
    const { sources, companions, options } = this;
    const others = companions.map((companion, index) =>
      recordingCard({
        source: this.sourceOf(companion.path),
        sources,
        companion,
        changed: (changed) => {
          options.companionsWanted(companions.with(index, changed));
        },
        removed: () => {
          options.companionsWanted(companions.filter((other) => other !== companion));
        },
      }),
    );
    const nothing = (): void => undefined;
    const own = { source: sources[0], sources, companion: undefined };
    return [recordingCard({ ...own, changed: nothing, removed: nothing }), ...others];
  }

  private addButtons(missing: readonly NearbyRecording[]): HTMLElement {
    return element(
      'div',
      { class: 'recording-add' },
      ...missing.map(({ path, role }) =>
        createButton({
          label: `Add ${baseName(path)} (${role === 'host' ? 'its host’s' : 'its guest’s'})`,
          isPrimary: true,
          testId: 'recording-nearby',
          pressed: () => {
            this.add([path]);
          },
        }),
      ),
      createButton({
        label: 'Add a recording…',
        testId: 'recording-pick',
        pressed: this.options.pickWanted,
      }),
    );
  }

  private missing(): readonly NearbyRecording[] {
    return this.nearby.filter(
      ({ path }) => !this.companions.some((companion) => companion.path === path),
    );
  }

  private sourceOf(path: string): SourceFacts | undefined {
    return this.sources.slice(1).find((source) => source.path === path);
  }
}
