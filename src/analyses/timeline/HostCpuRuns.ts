import { addToList } from '../../base/addToList';
import type { EventStream } from '../../events/EventTable';
import type { Loss } from '../../events/LossIndex';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { HostCpuRun } from './HostCpuRun';

/** Some ms. */
const STRETCHES_A_STEP = 1 << 15;

/** Who ran on each host CPU, by sched_switch. */
export class HostCpuRuns {
  /** In the order they were met. */
  readonly all: HostCpuRun[] = [];
  private readonly byStream: (HostCpuRun | undefined)[] = [];
  /** By stream: losses that no switch has come after yet. */
  private readonly losses = new Map<number, Loss[]>();
  private takenLosses = 0;

  /** `fromNs`: where begins what is read. */
  constructor(
    private readonly bindings: VcpuBindings,
    private readonly fromNs: number,
  ) {}

  /** Takes over what was found to be lost since the last call. */
  update(lost: readonly Loss[]): void {
    for (; this.takenLosses < lost.length; this.takenLosses++) {
      const loss = lost[this.takenLosses]!;
      addToList(this.losses, loss.stream, loss);
    }
  }

  /** The host CPU of a stream, whose first event is at `sinceNs`; made when first asked for. */
  of(stream: number, { source, hostCpu }: EventStream, sinceNs: number): HostCpuRun {
    const known =
      this.byStream[stream] ??
      this.all.find((run) => run.source === source && run.hostCpu === hostCpu);
    const run = known ?? new HostCpuRun(source, hostCpu, this.bindings, this.fromNs, sinceNs);
    if (known === undefined) this.all.push(run);
    this.byStream[stream] = run;
    return run;
  }

  /** Hands what was lost in a stream before a time to its host CPU. */
  passLosses(stream: number, run: HostCpuRun, atNs: number): void {
    if (this.takenLosses === 0) return;
    const waiting = this.losses.get(stream);
    while (waiting?.[0] !== undefined && waiting[0].fromNs < atNs) run.lose(waiting.shift()!);
  }

  /** Nothing more comes. `lost`: all of it. */
  close(endNs: number, lost: readonly Loss[]): void {
    this.byStream.forEach((run, stream) => {
      if (run === undefined) return;
      this.passLosses(stream, run, endNs);
      // One that nothing follows ends with the trace.
      for (const loss of lost) if (loss.stream === stream && loss.toNs >= endNs) run.lose(loss);
    });
    for (const run of this.all) run.close(endNs);
  }

  /** Host CPUs on which threads had run that turned out later to run vCPUs are told anew, in steps. */
  *renew(): Generator<undefined, void> {
    for (const [at, run] of this.all.entries()) {
      if (run.isOutdated) this.all[at] = yield* run.renewed(STRETCHES_A_STEP);
    }
  }

  get bytes(): number {
    return this.all.reduce((sum, run) => sum + run.bytes, 0);
  }
}
