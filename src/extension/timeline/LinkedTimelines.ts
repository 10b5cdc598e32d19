import type {
  FollowNotice,
  LinkChange,
  LinkNotice,
  PointerNotice,
  ScrollNotice,
  TimelineLink,
  TimelineStand,
} from '../../protocol/timelineLink';
import type { PairedRuns } from '../../protocol/vcpuPartners';
import { Listeners } from '../Listeners';
import { alignedNs, alignedStretch, followedBy, inverse } from './Alignment';
import type { Alignment } from './Alignment';
import { PairedVcpus } from './PairedVcpus';

type Told = LinkNotice | FollowNotice | PointerNotice | ScrollNotice;

/** As much of `TraceDocument` as is needed. */
export interface LinkedTrace {
  readonly relays: Iterable<{ tell(notice: Told): void }>;
}

interface Stretch {
  readonly fromNs: number;
  readonly toNs: number;
}

/** A timeline of a group. */
export interface LinkMember<Trace extends LinkedTrace = LinkedTrace> {
  readonly trace: Trace;
  readonly name: string;
  /** Of its own time, what is recorded. */
  readonly extent: Stretch;
  /** What its times count; another load may count otherwise. */
  readonly clock: string;
  /** From the time that the group has in common, which is that of its first member when it was linked. */
  readonly alignment: Alignment;
}

interface Group<Trace extends LinkedTrace> {
  readonly at: string;
  readonly members: readonly LinkMember<Trace>[];
  /** Where they are, in the time that they have in common; undefined: nobody looked yet. */
  shown: Stretch | undefined;
}

/** Timelines that are zoomed and panned together. */
export class LinkedTimelines<Trace extends LinkedTrace = LinkedTrace> {
  /** Whose lanes are scrolled together. */
  private readonly vcpus = new PairedVcpus<Trace>();
  private groups: readonly Group<Trace>[] = [];
  private readonly stands = new Map<Trace, TimelineStand>();
  private readonly changed = new Listeners<boolean>();
  private readonly wishes = new Listeners<{ readonly trace: Trace; readonly change: LinkChange }>();
  private readonly begun = new Listeners<Trace>();

  /** Whether any are linked. */
  readonly onDidChange = this.changed.event;
  /** A page wants something else of its link. */
  readonly onDidWant = this.wishes.event;
  /** The page of a linked timeline has begun, or another load in it. */
  readonly onDidBegin = this.begun.event;

  get areAny(): boolean {
    return this.groups.length > 0;
  }

  /** Where a timeline was when it was moved last; undefined: nobody looked at it yet. */
  standOf(trace: Trace): TimelineStand | undefined {
    return this.stands.get(trace);
  }

  /** Those that are linked with a timeline, itself among them; empty: it is alone. */
  groupOf(trace: Trace): readonly LinkMember<Trace>[] {
    return this.find(trace)?.members ?? [];
  }

  /** Links timelines, and no longer with others. All go where `shown` is, in the first one's time. */
  link(members: readonly LinkMember<Trace>[], at: string, shown?: Stretch): void {
    for (const { trace } of members) this.unlink(trace);
    const [first] = members;
    const stand = first === undefined ? undefined : this.stands.get(first.trace);
    const group = { at, members, shown: shown ?? stand };
    this.groups = [...this.groups, group];
    this.tellLinks(group);
    this.changed.fire(true);
    for (const { trace } of members) {
      if (shown !== undefined || trace !== first?.trace) follow(group, trace);
    }
  }

  /** Lays two that are linked beside each other otherwise, without moving them. Nothing where they are not linked. */
  realign(trace: Trace, other: Trace, alignment: Alignment, at: string): void {
    const group = this.find(trace);
    if (group === undefined || !group.members.some((member) => member.trace === other)) return;
    const ofOther = followedBy(memberOf(group, trace).alignment, alignment);
    const members = group.members.map((member) =>
      member.trace === other ? { ...member, alignment: ofOther } : member,
    );
    this.replace(group, { ...group, at, members });
  }

  /** Takes a timeline out of its group; what is left goes on where there are two or more. */
  unlink(trace: Trace): void {
    const group = this.find(trace);
    if (group === undefined) return;
    const rest = group.members.filter((member) => member.trace !== trace);
    const left = rest.length > 1 ? { ...group, members: rest } : undefined;
    const others = this.groups.filter((other) => other !== group);
    this.groups = left === undefined ? others : [...others, left];
    for (const member of left === undefined ? group.members : [{ trace }]) {
      tell(member.trace, { notice: 'link', link: null });
      tell(member.trace, { notice: 'pointer', timeNs: null });
    }
    if (left !== undefined) this.tellLinks(left);
    this.changed.fire(this.areAny);
  }

  unlinkAll(): void {
    for (const { members } of this.groups) for (const { trace } of members) this.unlink(trace);
  }

  /** Another load of a linked trace holds another part of it. Returns whether its times still mean the same. */
  loadedAgain(trace: Trace, { extent, clock }: Pick<LinkMember, 'extent' | 'clock'>): boolean {
    const group = this.find(trace);
    if (group === undefined) return true;
    if (memberOf(group, trace).clock !== clock) {
      this.unlink(trace);
      return false;
    }
    const members = group.members.map((one) => (one.trace === trace ? { ...one, extent } : one));
    this.replace(group, { ...group, members });
    return true;
  }

  /** A page's timeline was moved. Returns how it is linked; null: it is not. */
  moved(trace: Trace, stand: TimelineStand): TimelineLink | null {
    this.stands.set(trace, stand);
    const group = this.find(trace);
    if (group === undefined) return null;
    const own = memberOf(group, trace);
    if (stand.movedBy === 'nobody') {
      // VS Code drops the pages of hidden tabs: the next one begins where the group has gone meanwhile.
      follow(group, trace);
      this.begun.fire(trace);
    } else if (stand.movedBy === 'user') {
      group.shown = alignedStretch(stand, inverse(own.alignment));
      for (const other of othersOf(group, trace)) follow(group, other.trace);
    }
    return this.linkOf(group, own);
  }

  /** The pointer is over a timeline; null: it has left. */
  pointed(trace: Trace, timeNs: number | null): void {
    const group = this.find(trace);
    if (group === undefined) return;
    const back = inverse(memberOf(group, trace).alignment);
    for (const other of othersOf(group, trace)) {
      const there = timeNs === null ? null : alignedNs(timeNs, followedBy(back, other.alignment));
      tell(other.trace, { notice: 'pointer', timeNs: there });
    }
  }

  /** vCPUs of two traces are compared: their lanes are scrolled together, if they are linked now or later. */
  pairVcpus(a: Trace, b: Trace, runs: PairedRuns): void {
    this.vcpus.pair(a, b, runs);
    const group = this.find(a);
    if (group !== undefined) this.tellLinks(group);
  }

  /** The lanes of a timeline were scrolled. */
  scrolled(trace: Trace, lane: string): void {
    const group = this.find(trace);
    if (group === undefined) return;
    for (const other of othersOf(group, trace)) {
      const there = this.vcpus.laneIn(other.trace, trace, lane);
      if (there !== undefined) tell(other.trace, { notice: 'scroll', lane: there });
    }
  }

  /** A page wants something else of its link. */
  wanted(trace: Trace, change: LinkChange): void {
    if (change === 'end') this.unlink(trace);
    else this.wishes.fire({ trace, change });
  }

  closed(trace: Trace): void {
    this.unlink(trace);
    this.stands.delete(trace);
    this.vcpus.closed(trace);
  }

  dispose(): void {
    this.changed.dispose();
    this.wishes.dispose();
    this.begun.dispose();
  }

  private find(trace: Trace): Group<Trace> | undefined {
    return this.groups.find(({ members }) => members.some((member) => member.trace === trace));
  }

  private replace(group: Group<Trace>, now: Group<Trace>): void {
    this.groups = this.groups.map((one) => (one === group ? now : one));
    this.tellLinks(now);
  }

  private tellLinks(group: Group<Trace>): void {
    for (const member of group.members) {
      tell(member.trace, { notice: 'link', link: this.linkOf(group, member) });
    }
  }

  /** A group as one of its members sees it. */
  private linkOf(group: Group<Trace>, own: LinkMember<Trace>): TimelineLink {
    const back = inverse(own.alignment);
    const others = othersOf(group, own.trace);
    const extents = others.map(({ extent, alignment }) =>
      alignedStretch(extent, followedBy(inverse(alignment), own.alignment)),
    );
    return {
      at: group.at,
      others: others.map(({ trace, name, alignment }) => ({
        name,
        ...followedBy(back, alignment),
        without: this.vcpus.alone(own.trace, trace),
      })),
      reach: {
        fromNs: Math.min(...extents.map(({ fromNs }) => fromNs)),
        toNs: Math.max(...extents.map(({ toNs }) => toNs)),
      },
    };
  }
}

function memberOf<Trace extends LinkedTrace>(
  { members }: Group<Trace>,
  trace: Trace,
): LinkMember<Trace> {
  return members.find((member) => member.trace === trace)!;
}

function othersOf<Trace extends LinkedTrace>(
  { members }: Group<Trace>,
  trace: Trace,
): readonly LinkMember<Trace>[] {
  return members.filter((member) => member.trace !== trace);
}

function follow<Trace extends LinkedTrace>(group: Group<Trace>, trace: Trace): void {
  if (group.shown === undefined) return;
  const { alignment } = memberOf(group, trace);
  tell(trace, { notice: 'follow', ...alignedStretch(group.shown, alignment) });
}

function tell({ relays }: LinkedTrace, notice: Told): void {
  for (const relay of relays) relay.tell(notice);
}
