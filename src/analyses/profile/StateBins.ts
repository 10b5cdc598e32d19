import type { GrowingBins } from '../../base/GrowingBins';
import type { StateObserver } from '../../vcpu/states/Segments';
import { State } from '../../vcpu/states/VcpuState';

/** Of one state of one vCPU: ns by time bin, and how many stretches it came in. */
export interface BinnedState {
  readonly timesNs: Float64Array;
  stretches: number;
}

/** By state, in the order of VCPU_STATES; none of unknown time. */
export type BinnedStates = (BinnedState | undefined)[];

/** What each vCPU did, by time bin: told by the pass over the states. */
export class StateBins {
  /** By binding. */
  readonly of: (BinnedStates | undefined)[] = [];
  /** Of threads that nothing told to run a vCPU, so far. */
  private readonly threads = new Map<string, BinnedThread>();

  /** `mayRunVcpu`: whether any event up to a time tells that a thread runs a vCPU. */
  constructor(
    private readonly bins: GrowingBins,
    private readonly mayRunVcpu: (source: number, tid: number, atNs: number) => boolean,
  ) {}

  /** Gets the states of a thread as they are settled. */
  readonly observe = (source: number, tid: number): StateObserver => {
    const thread = new BinnedThread(this.of, this.bins, (atNs) =>
      this.mayRunVcpu(source, tid, atNs),
    );
    this.threads.set(`${source} ${tid}`, thread);
    return thread;
  };

  /** States of a binding; undefined: there are none. Other events than entries and exits may have told what its thread runs. */
  statesOf(binding: number, source: number, tid: number): BinnedStates | undefined {
    return this.of[binding] ?? this.threads.get(`${source} ${tid}`)?.unbound;
  }
}

/** Stretches of a thread that nothing tells to run a vCPU before its bins are given up: most of a host's threads do not. */
const MOST_UNBOUND = 1 << 14;

class BinnedThread implements StateObserver {
  private states: BinnedStates = [];
  private isBound = false;
  private added = 0;

  constructor(
    private readonly of: (BinnedStates | undefined)[],
    private readonly bins: GrowingBins,
    private readonly mayRunVcpu: (atNs: number) => boolean,
  ) {}

  get unbound(): BinnedStates | undefined {
    return this.isBound ? undefined : this.states;
  }

  bind(binding: number): void {
    // What came before the first vCPU counts as that one's.
    if (!this.isBound) this.of[binding] ??= this.states;
    this.states = this.of[binding] ??= [];
    this.isBound = true;
  }

  add(state: State, fromNs: number, toNs: number): void {
    // It is what the others leave: most of a host's threads are in no other state.
    if (state === State.Unknown) return;
    if (!this.isBound && ++this.added % MOST_UNBOUND === 0 && !this.mayRunVcpu(fromNs)) {
      for (const known of this.states) known?.timesNs.fill(0);
    }
    const into = (this.states[state] ??= { timesNs: this.bins.series(), stretches: 0 });
    into.stretches++;
    this.bins.addStretch(into.timesNs, fromNs, toNs);
  }
}
