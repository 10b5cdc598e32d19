import type { AnalysisParameters } from '../../vcpu/AnalysisParameters';
import { clockSlackNs } from '../../vcpu/AnalysisParameters';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { vcpuKey } from './AcceptTable';
import type { AcceptTable } from './AcceptTable';
import { IdleLane } from './IdleLane';
import type { SleepsBefore } from './ThreadSleeps';
import type { VmLinks } from './VmLinks';
import { WakerThread } from './WakerThread';
import { noWaking } from './Waking';

export interface IdleThreadsOptions {
  readonly bindings: VcpuBindings;
  readonly accepts: AcceptTable;
  readonly links: VmLinks;
  readonly parameters: AnalysisParameters;
  /** Name of a recording's clock; undefined: it does not say. */
  readonly clockOf: (source: number) => string | undefined;
}

/** The threads of a trace: which of them run vCPUs, and what each did last that can wake one. */
export class IdleThreads {
  /** By thread number, as the bindings give it; vCPU threads only. */
  readonly lanes: (IdleLane | undefined)[] = [];
  /** By thread number; those that did something which can wake a vCPU. */
  readonly wakers: (WakerThread | undefined)[] = [];
  /** By thread number; of threads that nothing told to run a vCPU, so far. */
  private readonly before: (SleepsBefore | undefined)[] = [];
  /** By recording: disorder that its clock may show. */
  private readonly slacksNs: number[] = [];

  constructor(private readonly options: IdleThreadsOptions) {}

  at(index: number, source: number, tid: number): WakerThread {
    return (this.wakers[index] ??= new WakerThread(source, tid, index));
  }

  /** The lane of a thread that an event shows to run a vCPU. */
  laneOf({ index, source }: WakerThread): IdleLane {
    const known = this.lanes[index];
    if (known !== undefined) return known;
    const { accepts, parameters } = this.options;
    const lane = new IdleLane(
      index,
      accepts.unknown(),
      { ...parameters, clockSlackNs: this.clockSlackNs(source) },
      this.before[index],
    );
    this.before[index] = undefined;
    return (this.lanes[index] = lane);
  }

  laneOfTid(source: number, tid: number): IdleLane | undefined {
    const index = this.options.bindings.threads.find(source, tid);
    return index < 0 ? undefined : this.lanes[index];
  }

  /** How a thread that has no lane slept; undefined: it was not seen to. */
  sleptBefore(source: number, tid: number): SleepsBefore | undefined {
    return this.before[this.options.bindings.threads.find(source, tid)];
  }

  /** The same, to be written to. */
  beforeOf(source: number, tid: number): SleepsBefore {
    const index = this.options.bindings.threads.indexOf(source, tid);
    return (this.before[index] ??= { firstSleepNs: -1, runningNs: -1, waking: noWaking() });
  }

  /** The thread runs the vCPU of a binding. */
  bind(thread: WakerThread, lane: IdleLane, binding: number): void {
    if (lane.binding === binding && lane.vcpu >= 0) return;
    const { bindings, accepts, links } = this.options;
    const { vcpu } = bindings.all[binding]!;
    thread.binding = binding;
    lane.binding = binding;
    if (vcpu < 0) return;
    if (lane.vcpu >= 0) lane.window.interrupt();
    lane.vcpu = vcpu;
    lane.accepts = accepts.of(thread.source, vcpu);
    links.run(thread.index, vcpuKey(thread.source, vcpu));
  }

  /** Without exits and entries, a halt is the first that shows a thread to run a vCPU: which, others tell. */
  bindUnentered(thread: WakerThread, lane: IdleLane, atNs: number): void {
    if (lane.vcpu >= 0) return;
    this.bind(thread, lane, this.options.bindings.current(thread.source, thread.tid, atNs));
  }

  /** Disorder between host CPUs that the clock of a recording may show. */
  clockSlackNs(source: number): number {
    const { parameters, clockOf } = this.options;
    return (this.slacksNs[source] ??= clockSlackNs(parameters, clockOf(source)));
  }
}
