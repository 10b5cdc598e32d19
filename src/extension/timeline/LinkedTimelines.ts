import type { FollowNotice, LinkNotice, TimelineStand } from '../../protocol/timelineLink';
import { Listeners } from '../Listeners';
import { alignedNs, inverse } from './alignments';
import type { Alignment } from './alignments';

/** As much of `TraceDocument` as is needed. */
export interface LinkedTrace {
  readonly relays: Iterable<{ tell(notice: LinkNotice | FollowNotice): void }>;
}

interface Link {
  readonly a: LinkedTrace;
  readonly b: LinkedTrace;
  readonly alignment: Alignment;
}

/** Timelines that are zoomed and panned together, in pairs. */
export class LinkedTimelines {
  private links: readonly Link[] = [];
  private readonly stands = new Map<LinkedTrace, TimelineStand>();
  private readonly changed = new Listeners<boolean>();

  /** Whether any are linked. */
  readonly onDidChange = this.changed.event;

  /** Where a timeline was when it was moved last; undefined: nobody looked at it yet. */
  standOf(trace: LinkedTrace): TimelineStand | undefined {
    return this.stands.get(trace);
  }

  areLinked(one: LinkedTrace, other: LinkedTrace): boolean {
    return this.links.some(({ a, b }) => (a === one && b === other) || (a === other && b === one));
  }

  /** Links two timelines, and no longer with others; B goes where A is. */
  link(a: LinkedTrace, b: LinkedTrace, alignment: Alignment): void {
    this.unlink(a);
    this.unlink(b);
    this.links = [...this.links, { a, b, alignment }];
    for (const trace of [a, b]) tell(trace, { notice: 'link', isLinked: true });
    this.changed.fire(true);
    const stand = this.stands.get(a);
    if (stand !== undefined) follow(b, stand, alignment);
  }

  unlink(trace: LinkedTrace): void {
    const ended = this.links.filter(({ a, b }) => a === trace || b === trace);
    if (ended.length === 0) return;
    this.links = this.links.filter((link) => !ended.includes(link));
    for (const { a, b } of ended) {
      for (const one of [a, b]) tell(one, { notice: 'link', isLinked: false });
    }
    this.changed.fire(this.links.length > 0);
  }

  unlinkAll(): void {
    for (const { a } of this.links) this.unlink(a);
  }

  /** A page's timeline was moved. Returns whether it is linked. */
  moved(trace: LinkedTrace, stand: TimelineStand): boolean {
    this.stands.set(trace, stand);
    const link = this.links.find(({ a, b }) => a === trace || b === trace);
    if (link === undefined) return false;
    const { a, b, alignment } = link;
    if (!stand.isFollowed) {
      if (trace === a) follow(b, stand, alignment);
      else follow(a, stand, inverse(alignment));
    }
    return true;
  }

  closed(trace: LinkedTrace): void {
    this.unlink(trace);
    this.stands.delete(trace);
  }

  dispose(): void {
    this.changed.dispose();
  }
}

function follow(trace: LinkedTrace, { fromNs, toNs }: TimelineStand, alignment: Alignment): void {
  tell(trace, {
    notice: 'follow',
    fromNs: alignedNs(fromNs, alignment),
    toNs: alignedNs(toNs, alignment),
  });
}

function tell({ relays }: LinkedTrace, notice: LinkNotice | FollowNotice): void {
  for (const relay of relays) relay.tell(notice);
}
