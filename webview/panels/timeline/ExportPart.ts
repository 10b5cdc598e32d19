import { messageOf } from '../../../src/base/messageOf';
import { baseName } from '../../../src/base/baseName';
import type { Note } from '../../../src/protocol/notes';
import { MenuButton } from '../../dom/MenuButton';
import { exportPng } from '../../timeline/export/exportPng';
import { exportSvg, svgLayers, type ExportSvgOptions } from '../../timeline/export/exportSvg';
import type { TimelinePicture } from '../../timeline/TimelinePicture';
import { stretchOf } from '../../timeline/viewport';
import type { TimelineContext, TimelinePart } from './TimelineContext';

/** While a large trace is read, columns may be newer than any picture for long. */
const MOST_WAIT_MS = 3000;

/** What is in view, for others: as a picture, as events for another viewer, as a link. */
export class ExportPart implements TimelinePart {
  readonly root: HTMLElement;

  constructor(
    private readonly context: TimelineContext,
    private readonly notes: () => readonly Note[],
  ) {
    const entry = (
      label: string,
      testId: string,
      run: () => Promise<string | undefined>,
    ): { label: string; testId: string; chosen: () => void } => ({
      label,
      testId,
      chosen: () => void this.tell(run),
    });
    this.root = new MenuButton({
      label: 'Export',
      testId: 'timeline-export',
      entries: [
        entry('Picture (PNG)…', 'export-png', () => this.savePng()),
        entry('Picture (SVG)…', 'export-svg', () => this.saveSvg()),
        entry('Events for Perfetto (JSON)…', 'export-events', () => this.saveEvents()),
        entry('Copy Link to This View', 'export-link', () => this.copyLink()),
      ],
    }).root;
  }

  refresh(): void {
    // It asks when it is used.
  }

  restart(): void {
    // As above.
  }

  private async tell(run: () => Promise<string | undefined>): Promise<void> {
    const { told } = this.context;
    try {
      told((await run()) ?? '');
    } catch (error) {
      told(`Not exported: ${messageOf(error)}`);
    }
  }

  private async savePng(): Promise<string | undefined> {
    const picture = await this.picture();
    return this.save('png', await exportPng(picture, svgLayers(this.optionsOf(picture))));
  }

  private async saveSvg(): Promise<string | undefined> {
    return this.save('svg', exportSvg(this.optionsOf(await this.picture())));
  }

  private async saveEvents(): Promise<string | undefined> {
    const { path } = await this.context.host.call('saveTraceEvents', this.stretch());
    return savedText(path);
  }

  private async copyLink(): Promise<string> {
    const { host, store } = this.context;
    const { place } = store.state.timeline;
    const { lane = null, timeNs = null } = place ?? {};
    await host.call('copyLink', { ...this.stretch(), lane, timeNs });
    return 'Link copied';
  }

  private async save(ending: string, contents: string | Uint8Array): Promise<string | undefined> {
    const name = `${this.fileName()}.timeline.${ending}`;
    const { path } = await this.context.host.call('saveFile', { name, contents });
    return savedText(path);
  }

  private optionsOf(picture: TimelinePicture): ExportSvgOptions {
    const { store, clockUnit, overview } = this.context;
    const { categories, lanes } = overview() ?? nothingInView();
    const vms = new Set(lanes.flatMap(({ vm }) => vm ?? []));
    const { range, markers } = store.state.timeline;
    return {
      ...{ picture, categories, fileName: this.fileName() },
      hasSeveralVms: vms.size > 1,
      marks: { range, markers, notes: this.notes() },
      clockUnit: clockUnit(),
    };
  }

  /** As soon as all of it is drawn as it should be; where that takes too long, as it is. */
  private async picture(): Promise<TimelinePicture> {
    const { picture } = this.context;
    const giveUpMs = performance.now() + MOST_WAIT_MS;
    let found = picture() ?? nothingInView();
    while (!found.isFresh && performance.now() < giveUpMs) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      found = picture() ?? nothingInView();
    }
    return found;
  }

  private stretch(): { readonly fromNs: number; readonly toNs: number } {
    return stretchOf(this.context.window() ?? nothingInView());
  }

  private fileName(): string {
    return baseName(this.context.facts()?.sources[0]?.path ?? 'trace');
  }
}

function nothingInView(): never {
  throw new Error('nothing of the trace is in view');
}

function savedText(path: string | null): string | undefined {
  return path === null ? undefined : `Saved to ${baseName(path)}`;
}
