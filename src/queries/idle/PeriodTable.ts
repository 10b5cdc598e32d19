import type { IdleLane } from '../../analyses/idle/IdleLane';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import { emptyPeriod } from '../../analyses/idle/IdlePeriods';
import type { EarlierHalt, FoundPeriod } from '../../analyses/idle/IdlePeriods';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { guestsThatPoll } from './guestsThatPoll';

/** How sure a strategy is that rests on a poll window which only its first change told. */
const TOLD_LATER = 75;

/** An idle period of a vCPU, its strategy as the whole trace tells it. */
export interface IdlePeriod extends FoundPeriod {
  vm: number;
  vcpu: number;
  /** Id of the vCPU that caused its end; undefined: none did, or it is not told. */
  sourceVcpu: number | undefined;
  /** Disorder between host CPUs that its recording's clock may show. */
  clockSlackNs: number;
}

/** A halt of a period before its last one, with the id of the vCPU that ended it. */
export interface EarlierHaltOf extends EarlierHalt {
  readonly sourceVcpu: number | undefined;
}

/** Every period of a vCPU in the trace, by start; then by VM and vCPU. Made into an object when asked for. */
export class PeriodTable {
  private readonly order: Uint32Array;
  private readonly laneOf = new Map<number, IdleLane>();
  /** How sure it is that their guests poll themselves, by VM. */
  private readonly pollingVms: ReadonlyMap<number, number>;
  private glanced: IdlePeriod | undefined;

  constructor(
    private readonly idle: IdlePass,
    private readonly refs: readonly (VcpuRef | undefined)[],
  ) {
    const { periods, lanes } = idle;
    for (const lane of lanes) if (lane !== undefined) this.laneOf.set(lane.binding, lane);
    this.pollingVms = guestsThatPoll(idle, refs);
    const known: number[] = [];
    for (let index = 0; index < periods.length; index++) {
      if (refs[periods.bindingOf(index)] !== undefined) known.push(index);
    }
    const placeOf = (index: number): VcpuRef => refs[periods.bindingOf(index)]!;
    // They come nearly in this order, which the sort of plain arrays makes use of.
    known.sort(
      (a, b) =>
        periods.startNs(a) - periods.startNs(b) ||
        placeOf(a).vm - placeOf(b).vm ||
        placeOf(a).vcpu - placeOf(b).vcpu ||
        a - b,
    );
    this.order = Uint32Array.from(known);
  }

  get length(): number {
    return this.order.length;
  }

  at(position: number): IdlePeriod {
    return this.read(position, {
      ...emptyPeriod(),
      vm: -1,
      vcpu: -1,
      sourceVcpu: undefined,
      clockSlackNs: 0,
    });
  }

  startNs(position: number): number {
    return this.idle.periods.startNs(this.order[position]!);
  }

  refOf(position: number): VcpuRef {
    return this.refs[this.idle.periods.bindingOf(this.order[position]!)]!;
  }

  /** -1: the trace ended first, or lost it. */
  endNs(position: number): number {
    return this.idle.periods.endNs(this.order[position]!);
  }

  /** One of them, always in the same object: what is taken of it must be taken before the next. */
  glance(position: number): IdlePeriod {
    this.glanced ??= this.at(position);
    return this.read(position, this.glanced);
  }

  /** All of them, each in the same object: what is taken of one must be taken before the next. */
  *walk(): Generator<IdlePeriod> {
    if (this.length === 0) return;
    const period = this.at(0);
    for (let position = 0; position < this.length; position++) yield this.read(position, period);
  }

  /** Those at some positions, in the same object of this walk. */
  *each(positions: Iterable<number>): Generator<IdlePeriod> {
    let period: IdlePeriod | undefined;
    for (const position of positions) {
      yield (period = period === undefined ? this.at(position) : this.read(position, period));
    }
  }

  /** The halts of a period before its last one. */
  earlierHalts({ earlier }: IdlePeriod): readonly EarlierHaltOf[] {
    return earlier.map((halt) => ({ ...halt, sourceVcpu: this.vcpuOf(halt.sourceBinding) }));
  }

  private vcpuOf(binding: number): number | undefined {
    return binding < 0 ? undefined : this.refs[binding]?.vcpu;
  }

  private read(position: number, into: IdlePeriod): IdlePeriod {
    this.idle.periods.read(this.order[position]!, into);
    const ref = this.refs[into.binding]!;
    into.vm = ref.vm;
    into.vcpu = ref.vcpu;
    into.sourceVcpu = this.vcpuOf(into.sourceBinding);
    into.clockSlackNs = this.idle.clockSlackNs(into.binding);
    this.cutWindow(into);
    this.reconsider(into);
    return into;
  }

  private cutWindow(period: IdlePeriod): void {
    const { windowNs, binding, startNs } = period;
    // A thread that went on to run another vCPU has its windows as that one's.
    const window = windowNs > 0 ? this.laneOf.get(binding)?.window : undefined;
    if (window !== undefined) period.windowNs = window.heldNs(windowNs, startNs);
  }

  /** What only more of the trace told: the poll window before its first change, and a guest that polls itself. */
  private reconsider(period: IdlePeriod): void {
    const { strategy, pollNs, waitNs, rank } = period;
    if (!strategy.startsWith('hlt-') || strategy === 'hlt-userspace') return;
    const polls = this.pollingVms.get(period.vm);
    if (polls !== undefined) {
      period.strategy = 'guest-haltpoll';
      // No surer than that it is a halt of this kind at all.
      period.rank = Math.min(polls, rank);
      return;
    }
    if (period.windowNs >= 0) return;
    const windowNs = this.laneOf.get(period.binding)?.window.firstNs ?? -1;
    if (strategy === 'hlt-block' && windowNs > 0 && pollNs > this.idle.parameters.poll_min) {
      period.strategy = 'hlt-poll-miss';
    } else if (strategy === 'hlt-poll-hit' && windowNs === 0 && waitNs === 0) {
      period.strategy = 'hlt-pending';
    } else if (strategy !== 'hlt-poll-hit' || windowNs < 0) return;
    period.rank = Math.max(rank, TOLD_LATER);
  }
}
