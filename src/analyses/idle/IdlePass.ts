import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { IN_INTERRUPT, NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { LossIndex } from '../../events/LossIndex';
import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';

import { AcceptTable } from './AcceptTable';
import { GuestFacts } from './GuestFacts';
import { HostInterrupts } from './HostInterrupts';
import { IdleAction, idleActionOf } from './idleActions';
import type { IdleColumns } from './idleActions';
import type { IdleLane } from './IdleLane';
import { IdlePeriods } from './IdlePeriods';
import { IdleThreads } from './IdleThreads';
import { IpiTraffic } from './IpiTraffic';
import { LaneEvents } from './LaneEvents';
import { PostedRoutes } from './PostedRoutes';
import { SchedulerEvents } from './SchedulerEvents';
import { SeenActions } from './SeenActions';
import { Senders } from './Senders';
import { VmLinks } from './VmLinks';
import { WakerEvents } from './WakerEvents';
import type { WakerThread } from './WakerThread';

const IDLE_TASK = 0;

export interface IdlePassOptions {
  readonly parameters: AnalysisParameters;
  /** Whether a recording would hold an event of KVM; undefined: it does not say. */
  readonly wasAskedFor: (source: number, event: string) => boolean | undefined;
  /** Name of a recording's clock; undefined: it does not say. */
  readonly clockOf: (source: number) => string | undefined;
}

/** Finds idle periods, their strategies and what ended them, in one forward pass: domain reference D and E. */
export class IdlePass implements EventPass {
  readonly periods = new IdlePeriods();
  /** By thread number, as the bindings give it; vCPU threads only. */
  readonly lanes: readonly (IdleLane | undefined)[];
  /** By thread number; those that did something which can wake a vCPU. */
  readonly threads: readonly (WakerThread | undefined)[];
  readonly guests = new GuestFacts();
  readonly ipis = new IpiTraffic();
  /** Guest code by whose exits vCPUs act on others. */
  readonly senders = new Senders();
  private readonly columns: (IdleColumns | undefined)[] = [];
  private readonly seen = new SeenActions();
  private readonly losses = new LossIndex();
  private readonly interrupts = new HostInterrupts();
  private readonly all: IdleThreads;
  private readonly lane: LaneEvents;
  private readonly scheduler: SchedulerEvents;
  private readonly wakers: WakerEvents;

  constructor(
    private readonly bindings: VcpuBindings,
    private readonly options: IdlePassOptions,
  ) {
    const { periods, losses, seen, interrupts, ipis, senders } = this;
    const { parameters, wasAskedFor, clockOf } = options;
    const [accepts, links, routes] = [new AcceptTable(), new VmLinks(), new PostedRoutes()];
    const threads = new IdleThreads({ bindings, accepts, links, parameters, clockOf });
    this.all = threads;
    this.lanes = threads.lanes;
    this.threads = threads.wakers;
    this.lane = new LaneEvents({
      threads: threads.wakers,
      periods,
      losses,
      links,
      routes,
      seen,
      wasAskedFor,
      parameters,
    });
    this.scheduler = new SchedulerEvents({
      threads,
      interrupts,
      links,
      senders,
      events: this.lane,
    });
    this.wakers = new WakerEvents({
      bindings,
      threads,
      accepts,
      interrupts,
      ipis,
      senders,
      routes,
      seen,
    });
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, lost }: TraceSoFar): void {
    this.losses.update(lost);
    this.senders.update(lost);
    const { columns } = this;
    fillByKind(columns, kinds, (kind) => idleActionOf(block, kind));
    const { length, kind: kindOf, detail } = block;
    let source = 0;
    let seen = this.seen.of(source);
    for (let at = 0; at < length; at++) {
      const of = columns[kindOf[at]!];
      if (of === undefined) continue;
      if (of.source !== source) {
        source = of.source;
        seen = this.seen.of(source);
      }
      seen[of.action]!++;
      this.take(block, at, of, detail[at]!);
    }
  }

  /** Events of a recording, by IdleAction: what is missing from it explains what cannot be told. */
  seenIn(source: number): Float64Array {
    return this.seen.of(source);
  }

  /** Whether a poll window that changed would be in a recording; undefined: nothing tells. */
  tellsWindows(source: number): boolean | undefined {
    if (this.seenIn(source)[IdleAction.Window]! > 0) return true;
    return this.options.wasAskedFor(source, 'kvm_halt_poll_ns');
  }

  get parameters(): AnalysisParameters {
    return this.options.parameters;
  }

  /** Disorder between host CPUs that the clock of a vCPU's recording may show. */
  clockSlackNs(binding: number): number {
    return this.all.clockSlackNs(this.sourceOf(binding));
  }

  /** Number of the recording that a vCPU is in. */
  sourceOf(binding: number): number {
    return this.bindings.all[binding]!.source;
  }

  /** Whether any event told the id of the vCPU that a thread runs. */
  isIdTold(binding: number): boolean {
    return this.bindings.all[binding]!.vcpu >= 0;
  }

  finish(): void {
    for (const lane of this.lanes) if (lane !== undefined) this.lane.finish(lane);
  }

  private take(block: EventBlock, at: number, of: IdleColumns, detail: number): void {
    const atNs = block.time[at]!;
    const stream = block.stream[at]!;
    if (of.action >= IdleAction.Timer) {
      const interrupted = this.lanes[this.bindings.threadOfRow[at]!];
      this.interrupts.take(of.action, stream, interrupted, atNs);
      return;
    }
    const isFlagged = (block.flags[at]! & IN_INTERRUPT) !== 0;
    if (!isFlagged) this.interrupts.on(stream)?.leave();
    const tid = block.tid[at]!;
    if (tid < 0 || (detail === NO_DETAIL && of.first !== undefined)) return;
    if (of.action === IdleAction.Switch) {
      this.scheduler.switched(of, detail, stream, atNs);
      return;
    }
    const thread = this.all.at(this.bindings.threadOfRow[at]!, of.source, tid);
    if (of.action < IdleAction.Emulate) {
      this.runLoop(of, detail, stream, thread, atNs, this.bindings.ofRow[at]!);
      return;
    }
    // An idle host CPU wakes nobody but from interrupts, which texts do not flag.
    const inInterrupt = isFlagged || tid === IDLE_TASK;
    if (of.action === IdleAction.Waking) {
      this.scheduler.waking(of, detail, stream, thread, inInterrupt, atNs);
    } else if (!this.wakers.take(thread, of, detail, stream, inInterrupt, atNs)) {
      this.inKernel(of, detail, thread, inInterrupt, atNs);
    }
  }

  /** Events by which a thread shows that it runs a vCPU. */
  private runLoop(
    of: IdleColumns,
    detail: number,
    stream: number,
    thread: WakerThread,
    atNs: number,
    binding: number,
  ): void {
    const { all, senders } = this;
    const lane = all.laneOf(thread);
    this.lane.checkLoss(lane, stream, atNs);
    switch (of.action) {
      case IdleAction.Entry:
        all.bind(thread, lane, binding);
        thread.entry();
        senders.entry(lane, atNs, stream);
        this.lane.entry(lane, of.first?.[detail] ?? 0, atNs);
        break;
      case IdleAction.Exit:
        all.bind(thread, lane, binding);
        thread.exit(atNs);
        senders.exit(lane, atNs, stream);
        this.lane.exit(lane, of, detail, atNs);
        break;
      case IdleAction.HaltEnd:
        all.bindUnentered(thread, lane, atNs);
        this.lane.haltEnd(lane, of, detail, atNs);
        if (lane.isFresh) thread.entry();
        break;
      case IdleAction.Window:
        lane.window.change(atNs, of.first?.[detail] ?? 0, of.second?.[detail] ?? 0);
        break;
      default:
        this.lane.userspaceExit(lane, of, detail);
    }
  }

  /** Other events of KVM, which a vCPU's own thread shows while it handles an exit. */
  private inKernel(
    of: IdleColumns,
    detail: number,
    thread: WakerThread,
    inInterrupt: boolean,
    atNs: number,
  ): void {
    // Only a vCPU's own thread emulates.
    const emulates = of.action === IdleAction.Emulate;
    const lane = emulates ? this.all.laneOf(thread) : this.lanes[thread.index];
    if (lane === undefined || inInterrupt) return;
    this.lane.inKernel(lane, of, detail, atNs);
    this.guests.take(lane, of, detail);
  }
}
