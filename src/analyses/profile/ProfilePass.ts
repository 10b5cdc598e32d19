import { GrowingBins } from '../../base/GrowingBins';
import type { EventPass, TraceSoFar } from '../../events/EventPass';
import type { EventBlock } from '../../events/EventTable';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { ExitBinsPass } from './ExitBinsPass';
import { PlacesPass } from './PlacesPass';
import { StateBins } from './StateBins';

/** What a run is over the time, for a comparison: exits and states in the same equal bins. */
export class ProfilePass implements EventPass {
  /** From KVM's first event on: what was recorded before it is no part of the run. */
  readonly bins = new GrowingBins();
  readonly exits: ExitBinsPass;
  readonly states: StateBins;
  readonly places: PlacesPass;

  constructor(bindings: VcpuBindings) {
    this.exits = new ExitBinsPass(bindings, this.bins);
    this.places = new PlacesPass(bindings);
    this.states = new StateBins(
      this.bins,
      (source, tid, atNs) => bindings.at(source, tid, atNs) !== undefined,
    );
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, trace: TraceSoFar): void {
    if (!this.bins.hasBegun) this.begin(block, trace);
    this.exits.add(block, trace);
    this.places.add(block, trace);
  }

  private begin({ length, kind, time }: EventBlock, { kinds }: TraceSoFar): void {
    for (let at = 0; at < length; at++) {
      if (kinds[kind[at]!]!.system !== 'kvm') continue;
      this.bins.begin(time[at]!);
      return;
    }
  }
}
