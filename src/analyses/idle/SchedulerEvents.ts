import { isDisplaced } from '../../kvm/taskStates';
import type { HostInterrupts } from './HostInterrupts';
import type { IdleColumns } from './idleActions';
import type { IdleLane } from './IdleLane';
import type { IdleThreads } from './IdleThreads';
import type { LaneEvents } from './LaneEvents';
import { noteWaking } from './noteWaking';
import type { Senders } from './Senders';
import type { VmLinks } from './VmLinks';
import type { WakerThread } from './WakerThread';

const SLEEPING = 1;

export interface SchedulerSurroundings {
  readonly threads: IdleThreads;
  readonly interrupts: HostInterrupts;
  readonly links: VmLinks;
  readonly senders: Senders;
  readonly events: LaneEvents;
}

/** What the scheduler tells of vCPUs' threads: when they sleep, and who wakes them. */
export class SchedulerEvents {
  constructor(private readonly around: SchedulerSurroundings) {}

  /** sched_switch, of the thread that leaves its host CPU and of the one that gets it. */
  switched(of: IdleColumns, detail: number, stream: number, atNs: number): void {
    const { threads, events } = this.around;
    const { source } = of;
    const from = of.first?.[detail] ?? 0;
    const state = of.third?.[detail];
    const sleeps = state === SLEEPING;
    const out = threads.laneOfTid(source, from);
    if (out !== undefined) {
      events.checkLoss(out, stream, atNs);
      if (sleeps) events.sleep(out, atNs);
      else if (state !== undefined && isDisplaced(state)) out.displacements.begin(atNs);
    } else if (sleeps && from > 0) {
      const before = threads.beforeOf(source, from);
      if (before.firstSleepNs < 0) before.firstSleepNs = atNs;
      before.waking.atNs = -1;
    }
    const to = of.second?.[detail] ?? 0;
    const into = threads.laneOfTid(source, to);
    if (into !== undefined) {
      events.checkLoss(into, stream, atNs);
      into.switchIn(atNs, of.first?.[detail] ?? -1);
    } else if (to > 0) {
      const before = threads.sleptBefore(source, to);
      if (before !== undefined) before.runningNs = atNs;
    }
  }

  /** sched_waking. `thread`: whom it came on. */
  waking(
    of: IdleColumns,
    detail: number,
    stream: number,
    thread: WakerThread,
    inInterrupt: boolean,
    atNs: number,
  ): void {
    const { threads, interrupts, senders, events } = this.around;
    const woken = of.first?.[detail] ?? 0;
    if (woken <= 0) return;
    const lane = threads.laneOfTid(of.source, woken);
    if (lane !== undefined) events.wake(lane);
    const waking = lane?.sleeps.wakingAt(atNs) ?? threads.beforeOf(of.source, woken).waking;
    noteWaking(waking, thread, interrupts.on(stream), { atNs, stream, inInterrupt });
    if (lane === undefined) return;
    waking.place = inInterrupt ? -1 : senders.placeBeside(threads.lanes[thread.index], lane.vcpu);
    if (!inInterrupt && thread.acceptVcpu === lane.vcpu && thread.acceptNs >= lane.startNs) {
      this.link(thread, lane);
    }
  }

  /** A thread accepted an interrupt for a vCPU and woke this one with such an id: it is of this VM, or serves it. */
  private link(thread: WakerThread, lane: IdleLane): void {
    const { links, threads } = this.around;
    if (thread.binding >= 0) links.join(thread.index, lane.thread);
    else if (thread.serves === -1) thread.serves = lane.thread;
    else if (thread.serves >= 0 && thread.serves !== lane.thread) {
      if (threads.lanes[thread.serves]?.vcpu === lane.vcpu) thread.serves = -2;
    }
  }
}
