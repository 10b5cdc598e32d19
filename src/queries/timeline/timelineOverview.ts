import type { EventKind } from '../../events/EventTable';
import type { LaneKind, MissingLanes, TimelineOverview } from '../../protocol/timeline';
import type { TimelineLanes } from './TimelineLanes';

/** How far a trace was read. */
export interface ReadSoFar {
  readonly fromNs: number;
  readonly toNs: number;
  /** undefined: no vCPU was seen. */
  readonly run: TimelineOverview['run'] | undefined;
  readonly kinds: readonly Pick<EventKind, 'name'>[];
  /** All lanes are there. */
  readonly isComplete: boolean;
}

/** What a kind of lanes is told by, and what it is not told by. */
const needs: Readonly<Record<LaneKind, { readonly event: string; readonly without: string }>> = {
  state: {
    event: 'kvm_entry',
    without: 'No event of the recording tells which threads run vCPUs.',
  },
  strategy: { event: 'kvm_exit', without: 'The recording shows no vCPU that was idle.' },
  wakes: { event: 'kvm_exit', without: 'The recording shows no vCPU whose idling ended.' },
  exits: { event: 'kvm_exit', without: 'The recording has no kvm_exit of a vCPU.' },
  window: {
    event: 'kvm_halt_poll_ns',
    without: 'The recording has no kvm_halt_poll_ns of a vCPU: its poll window is not known.',
  },
  cpu: {
    event: 'sched_switch',
    without: 'The recording has no sched_switch: who ran on the host CPUs is not known.',
  },
  page: {
    event: 'kvm_page_fault',
    without: 'The recording shows no guest page that faulted more than once.',
  },
};
const TOLD_LATER: readonly LaneKind[] = ['strategy', 'wakes', 'page'];

/** The lanes that there are, and why others are not. */
export function timelineOverview(lanes: TimelineLanes, read: ReadSoFar): TimelineOverview {
  const { fromNs, toNs, run, isComplete } = read;
  return {
    fromNs,
    toNs,
    run: run ?? null,
    lanes: lanes.all.map(({ facts }) => facts),
    categories: lanes.categories,
    missing: (Object.keys(needs) as LaneKind[])
      .filter((kind) => lanes.ofKind(kind).length === 0)
      .map((kind) => missing(kind, read)),
    isComplete,
  };
}

function missing(kind: LaneKind, { kinds, isComplete }: ReadSoFar): MissingLanes {
  const { event, without } = needs[kind];
  if (isComplete) return { kind, why: without };
  if (TOLD_LATER.includes(kind)) return { kind, why: 'This is told once the trace is read.' };
  const isSeen = kinds.some(({ name }) => name === event);
  return { kind, why: isSeen ? 'This is told as the trace is read.' : `No ${event} was read yet.` };
}
