import type { RecordedSamples } from '../../formats/perfdata/RecordedSamples';
import type { RecordReader } from '../../formats/perfdata/RecordReader';
import { RecordType } from '../../formats/perfdata/recordTypes';
import { NO_WORD } from '../../formats/perfdata/SampleLayout';
import { latin1 } from '../../formats/text';
import { isNoTime } from './firstLook';
import type { PartStreams } from './PartStreams';
import type { StreamLosses } from './StreamLosses';
import type { ThreadNames } from './ThreadNames';

/** `PERF_RECORD_MISC_LOST_SAMPLES_BPF`: samples that a filter left out on purpose. */
const LEFT_OUT = 1 << 15;
/** The first word behind the header, of LOST the one behind the id. */
const BODY = 2;
const BEHIND_ID = 4;
const COMM_BYTES = 16;
const FORK_BYTES = 32;
const LOST_BYTES = 24;
const LOST_SAMPLES_BYTES = 16;

export interface SideRecordsOptions {
  readonly samples: RecordedSamples;
  readonly streams: PartStreams;
  readonly names: ThreadNames;
  readonly losses: StreamLosses;
  /** Time of a stamp, as names and losses count. */
  readonly timeOf: (high: number, low: number) => number;
}

/** Takes what records beside the samples tell: names of threads, and losses. */
export class SideRecords {
  /** Events by LOST records, and by LOST_SAMPLES, which the recorder adds up at its end: the same losses. */
  lost = 0;
  lostSamples = 0;

  constructor(private readonly options: SideRecordsOptions) {}

  take(reader: RecordReader): void {
    const { type, size } = reader;
    if (type === RecordType.comm && size > COMM_BYTES) this.takeComm(reader);
    else if (type === RecordType.fork && size >= FORK_BYTES) this.takeFork(reader);
    else if (type === RecordType.lost && size >= LOST_BYTES) this.takeLost(reader);
    else if (type === RecordType.lostSamples && size >= LOST_SAMPLES_BYTES) {
      if ((reader.misc & LEFT_OUT) === 0) this.lostSamples += reader.u64At(reader.word + BODY);
    }
  }

  /** All records were read; `latestNs`: time of the last sample. */
  finish(latestNs: number): void {
    const { losses, streams } = this.options;
    if (this.lost > 0 || this.lostSamples === 0) return;
    losses.lost(streams.ofNoCpu, Math.max(0, latestNs), this.lostSamples);
  }

  /** u32 pid, u32 tid, name up to NUL. */
  private takeComm(reader: RecordReader): void {
    const { names } = this.options;
    const { words, word, size } = reader;
    const trailer = this.trailerOf(reader);
    const nameEnd = Math.max(COMM_BYTES, size - trailer.words * 4);
    const text = latin1(reader.bytes(COMM_BYTES, nameEnd)).replace(/\0.*$/s, '');
    const tid = words[word + BODY + 1]! | 0;
    names.named(tid, text, trailer.timeNs ?? -Infinity);
    names.belongs(tid, words[word + BODY]!);
  }

  /** u32 pid, u32 pid of the parent, u32 tid, u32 tid of the parent, u64 time. */
  private takeFork({ words, word }: RecordReader): void {
    const { names } = this.options;
    const tid = words[word + BODY + 2]! | 0;
    const fromNs = this.timeAt(words, word + BODY + 4) ?? -Infinity;
    names.forked(tid, words[word + BODY + 3]! | 0, fromNs);
    names.belongs(tid, words[word + BODY]!);
  }

  /** Written in front of the next event that found room in its buffer. */
  private takeLost(reader: RecordReader): void {
    const { losses, streams } = this.options;
    const count = reader.u64At(reader.word + BEHIND_ID);
    this.lost += count;
    const { timeNs, hostCpu } = this.trailerOf(reader);
    if (timeNs === undefined || hostCpu === undefined) losses.lostBeforeNext(count);
    else losses.lost(streams.ofCpu[hostCpu] ?? streams.ofNoCpu, timeNs, count);
  }

  /** Time and CPU at the end of a record that is no sample, as far as they were recorded. */
  private trailerOf({ words, word, size }: RecordReader): {
    readonly words: number;
    readonly timeNs: number | undefined;
    readonly hostCpu: number | undefined;
  } {
    const end = word + (size >>> 2);
    const layout = this.options.samples.trailerOf(words, end);
    if (layout === undefined) return { words: 0, timeNs: undefined, hostCpu: undefined };
    const { trailerWords, trailerTimeWord, trailerCpuWord } = layout;
    const start = end - trailerWords;
    const hasTime = trailerTimeWord !== NO_WORD && start >= word + BODY;
    return {
      words: trailerWords,
      timeNs: hasTime ? this.timeAt(words, start + trailerTimeWord) : undefined,
      hostCpu: trailerCpuWord === NO_WORD ? undefined : words[start + trailerCpuWord],
    };
  }

  private timeAt(words: Uint32Array, word: number): number | undefined {
    const { samples, timeOf } = this.options;
    const high = words[word + samples.high]!;
    const low = words[word + samples.low]!;
    return isNoTime(high, low) ? undefined : timeOf(high, low);
  }
}
