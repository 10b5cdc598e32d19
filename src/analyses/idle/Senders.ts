import { signedAddress } from '../../base/signedAddress';
import type { Loss } from '../../events/LossIndex';
import { isaOf } from '../../kvm/exitReasons';
import { ExitPairs, mayReenterBelow } from '../../vcpu/ExitPairs';
import { HotPlaces } from '../../vcpu/HotPlaces';
import type { IdleLane } from './IdleLane';
import { ExitPlace } from './LatestExit';
import type { LatestExit } from './LatestExit';

/**
 * The guest code by whose exits vCPUs act on others. A place counts the exits of its code that sent
 * an interrupt, not those that woke a vCPU otherwise, of which idle periods tell.
 */
export class Senders {
  readonly places = new HotPlaces();
  /** IPIs of which the sender's exit is not recorded, or not where that was. */
  withoutRip = 0;
  /** Exits that sent some at more places than are told apart, and ns from them to the next entries. */
  othersCount = 0;
  othersNs = 0;
  private readonly pairs = new ExitPairs((place, durationNs) => {
    if (place < 0) this.othersNs += durationNs;
    else this.places.all[place]!.durations.push(durationNs);
  });

  /** Takes in the losses found since the last call. */
  update(lost: readonly Loss[]): void {
    this.pairs.update(lost);
  }

  /** Number of the place of the exit that a vCPU's thread handles; negative: it handles none, or nothing tells where. */
  placeOf({ binding, exit }: IdleLane): number {
    if (exit.place === ExitPlace.Unasked) exit.place = this.find(binding, exit);
    return exit.place;
  }

  /** The same, of a thread that acts on a vCPU; -1: it runs none, or this one itself. */
  placeBeside(lane: IdleLane | undefined, vcpu: number): number {
    return lane === undefined || lane.vcpu === vcpu ? -1 : this.placeOf(lane);
  }

  /** The thread sent an IPI: several of one exit are one act of its code. */
  send(lane: IdleLane): void {
    const { binding, exit } = lane;
    if (exit.hasSent) return;
    const place = this.placeOf(lane);
    if (place === ExitPlace.None) {
      this.withoutRip++;
      return;
    }
    if (place < 0) this.othersCount++;
    else this.places.all[place]!.overTime.add(exit.atNs);
    exit.hasSent = true;
    const reenters = mayReenterBelow(isaOf(exit.isaField), exit.code);
    this.pairs.exit(binding, place, exit.atNs, exit.stream, reenters);
  }

  /** The thread takes an exit: to be told before the lane is. */
  exit({ binding, exit }: IdleLane, atNs: number, stream: number): void {
    if (!exit.hasSent) return;
    this.pairs.exit(binding, ExitPlace.None, atNs, stream, false);
    exit.hasSent = false;
  }

  entry({ binding, exit }: IdleLane, atNs: number, stream: number): void {
    if (!exit.hasSent) return;
    this.pairs.entry(binding, atNs, stream);
    exit.hasSent = false;
  }

  private find(binding: number, { isaField, code, ripHigh, ripLow }: LatestExit): number {
    if (ripLow === 0 && ripHigh === 0) return ExitPlace.None;
    const place = this.places.numberOf(binding, isaField, code, signedAddress(ripHigh, ripLow));
    return place < 0 ? ExitPlace.Beyond : place;
  }
}
