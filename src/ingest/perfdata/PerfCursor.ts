import type { RecordDamage, RecordReader } from '../../formats/perfdata/RecordReader';
import { RecordType } from '../../formats/perfdata/recordTypes';
import type { BlockColumns } from '../BlockColumns';
import type { EventCursor } from '../EventCursor';
import { HeldEvents } from './HeldEvents';
import { PLACE_BYTES } from './PartStreams';
import { recordsOf } from './PerfPart';
import type { PartReaders, PerfPart } from './PerfPart';
import type { SampleFaults } from './SampleFaults';
import type { SampleTaker } from './SampleTaker';
import type { SideRecords } from './SideRecords';

/** Events given out at once; they fit a block. */
const BATCH_EVENTS = 1 << 14;

export interface PerfCursorOptions {
  readonly part: PerfPart;
  readonly readers: PartReaders;
  readonly taker: SampleTaker;
  readonly side: SideRecords;
  readonly faults: SampleFaults;
  readonly onDamage: (damage: RecordDamage) => void;
  /** Records read at once. */
  readonly batchRecords: number;
  /** Events that wait for their place: of more, half of the time they span is given out, as perf does. */
  readonly mostHeld: number;
  /** What is added to the taker's times to count from the session's origin. */
  readonly shiftNs: number;
  /** Of the taker's times: no event is before, and none after it is wanted. */
  readonly firstNs: number;
  readonly toNs: number;
}

/**
 * The events of a part in time order. perf writes what all buffers hold, one after the other, and
 * then marks the end of the round: when a round ends, every event from before the last one of the
 * round before it has been read (`OE_FLUSH__ROUND`, tools/perf/util/ordered-events.c). The latest
 * time is taken from that round alone, so that one wrong stamp does no lasting harm.
 */
export class PerfCursor implements EventCursor {
  readonly time = new Float64Array(BATCH_EVENTS);
  readonly row = new Uint16Array(BATCH_EVENTS);
  count = 0;
  at = 0;
  filled = 0;
  seen = 0;
  private readonly order = new Uint32Array(BATCH_EVENTS);
  private readonly held = new HeldEvents();
  readonly reader: RecordReader;
  /** Events up to this time are being given out; undefined: records are being read. */
  private releasedNs: number | undefined;
  /** Latest time of the round before the one that is being read. */
  private roundNs = -Infinity;
  /** Time of the last event that was given out; in an array, where a fraction needs no memory of its own. */
  private readonly givenNs: Float64Array;
  private hasEnded = false;

  constructor(private readonly options: PerfCursorOptions) {
    const { part, readers, taker, onDamage, firstNs } = options;
    this.reader = recordsOf(part, readers, taker, onDamage);
    this.givenNs = Float64Array.of(firstNs);
  }

  get headNs(): number {
    const { shiftNs } = this.options;
    return this.at < this.count ? this.time[this.at]! : this.givenNs[0]! + shiftNs;
  }

  get endNs(): number {
    const { taker, shiftNs, firstNs } = this.options;
    return Math.max(taker.latestNs, firstNs) + shiftNs;
  }

  get doneBytes(): number {
    return this.reader.doneBytes;
  }

  next(): boolean {
    this.count = 0;
    this.at = 0;
    this.filled = 0;
    this.seen = 0;
    if (this.releasedNs !== undefined && !this.give(this.releasedNs)) {
      this.held.settle();
      if (this.releasedNs > this.options.toNs) this.hasEnded = true;
      this.releasedNs = undefined;
      if (this.hasEnded) {
        this.reader.close();
        return false;
      }
    }
    if (this.releasedNs === undefined) this.readOn();
    return true;
  }

  fill(columns: BlockColumns): void {
    const { row, time, filled, at: end } = this;
    this.held.fillAll(this.order, row, filled, end, columns, PLACE_BYTES);
    // The reader counts from its own origin, and moves times that go back.
    for (let event = filled; event < end; event++) columns.time[row[event]!] = time[event]!;
    this.filled = end;
  }

  /** Gives out the next events up to a time; false when there are no more. */
  private give(limitNs: number): boolean {
    const { time, givenNs } = this;
    const { shiftNs } = this.options;
    const count = this.held.take(limitNs, this.order, time);
    for (let event = 0; event < count; event++) {
      const timeNs = time[event]!;
      if (timeNs >= givenNs[0]!) givenNs[0] = timeNs;
      else this.countLate(givenNs[0]! - timeNs);
      time[event] = givenNs[0]! + shiftNs;
    }
    this.count = count;
    return count > 0;
  }

  private countLate(byNs: number): void {
    const { faults } = this.options;
    faults.late++;
    faults.mostLateNs = Math.max(faults.mostLateNs, byNs);
  }

  /** Reads records until events can be given out, or for a while. */
  private readOn(): void {
    const { taker, side, batchRecords, mostHeld, part } = this.options;
    const { reader, held } = this;
    while (this.seen < batchRecords) {
      if (!reader.next()) {
        side.finish(taker.latestNs);
        this.hasEnded = true;
        this.releasedNs = Infinity;
        return;
      }
      this.seen++;
      if (reader.type === RecordType.sample) {
        taker.take(reader, held);
        if (held.count < mostHeld) continue;
        this.releasedNs = held.middleNs();
        return;
      }
      if (reader.type !== RecordType.finishedRound) side.take(reader);
      else if (this.endRound()) return;
    }
    if (part.isOneBuffer) this.endRound();
  }

  /** Whether events can be given out now. */
  private endRound(): boolean {
    const { taker } = this.options;
    const limitNs = this.roundNs;
    if (taker.roundNs > -Infinity) this.roundNs = taker.roundNs;
    taker.roundNs = -Infinity;
    if (this.held.earliestNs() > limitNs) return false;
    this.releasedNs = limitNs;
    return true;
  }
}
