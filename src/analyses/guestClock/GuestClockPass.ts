import type { EventPass, TraceSoFar } from '../../events/EventPass';
import type { EventBlock, EventStream } from '../../events/EventTable';
import { LossIndex } from '../../events/LossIndex';
import { UNBOUND } from '../../vcpu/VcpuBindings';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { GuestLane } from './GuestLane';
import type { LostBetween } from './GuestLane';

/** Threads that may run one guest CPU, where the recording does not say which: more are not compared. */
const MOST_LANES = 32;

/** A recording that was made in a guest of another one's machine. */
export interface GuestRecording {
  /** Numbers of the recordings. */
  readonly source: number;
  readonly host: number;
  /** Host threads of its vCPUs; empty where the host's recording does not tell them. */
  readonly tids: ReadonlySet<number>;
}

/**
 * Holds the events of guests' recordings against what their vCPUs' threads did on the host: a guest
 * event outside of guest mode says that the clocks are not related as they are said to be.
 */
export class GuestClockPass implements EventPass {
  readonly lanes: GuestLane[] = [];
  private readonly lanesOfBinding: (readonly GuestLane[] | undefined)[] = [];
  /** By guest's recording, then by its CPU. */
  private readonly lanesOfCpu: (GuestLane[] | undefined)[][] = [];
  private readonly losses = new LossIndex();
  private readonly endNs: number[] = [];
  private streams: readonly EventStream[] = [];

  constructor(
    private readonly guests: readonly GuestRecording[],
    private readonly bindings: VcpuBindings,
  ) {
    for (const { source } of guests) this.lanesOfCpu[source] = [];
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, streams, lost }: TraceSoFar): void {
    if (this.guests.length === 0) return;
    this.streams = streams;
    this.losses.update(lost);
    const isEntry = kinds.map(({ name }) => name === 'kvm_entry');
    const isExit = kinds.map(({ name }) => name === 'kvm_exit');
    for (let at = 0; at < block.length; at++) {
      const timeNs = block.time[at]!;
      const { source, hostCpu } = streams[block.stream[at]!]!;
      this.endNs[source] = timeNs;
      const lanes = this.lanesOfCpu[source]?.[hostCpu];
      if (lanes !== undefined) for (const lane of lanes) lane.guestEvent(timeNs);
      const kind = block.kind[at]!;
      if (isEntry[kind] === true) {
        for (const lane of this.lanesOf(this.bindings.ofRow[at]!)) lane.entry(timeNs);
      } else if (isExit[kind] === true) {
        for (const lane of this.lanesOf(this.bindings.ofRow[at]!)) lane.exit(timeNs);
      }
    }
    for (const lane of this.lanes) lane.settle(this.lostOnHostOf(lane));
  }

  finish(): void {
    for (const lane of this.lanes) {
      const { host } = this.guests.find(({ source }) => source === lane.source)!;
      lane.finish(this.endNs[host] ?? 0, this.lostOnHostOf(lane));
    }
  }

  private lanesOf(binding: number): readonly GuestLane[] {
    const known = this.lanesOfBinding[binding];
    if (known !== undefined) return known;
    // A later event may name the vCPU that the thread runs.
    if (this.bindings.all[binding]!.vcpu === UNBOUND) return [];
    const lanes = this.newLanes(binding);
    this.lanesOfBinding[binding] = lanes;
    return lanes;
  }

  private newLanes(binding: number): readonly GuestLane[] {
    const { source, tid, vcpu } = this.bindings.all[binding]!;
    return this.guests.flatMap((guest) => {
      const isOther = guest.tids.size > 0 && !guest.tids.has(tid);
      if (guest.host !== source || isOther) return [];
      const ofCpu = (this.lanesOfCpu[guest.source]![vcpu] ??= []);
      if (ofCpu.length === MOST_LANES) return [];
      const lane = new GuestLane(guest.source, vcpu, binding);
      ofCpu.push(lane);
      this.lanes.push(lane);
      return [lane];
    });
  }

  private lostOnHostOf({ source }: GuestLane): LostBetween {
    if (this.losses.none) return () => false;
    const { host } = this.guests.find((guest) => guest.source === source)!;
    const hostStreams = this.streams.flatMap((stream, index) =>
      stream.source === host ? [index] : [],
    );
    return (fromNs, toNs) =>
      hostStreams.some((stream) => this.losses.endsWithin(stream, fromNs, toNs));
  }
}
