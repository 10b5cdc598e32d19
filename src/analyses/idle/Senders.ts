import { signedAddress } from '../../base/signedAddress';
import type { Loss } from '../../events/LossIndex';
import { isaOf } from '../../kvm/exitReasons';
import { ExitPairs, mayReenterBelow } from '../../vcpu/ExitPairs';
import { HotPlaces } from '../../vcpu/HotPlaces';
import { ExitPlace } from './IdleLane';
import type { IdleLane } from './IdleLane';

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
  placeOf(lane: IdleLane): number {
    if (lane.exitPlace === ExitPlace.Unasked) lane.exitPlace = this.find(lane);
    return lane.exitPlace;
  }

  /** The thread sent an IPI: several of one exit are one act of its code. */
  send(lane: IdleLane): void {
    if (lane.hasSent) return;
    const place = this.placeOf(lane);
    if (place === ExitPlace.None) {
      this.withoutRip++;
      return;
    }
    const { binding, exitNs, exitStream, exitIsaField, exitCode } = lane;
    if (place < 0) this.othersCount++;
    else this.places.all[place]!.overTime.add(exitNs);
    lane.hasSent = true;
    const reenters = mayReenterBelow(isaOf(exitIsaField), exitCode);
    this.pairs.exit(binding, place, exitNs, exitStream, reenters);
  }

  /** The thread takes an exit: to be told before the lane is. */
  exit(lane: IdleLane, atNs: number, stream: number): void {
    if (!lane.hasSent) return;
    this.pairs.exit(lane.binding, ExitPlace.None, atNs, stream, false);
    lane.hasSent = false;
  }

  entry(lane: IdleLane, atNs: number, stream: number): void {
    if (!lane.hasSent) return;
    this.pairs.entry(lane.binding, atNs, stream);
    lane.hasSent = false;
  }

  private find({ binding, exitIsaField, exitCode, exitRipHigh, exitRipLow }: IdleLane): number {
    if (exitRipLow === 0 && exitRipHigh === 0) return ExitPlace.None;
    const rip = signedAddress(exitRipHigh, exitRipLow);
    const place = this.places.numberOf(binding, exitIsaField, exitCode, rip);
    return place < 0 ? ExitPlace.Beyond : place;
  }
}
