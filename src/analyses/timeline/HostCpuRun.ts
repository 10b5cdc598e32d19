import { grown } from '../../base/grown';
import type { Loss } from '../../events/LossIndex';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { SpanList } from './SpanList';

/** What a host CPU did, where it ran no thread of a vCPU; a vCPU's thread is its binding from `firstVcpu` on. */
export const Runner = { idle: 0, other: 1, unknown: 2, otherVcpu: 3, firstVcpu: 4 } as const;

/** vCPUs of one host CPU that are told apart: a byte holds no more. */
const MOST_RUNNERS = 250;
const IDLE_TASK = 0;
const UNKNOWN_TID = -1;
const FIRST_RUNS = 16;

/** Who ran on one host CPU from the begin of what is read, as far as it is known: no gaps. */
export class HostCpuRun {
  readonly spans = new SpanList();
  private tids = new Int32Array(FIRST_RUNS);
  private openTid = UNKNOWN_TID;
  private isOpen = false;
  private lastTid = UNKNOWN_TID;
  private lostFromNs = Infinity;
  private lostToNs = -Infinity;
  /** Threads that were not known to run a vCPU when they ran here. */
  private readonly others = new Set<number>();
  private lastOther = UNKNOWN_TID;

  constructor(
    /** Number of the recording. */
    readonly source: number,
    readonly hostCpu: number,
    private readonly bindings: VcpuBindings,
    fromNs: number,
    /** First event of the host CPU: who is switched from first ran since then. */
    private sinceNs: number,
  ) {
    this.push(UNKNOWN_TID, fromNs, sinceNs);
  }

  /** Events were lost here after the latest switch. */
  lose({ fromNs, toNs }: Loss): void {
    if (toNs <= this.sinceNs) return;
    this.lostFromNs = Math.min(this.lostFromNs, fromNs);
    this.lostToNs = Math.max(this.lostToNs, toNs);
  }

  switched(prev: number, next: number, atNs: number): void {
    this.run(prev, atNs);
    this.openTid = next;
    this.isOpen = true;
    this.sinceNs = atNs;
    this.lostFromNs = Infinity;
    this.lostToNs = -Infinity;
  }

  close(endNs: number): void {
    if (this.isOpen) this.run(this.openTid, endNs);
    this.spans.trim();
    this.tids = this.tids.slice(0, this.spans.length);
  }

  /** Thread of a stretch; negative: not known. */
  tidOf(index: number): number {
    return this.tids[index]!;
  }

  /** Whether a thread turned out to run a vCPU only after it had run here. */
  get isOutdated(): boolean {
    for (const tid of this.others) {
      if (this.bindings.at(this.source, tid, this.spans.toNs) !== undefined) return true;
    }
    return false;
  }

  /** The same with all vCPUs that are known now, in steps of `steps` stretches; returns it. */
  *renewed(steps: number): Generator<undefined, HostCpuRun> {
    const { source, hostCpu, bindings, spans } = this;
    const fresh = new HostCpuRun(source, hostCpu, bindings, spans.fromNs, spans.fromNs);
    for (let index = 0; index < spans.length; index++) {
      fresh.push(this.tidOf(index), spans.startOf(index), spans.endOf(index));
      if (index % steps === steps - 1) yield undefined;
    }
    fresh.close(spans.toNs);
    return fresh;
  }

  get bytes(): number {
    return this.spans.bytes + this.tids.byteLength;
  }

  /** `prev` ran up to now; since when, tell the latest switch and what was lost after it. */
  private run(prev: number, atNs: number): void {
    const { lostFromNs, sinceNs } = this;
    if (lostFromNs < Infinity) {
      const lostToNs = Math.min(this.lostToNs, atNs);
      if (this.isOpen) this.push(this.openTid, sinceNs, lostFromNs);
      this.push(UNKNOWN_TID, Math.max(sinceNs, this.spans.toNs), lostToNs);
      // No switch was lost after it.
      this.push(prev, lostToNs, atNs);
    } else {
      // A filter may leave switches out: who ran in between is not told then.
      const isTold = !this.isOpen || this.openTid === prev;
      this.push(isTold ? prev : UNKNOWN_TID, sinceNs, atNs);
    }
  }

  private push(tid: number, fromNs: number, toNs: number): void {
    const goesOn = tid === this.lastTid;
    if (!this.spans.push(this.runnerOf(tid, fromNs), fromNs, toNs, goesOn)) return;
    this.lastTid = tid;
    const last = this.spans.length - 1;
    if (last >= this.tids.length) this.tids = grown(this.tids, new Int32Array(last * 2));
    this.tids[last] = tid;
  }

  private runnerOf(tid: number, atNs: number): number {
    if (tid === IDLE_TASK) return Runner.idle;
    if (tid < 0) return Runner.unknown;
    const binding = this.bindings.at(this.source, tid, atNs);
    if (binding === undefined) {
      if (tid !== this.lastOther) this.others.add(tid);
      this.lastOther = tid;
      return Runner.other;
    }
    const { categories } = this.spans;
    const runner = Runner.firstVcpu + binding;
    return categories.ids.length < MOST_RUNNERS || categories.ids.includes(runner)
      ? runner
      : Runner.otherVcpu;
  }
}
