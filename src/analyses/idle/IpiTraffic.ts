import { Evidence } from '../../base/Evidence';
import type { IdleLane } from './IdleLane';
import { GuestPlaces } from './GuestPlaces';

/** A vCPU id is below this (KVM_MAX_VCPU_IDS). */
const VCPU_IDS = 65_536;

/** Interrupts that one vCPU thread sent to one vCPU of its VM. */
export interface IpiRoute {
  /** Number of the sender's thread. */
  readonly thread: number;
  /** Id of the vCPU that accepted them. */
  readonly vcpu: number;
  count: number;
  /** Guest code that sent them, by the exit that it took; of fewer than `count` where exits are not recorded. */
  readonly places: GuestPlaces;
  readonly first: Evidence;
}

/** Which vCPU interrupts which, halted or not, as far as KVM sees it: not what hardware delivers by itself (E.5). */
export class IpiTraffic {
  private readonly byPair = new Map<number, IpiRoute>();

  get routes(): Iterable<IpiRoute> {
    return this.byPair.values();
  }

  /** An acceptance for `vcpu` on the sender's thread. */
  add(sender: IdleLane, vcpu: number, atNs: number): void {
    if (sender.vcpu === vcpu) return;
    const key = sender.thread * VCPU_IDS + vcpu;
    let route = this.byPair.get(key);
    if (route === undefined) {
      const { thread } = sender;
      route = { thread, vcpu, count: 0, places: new GuestPlaces(), first: new Evidence() };
      this.byPair.set(key, route);
    }
    route.count++;
    const { exit } = sender;
    // Without an exit since it entered its guest, nothing tells where that was.
    if (exit.atNs > sender.enteredNs) {
      route.places.add(exit.ripLow, exit.ripHigh, atNs);
    }
    route.first.add(0, atNs);
  }
}
