import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { IN_INTERRUPT, NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { LossIndex } from '../../events/LossIndex';
import { isDisplaced } from '../../kvm/taskStates';
import { clockSlackNs } from '../../vcpu/AnalysisParameters';
import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';

import { AcceptTable, vcpuKey } from './AcceptTable';
import { Delivery, isSent } from './Accepts';
import type { Channel } from './Accepts';
import { GuestFacts } from './GuestFacts';
import { HostInterrupts } from './HostInterrupts';
import { IdleAction, idleActionOf } from './idleActions';
import type { IdleColumns } from './idleActions';
import { IdleLane, noWaking } from './IdleLane';
import type { SleepsBefore } from './IdleLane';
import { IdlePeriods } from './IdlePeriods';
import { LaneEvents } from './LaneEvents';
import { noteWaking } from './noteWaking';
import { IpiTraffic } from './IpiTraffic';
import { PostedRoutes } from './PostedRoutes';
import { SeenActions } from './SeenActions';
import { Senders } from './Senders';
import { VmLinks } from './VmLinks';
import { WakerThread } from './WakerThread';

const IDLE_TASK = 0;
const SLEEPING = 1;
const WRITE_FAULT = 2;
const KICK_CPU = 5;
const SEND_IPI = 10;
/** The register by which a local APIC sends interrupts, by offset and as an MSR. */
const APIC_ICR = 0x300;
const X2APIC_ICR = 0x830;

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
  readonly lanes: (IdleLane | undefined)[] = [];
  /** By thread number; those that did something which can wake a vCPU. */
  readonly threads: (WakerThread | undefined)[] = [];
  readonly guests = new GuestFacts();
  readonly ipis = new IpiTraffic();
  /** Guest code by whose exits vCPUs act on others. */
  readonly senders = new Senders();
  private readonly seen = new SeenActions();
  /** By thread number; of threads that nothing told to run a vCPU, so far. */
  private readonly before: (SleepsBefore | undefined)[] = [];
  private readonly accepts = new AcceptTable();
  private readonly interrupts = new HostInterrupts();
  /** By recording: disorder that its clock may show. */
  private readonly slacksNs: number[] = [];
  private readonly columns: (IdleColumns | undefined)[] = [];
  private readonly losses = new LossIndex();
  private readonly links = new VmLinks();
  private readonly routes = new PostedRoutes();
  private readonly lane: LaneEvents;

  constructor(
    private readonly bindings: VcpuBindings,
    private readonly options: IdlePassOptions,
  ) {
    this.lane = new LaneEvents({
      threads: this.threads,
      periods: this.periods,
      losses: this.losses,
      links: this.links,
      routes: this.routes,
      seen: this.seen,
      wasAskedFor: options.wasAskedFor,
      tellsWindows: (source) => this.tellsWindows(source),
      parameters: options.parameters,
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
    return this.clockSlackIn(this.sourceOf(binding));
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
    if (of.action >= IdleAction.Timer) {
      const interrupted = this.lanes[this.bindings.threadOfRow[at]!];
      this.interrupts.take(of.action, block.stream[at]!, interrupted, atNs);
      return;
    }
    const stream = block.stream[at]!;
    const isFlagged = (block.flags[at]! & IN_INTERRUPT) !== 0;
    if (!isFlagged) this.interrupts.on(stream)?.leave();
    const tid = block.tid[at]!;
    if (tid < 0 || (detail === NO_DETAIL && of.first !== undefined)) return;
    if (of.action === IdleAction.Switch) {
      this.switched(of, detail, stream, atNs);
      return;
    }
    const thread = this.threadAt(this.bindings.threadOfRow[at]!, of.source, tid);
    if (of.action < IdleAction.Emulate) {
      this.runLoop(of, detail, stream, thread, atNs, this.bindings.ofRow[at]!);
      return;
    }
    // An idle host CPU wakes nobody but from interrupts, which texts do not flag.
    const inInterrupt = isFlagged || tid === IDLE_TASK;
    if (of.action === IdleAction.Waking) {
      this.waking(of, detail, stream, thread, inInterrupt, atNs);
    } else this.onThread(of, detail, stream, thread, inInterrupt, atNs);
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
    const lane = this.laneOf(thread);
    this.lane.checkLoss(lane, stream, atNs);
    switch (of.action) {
      case IdleAction.Entry:
        this.bind(thread, lane, binding);
        thread.entry();
        this.senders.entry(lane, atNs, stream);
        this.lane.entry(lane, of.first?.[detail] ?? 0, atNs);
        break;
      case IdleAction.Exit:
        this.bind(thread, lane, binding);
        thread.exit(atNs);
        this.senders.exit(lane, atNs, stream);
        this.lane.exit(lane, of, detail, atNs);
        break;
      case IdleAction.HaltEnd:
        this.bindUnentered(thread, lane, atNs);
        this.lane.haltEnd(lane, of, detail, atNs);
        if (lane.isFresh) thread.entry();
        break;
      case IdleAction.Window:
        lane.changeWindow(atNs, of.first?.[detail] ?? 0, of.second?.[detail] ?? 0);
        break;
      default:
        this.lane.userspaceExit(lane, of, detail);
    }
  }

  /** Without exits and entries, a halt is the first that shows a thread to run a vCPU: which, others tell. */
  private bindUnentered(thread: WakerThread, lane: IdleLane, atNs: number): void {
    if (lane.vcpu >= 0) return;
    this.bind(thread, lane, this.bindings.current(thread.source, thread.tid, atNs));
  }

  private bind(thread: WakerThread, lane: IdleLane, binding: number): void {
    if (lane.binding === binding && lane.vcpu >= 0) return;
    const { vcpu } = this.bindings.all[binding]!;
    thread.binding = binding;
    lane.binding = binding;
    if (vcpu < 0) return;
    if (lane.vcpu >= 0) lane.windows.interrupt();
    lane.vcpu = vcpu;
    lane.accepts = this.accepts.of(thread.source, vcpu);
    this.links.run(thread.index, vcpuKey(thread.source, vcpu));
  }

  /** Events on any thread that start or carry a wake. */
  private onThread(
    of: IdleColumns,
    detail: number,
    stream: number,
    thread: WakerThread,
    inInterrupt: boolean,
    atNs: number,
  ): void {
    const first = of.first?.[detail] ?? 0;
    switch (of.action) {
      case IdleAction.Accept:
      case IdleAction.PostedAccept:
        this.accept(thread, of, detail, stream, inInterrupt, atNs);
        return;
      case IdleAction.Ipi:
        this.send(thread, 'ipi', vectorOf(of, detail));
        return;
      case IdleAction.Hypercall:
        if (first === KICK_CPU) thread.isKick = true;
        else if (first === SEND_IPI) this.send(thread, 'pv-ipi', -1);
        return;
      case IdleAction.HyperVIpi:
        this.send(thread, 'pv-ipi', first);
        return;
      case IdleAction.AvicIpi:
        this.send(thread, 'avic', vectorOf(of, detail));
        return;
      case IdleAction.Msi:
        thread.send('msi', vectorOf(of, detail));
        return;
      case IdleAction.Line:
        thread.send('line', -1);
        thread.gsi = first;
        return;
      case IdleAction.PageFault:
        thread.hasWriteFault = (first & WRITE_FAULT) !== 0;
        thread.faultLow = of.second?.[detail] ?? 0;
        thread.faultHigh = of.secondHigh?.[detail] ?? 0;
        return;
      case IdleAction.AsyncDone:
        thread.asyncPageNs = atNs;
        return;
      case IdleAction.Signal:
        thread.signalledThread = this.bindings.threads.find(of.source, first);
        return;
      case IdleAction.PostedRoute:
        this.route(of, detail, first | 0);
        return;
      case IdleAction.Apic:
        if (first === APIC_ICR) this.writeIcr(thread, of, detail);
        return;
      default: {
        if (of.action === IdleAction.Msr && first === X2APIC_ICR) this.writeIcr(thread, of, detail);
        // Only a vCPU's own thread emulates.
        const emulates = of.action === IdleAction.Emulate;
        const lane = emulates ? this.laneOf(thread) : this.lanes[thread.index];
        if (lane !== undefined && !inInterrupt) {
          this.lane.inKernel(lane, of, detail, atNs);
          this.guests.take(lane, of, detail);
        }
      }
    }
  }

  /** A vCPU's thread sends an IPI. */
  private send(thread: WakerThread, channel: Channel, vector: number): void {
    thread.send(channel, vector);
    const lane = this.lanes[thread.index];
    if (lane !== undefined) this.senders.send(lane);
  }

  /** Tells of an IPI where kvm_apic_ipi is not recorded; the thread's exit tells several such events from several IPIs. */
  private writeIcr(thread: WakerThread, { third, source }: IdleColumns, detail: number): void {
    const lane = this.lanes[thread.index];
    if (lane === undefined || thread.exitNs < 0 || third?.[detail] === 0) return;
    if (this.seen.of(source)[IdleAction.Ipi] === 0) this.senders.send(lane);
  }

  /** `vcpu`: -1 where posting ends, from 6.18 on. */
  private route(of: IdleColumns, detail: number, vcpu: number): void {
    const interrupt = of.second?.[detail] ?? 0;
    const isSet = (of.third?.[detail] ?? 1) !== 0;
    if (vcpu < 0 || !isSet) this.routes.end(of.source, interrupt);
    else this.routes.set(of.source, interrupt, vcpuKey(of.source, vcpu));
  }

  private accept(
    thread: WakerThread,
    of: IdleColumns,
    detail: number,
    stream: number,
    inInterrupt: boolean,
    atNs: number,
  ): void {
    const vcpu = of.first?.[detail] ?? 0;
    const vector = of.second?.[detail] ?? 0;
    const delivery = of.third?.[detail] ?? 0;
    const accepts = this.accepts.of(of.source, vcpu);
    if (of.action === IdleAction.PostedAccept && accepts.markPosted(thread.index, vector)) return;
    const channel = thread.channelFor(vector, delivery);
    if (!inInterrupt && thread.binding >= 0 && delivery <= Delivery.LowestPriority) {
      const lane = this.lanes[thread.index];
      if (lane !== undefined && isSent(channel)) this.ipis.add(lane, vcpu, atNs);
    }
    const cpu = this.interrupts.on(stream);
    const accept = accepts.add();
    accept.atNs = atNs;
    accept.stream = stream;
    accept.thread = thread.index;
    accept.inInterrupt = inInterrupt;
    accept.vector = vector;
    accept.delivery = delivery;
    accept.channel = channel;
    accept.gsi = channel === 'line' ? thread.gsi : -1;
    accept.originNs = inInterrupt ? (cpu?.deviceNs ?? -1) : thread.exitNs;
    accept.place = inInterrupt ? -1 : this.placeOf(thread, vcpu);
    accept.isSpent = false;
    accept.isPosted = of.action === IdleAction.PostedAccept;
    accept.event = accept.isPosted ? 'kvm_apicv_accept_irq' : 'kvm_apic_accept_irq';
    if (!inInterrupt) {
      thread.acceptNs = atNs;
      thread.acceptVcpu = vcpu;
    }
  }

  private switched(of: IdleColumns, detail: number, stream: number, atNs: number): void {
    const { source } = of;
    const from = of.first?.[detail] ?? 0;
    const state = of.third?.[detail];
    const sleeps = state === SLEEPING;
    const out = this.laneOfTid(source, from);
    if (out !== undefined) {
      this.lane.checkLoss(out, stream, atNs);
      if (sleeps) this.lane.sleep(out, atNs);
      else if (state !== undefined && isDisplaced(state)) out.displace(atNs);
    } else if (sleeps && from > 0) {
      const before = this.beforeOf(source, from);
      if (before.firstSleepNs < 0) before.firstSleepNs = atNs;
      before.waking.atNs = -1;
    }
    const to = of.second?.[detail] ?? 0;
    const into = this.laneOfTid(source, to);
    if (into !== undefined) {
      this.lane.checkLoss(into, stream, atNs);
      into.switchIn(atNs, of.first?.[detail] ?? -1);
    } else if (to > 0) {
      const before = this.before[this.bindings.threads.find(source, to)];
      if (before !== undefined) before.runningNs = atNs;
    }
  }

  private waking(
    of: IdleColumns,
    detail: number,
    stream: number,
    thread: WakerThread,
    inInterrupt: boolean,
    atNs: number,
  ): void {
    const woken = of.first?.[detail] ?? 0;
    if (woken <= 0) return;
    const lane = this.laneOfTid(of.source, woken);
    if (lane !== undefined) this.lane.wake(lane);
    const waking = lane?.wakingAt(atNs) ?? this.beforeOf(of.source, woken).waking;
    noteWaking(waking, thread, this.interrupts.on(stream), { atNs, stream, inInterrupt });
    if (lane === undefined) return;
    waking.place = inInterrupt ? -1 : this.placeOf(thread, lane.vcpu);
    if (!inInterrupt && thread.acceptVcpu === lane.vcpu && thread.acceptNs >= lane.startNs) {
      this.link(thread, lane);
    }
  }

  /** A thread accepted an interrupt for a vCPU and woke this one with such an id: it is of this VM, or serves it. */
  private link(thread: WakerThread, lane: IdleLane): void {
    if (thread.binding >= 0) this.links.join(thread.index, lane.thread);
    else if (thread.serves === -1) thread.serves = lane.thread;
    else if (thread.serves >= 0 && thread.serves !== lane.thread) {
      if (this.lanes[thread.serves]?.vcpu === lane.vcpu) thread.serves = -2;
    }
  }

  /** Of the exit that the thread handles, if it runs another vCPU than the one it acts on. */
  private placeOf(thread: WakerThread, vcpu: number): number {
    const lane = this.lanes[thread.index];
    return lane === undefined || lane.vcpu === vcpu ? -1 : this.senders.placeOf(lane);
  }

  private threadAt(index: number, source: number, tid: number): WakerThread {
    return (this.threads[index] ??= new WakerThread(source, tid, index));
  }

  private clockSlackIn(source: number): number {
    return (this.slacksNs[source] ??= clockSlackNs(this.parameters, this.options.clockOf(source)));
  }

  private laneOf(thread: WakerThread): IdleLane {
    const { index } = thread;
    const known = this.lanes[index];
    if (known !== undefined) return known;
    const lane = new IdleLane(
      index,
      this.accepts.unknown(),
      { ...this.parameters, clockSlackNs: this.clockSlackIn(thread.source) },
      this.before[index],
    );
    this.before[index] = undefined;
    return (this.lanes[index] = lane);
  }

  private beforeOf(source: number, tid: number): SleepsBefore {
    const index = this.bindings.threads.indexOf(source, tid);
    return (this.before[index] ??= { firstSleepNs: -1, runningNs: -1, waking: noWaking() });
  }

  private laneOfTid(source: number, tid: number): IdleLane | undefined {
    const index = this.bindings.threads.find(source, tid);
    return index < 0 ? undefined : this.lanes[index];
  }
}

/** Vector in the low byte of an interrupt command or of an MSI's data; -1: a text does not print it. */
function vectorOf({ first }: IdleColumns, detail: number): number {
  const word = first?.[detail];
  return word === undefined ? -1 : word & 0xff;
}
