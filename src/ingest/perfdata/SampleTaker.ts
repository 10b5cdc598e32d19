import { TWO_32 } from '../../base/twoTo32';
import { MOST_HOST_CPUS } from '../../formats/mostHostCpus';
import type { RecordedSamples } from '../../formats/perfdata/RecordedSamples';
import type { RecordReader } from '../../formats/perfdata/RecordReader';
import { NO_WORD } from '../../formats/perfdata/SampleLayout';
import type { SampleLayout } from '../../formats/perfdata/SampleLayout';
import type { CommonPlaces } from '../commonFields';
import type { KindRows } from '../KindTable';
import { NO_KEPT_WORDS } from '../PackedBatch';
import { isNoTime } from './firstLook';
import type { HeldEvents } from './HeldEvents';
import type { PartStreams } from './PartStreams';
import type { PerfKinds } from './PerfKinds';
import type { SampleFaults } from './SampleFaults';
import { StampCheck } from './StampCheck';
import type { StreamLosses } from './StreamLosses';
import type { SwitchedThreads } from './SwitchedThreads';
import type { ThreadNames } from './ThreadNames';

/** What the kernel writes for a thread that is gone, or none of the recorder's PID namespace. */
const NO_TID_WORD = 0xffff_ffff;
/** `common_type`, `common_flags`, `common_preempt_count`, `common_pid`. */
const COMMON_BYTES = 8;

export interface SampleTakerOptions {
  readonly samples: RecordedSamples;
  readonly kinds: PerfKinds;
  readonly places: CommonPlaces;
  readonly streams: PartStreams;
  /** By stream of the part. */
  readonly isWanted: readonly boolean[];
  /** Index in the table's streams of the part's first one. */
  readonly firstStream: number;
  /** Stamp that times count from, also the following two. */
  readonly origin: { readonly high: number; readonly low: number };
  readonly fromNs: number;
  readonly toNs: number;
  readonly names: ThreadNames;
  readonly switched: SwitchedThreads;
  readonly losses: StreamLosses;
  readonly faults: SampleFaults;
}

/** Takes out of samples what is kept of them. The hottest loop of a perf.data: no name, no object and no call with a fraction a sample. */
export class SampleTaker {
  /** Upper word of the last stamp read; NaN: there was none. */
  timeHigh = NaN;
  /** Latest time of all samples, and of those since somebody set it back. */
  latestNs = -Infinity;
  roundNs = -Infinity;
  private lastNs = 0;
  /** By stream: the thread of its last sample. */
  private readonly lastTid: Float64Array;
  private readonly check: StampCheck;

  constructor(private readonly options: SampleTakerOptions) {
    this.check = new StampCheck(options.samples);
    this.lastTid = new Float64Array(options.isWanted.length).fill(NaN);
  }

  /** Adds the reader's current record, a sample, to the events that are held. */
  take(reader: RecordReader, held: HeldEvents): void {
    const { samples, streams, losses, places, faults, origin, switched } = this.options;
    const { words, word, size } = reader;
    const event = samples.eventOf(words, word);
    const layout = samples.layoutOf(event);
    if (layout === undefined || size < layout.leastBytes) {
      if (layout === undefined) faults.unknownIds++;
      else faults.tooShort++;
      return;
    }
    const { timeWord, cpuWord, pidWord } = layout;
    let timeNs = this.lastNs;
    const timeHigh = words[word + timeWord + samples.high]!;
    const timeLow = words[word + timeWord + samples.low]!;
    if (timeWord === NO_WORD || isNoTime(timeHigh, timeLow)) faults.untimed++;
    else if (this.check.isDamaged(reader, layout, timeHigh))
      this.misdate(reader, timeHigh, timeLow);
    else {
      this.timeHigh = timeHigh;
      timeNs = (timeHigh - origin.high) * TWO_32 + (timeLow - origin.low);
      if (timeNs > this.latestNs) this.latestNs = timeNs;
      if (timeNs > this.roundNs) this.roundNs = timeNs;
    }
    this.lastNs = timeNs;
    let stream = streams.ofNoCpu;
    if (cpuWord !== NO_WORD) {
      const hostCpu = words[word + cpuWord]!;
      if (hostCpu < MOST_HOST_CPUS) stream = streams.ofCpu[hostCpu]!;
      if (stream === streams.ofNoCpu) faults.unlistedCpus++;
    }
    if (losses.isPending) losses.endAt(stream, timeNs);
    losses.lastNs[stream] = timeNs;

    const end = word + (size >>> 2);
    const rawSize = layout.findRawSize(words, word, end);
    const raw = rawSize + 1;
    const rawBytes = rawSize === NO_WORD ? 0 : Math.min(words[rawSize]!, (end - raw) * 4);
    const hasRecord = rawBytes >= COMMON_BYTES;
    let tid = pidWord === NO_WORD ? NO_TID_WORD : words[word + pidWord + 1]!;
    if (tid === NO_TID_WORD && hasRecord) tid = words[raw + places.tidWord]!;
    if (tid !== this.lastTid[stream]!) {
      this.lastTid[stream] = tid;
      const pid = pidWord === NO_WORD ? NO_TID_WORD : words[word + pidWord]!;
      if (pid !== NO_TID_WORD) this.options.names.belongs(tid | 0, pid);
    }
    if (
      rawBytes >= switched.leastBytes &&
      hasRecord &&
      ((words[raw]! >>> places.typeShift) & 0xffff) === switched.eventId
    ) {
      switched.note(words, raw, this.options.firstStream + stream, reader.position);
    }
    const { fromNs, toNs, isWanted } = this.options;
    if (timeNs < fromNs || timeNs > toNs || isWanted[stream] !== true) return;

    const rows = this.kindOf(event, layout, words, hasRecord ? raw : NO_WORD);
    rows.count++;
    if (!rows.isKept) return;
    const { batch } = held;
    batch.time[batch.count] = timeNs;
    batch.position[batch.count] = reader.position;
    let flags = hasRecord ? (words[raw + places.flagsWord]! >>> places.flagsShift) & 0xff : 0;
    const { plan } = rows;
    const isBare = rawBytes < plan.leastBytes;
    if (isBare) {
      flags |= NO_KEPT_WORDS;
      if (layout.hasRaw) rows.shortRecords++;
    }
    let to = batch.claim(rows, this.options.firstStream + stream, tid, flags);
    if (!isBare) {
      const kept = batch.words;
      const from = plan.words;
      for (let index = 0; index < from.length; index++) kept[to++] = words[raw + from[index]!]!;
    }
    held.added();
  }

  /** Time of a stamp, ns since the origin. */
  sinceOrigin(high: number, low: number): number {
    const { origin } = this.options;
    return (high - origin.high) * TWO_32 + (low - origin.low);
  }

  private misdate(reader: RecordReader, high: number, low: number): void {
    const { faults } = this.options;
    faults.misdated++;
    faults.firstMisdated ??= {
      offset: reader.fileOffset,
      stamp: (BigInt(high) << 32n) | BigInt(low),
    };
  }

  /** `raw`: where the record of a tracepoint starts; NO_WORD: the sample has none. */
  private kindOf(event: number, layout: SampleLayout, words: Uint32Array, raw: number): KindRows {
    const { samples, kinds, places, faults } = this.options;
    if (event >= 0 && !samples.areTracepoints[event]!) return kinds.ofOther(event);
    if (raw !== NO_WORD) return kinds.ofTracepoint((words[raw]! >>> places.typeShift) & 0xffff);
    const rows = kinds.ofAttr(Math.max(0, event));
    if (!layout.hasRaw) {
      faults.withoutRaw++;
      rows.bareEvents++;
    }
    return rows;
  }
}
