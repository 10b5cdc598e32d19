import type { StateObserver, StateSink } from './Segments';
import type { State } from './VcpuState';
import { VCPU_STATES } from './VcpuState';

/** ns that a vCPU spent in each state, by the order of VCPU_STATES. */
export class Ledger implements StateSink {
  readonly totalsNs = new Float64Array(VCPU_STATES.length);

  add(state: State, fromNs: number, toNs: number): void {
    this.totalsNs[state]! += toNs - fromNs;
  }
}

/** Sends a thread's states to the ledger of the vCPU that it runs at the time. */
export class ThreadLedger implements StateSink {
  private current = new Ledger();
  private binding = -1;

  /** `observer` is told the same. */
  constructor(
    private readonly byBinding: (Ledger | undefined)[],
    private readonly observer?: StateObserver,
  ) {}

  get isBound(): boolean {
    return this.binding >= 0;
  }

  /** What came before the first vCPU counts as that one's. */
  bind(binding: number): void {
    if (binding === this.binding) return;
    this.observer?.bind?.(binding);
    if (this.binding < 0) this.byBinding[binding] ??= this.current;
    this.binding = binding;
    this.current = this.byBinding[binding] ??= new Ledger();
  }

  add(state: State, fromNs: number, toNs: number): void {
    this.current.add(state, fromNs, toNs);
    this.observer?.add(state, fromNs, toNs);
  }
}
