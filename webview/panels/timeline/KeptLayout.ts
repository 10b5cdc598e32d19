import type { TimelineLayout } from '../../../src/protocol/notes';
import type { Host } from '../../host';
import { emptyLayout, type LaneRow, type LaneRows } from '../../timeline/layoutLanes';
import { moved, toggled, withAllShown } from '../../timeline/layoutEdits';
import type { LayoutEdit } from './LanesViewOptions';

/** Edits of one gesture are kept as one. */
const KEEP_AFTER_MS = 300;

/** How the lanes of this file are laid out; VS Code remembers it. */
export class KeptLayout {
  private current: TimelineLayout | undefined;
  private isAsked = false;
  private keeping: number | undefined;

  constructor(
    private readonly host: Host,
    private readonly changed: () => void,
  ) {}

  get layout(): TimelineLayout {
    return this.current ?? emptyLayout;
  }

  /** Once: what the user does afterwards is newer than what is kept. */
  ask(): void {
    if (this.isAsked) return;
    this.isAsked = true;
    void this.restore();
  }

  edit(edit: LayoutEdit, rows: LaneRows): void {
    switch (edit.kind) {
      case 'moved':
        this.set(moved(this.layout, rows.order, edit.key, edit.target));
        break;
      case 'stepped':
        this.step(rows, edit.key, edit.step);
        break;
      default:
        this.set(toggled(this.layout, edit.kind, edit.key));
    }
  }

  /** One place up or down, within its group or among those that are pinned. */
  step(rows: LaneRows, key: string, step: 1 | -1): void {
    const list = rows.pinned.some((row) => row.key === key) ? rows.pinned : rows.scrolled;
    const at = list.findIndex((row) => row.key === key);
    const target = list[at + step];
    if (at < 0 || target?.lane === undefined || !isTogether(list[at]!, target, rows)) return;
    this.set(moved(this.layout, rows.order, key, target.key));
  }

  showAll(): void {
    this.set(withAllShown(this.layout));
  }

  private set(layout: TimelineLayout): void {
    this.current = layout;
    this.changed();
    window.clearTimeout(this.keeping);
    this.keeping = window.setTimeout(() => {
      // A layout that cannot be kept holds for this page all the same.
      this.host.call('keepTimelineLayout', { layout }).catch(() => undefined);
    }, KEEP_AFTER_MS);
  }

  private async restore(): Promise<void> {
    try {
      const { layout } = await this.host.call('timelineLayout', {});
      if (layout === null || this.current !== undefined) return;
      this.current = layout;
      this.changed();
    } catch {
      // The lanes stand as they come.
    }
  }
}

function isTogether(one: LaneRow, other: LaneRow, { pinned }: LaneRows): boolean {
  return pinned.includes(one) || one.group === other.group;
}
