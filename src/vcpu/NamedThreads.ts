import type { NamedVcpu } from './RecordedThreads';
import { UNBOUND } from './VcpuBindings';
import type { VcpuBindings } from './VcpuBindings';

/**
 * Threads of one recording that it says run a vCPU. What its events tell by their own fields counts
 * more: a thread that they bind is left alone.
 */
export class NamedThreads {
  private readonly vms = new Map<number, number>();
  private readonly boundHere = new Set<number>();
  private taken = 0;

  constructor(
    private readonly source: number,
    private readonly named: readonly NamedVcpu[],
    private readonly bindings: VcpuBindings,
  ) {}

  /** Binds the threads that were named since the last call. */
  bindNew(): void {
    for (; this.taken < this.named.length; this.taken++) {
      const { tid, vcpu, vm, fromNs } = this.named[this.taken]!;
      if (vm !== undefined) this.vms.set(tid, vm);
      const known = this.bindings.at(this.source, tid, fromNs);
      const isBound = known !== undefined && this.bindings.all[known]!.vcpu !== UNBOUND;
      if (isBound && !this.boundHere.has(tid)) continue;
      this.boundHere.add(tid);
      this.bindings.bind(this.source, tid, vcpu, fromNs);
    }
  }

  /** Number of the thread's VM; undefined when the recording does not name it. */
  vmOf(tid: number): number | undefined {
    return this.vms.get(tid);
  }
}
