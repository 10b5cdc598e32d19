import type { PerfAttr } from './PerfAttr';
import { RECORD_HEADER_BYTES } from './recordTypes';
import { ReadBit, SampleBit } from './sampleTypes';

/** A field that is not there. */
export const NO_WORD = -1;

const HEADER_WORDS = RECORD_HEADER_BYTES / 4;
/** Every field before the raw data is a u64, or two u32. */
const FIELD_WORDS = 2;

/** Samples begin with these, in this order; each is there when its bit is set. */
const SAMPLE_FIELDS = [
  SampleBit.identifier,
  SampleBit.ip,
  SampleBit.tid,
  SampleBit.time,
  SampleBit.addr,
  SampleBit.id,
  SampleBit.streamId,
  SampleBit.cpu,
  SampleBit.period,
];

/** Other records of the kernel end with these (`struct sample_id`). */
const TRAILER_FIELDS = [
  SampleBit.tid,
  SampleBit.time,
  SampleBit.id,
  SampleBit.streamId,
  SampleBit.cpu,
  SampleBit.identifier,
];

/** With one of the former, the raw data stands at another place in each sample. */
const VARIABLE_OR_RAW = SampleBit.read | SampleBit.callchain | SampleBit.raw;

/**
 * Where the fields of one `sample_type` stand, in words: in a sample from the record's start, at the
 * end of other records from the trailer's start. Looked up once a file, so that a sample costs loads
 * only. NO_WORD: not recorded. Order by `perf_output_sample()` in the kernel's kernel/events/core.c.
 */
export class SampleLayout {
  readonly timeWord: number;
  /** The process; the thread is the next word. */
  readonly pidWord: number;
  readonly cpuWord: number;
  /** Whether raw data was recorded. */
  readonly hasRaw: boolean;
  /** The size of the raw data, which holds a tracepoint's fields, where all samples have it at one place. */
  readonly rawSizeWord: number;
  /** A sample is at least so long. */
  readonly leastBytes: number;
  readonly trailerWords: number;
  readonly trailerTimeWord: number;
  readonly trailerCpuWord: number;
  /** Word of `nr`, behind the fields above, when counters were read along with the sample. */
  private readonly readWord: number;
  private readonly low: number;

  constructor(
    private readonly attr: Pick<PerfAttr, 'sampleType' | 'readFormat' | 'sampleIdAll'>,
    littleEndian: boolean,
  ) {
    const { sampleType } = attr;
    this.low = littleEndian ? 0 : 1;
    this.timeWord = sampleWord(sampleType, SampleBit.time);
    this.pidWord = sampleWord(sampleType, SampleBit.tid);
    this.cpuWord = sampleWord(sampleType, SampleBit.cpu);
    this.readWord = HEADER_WORDS + FIELD_WORDS * countOf(sampleType, SAMPLE_FIELDS);
    this.hasRaw = (sampleType & SampleBit.raw) !== 0;
    const hasFixedRaw = (sampleType & VARIABLE_OR_RAW) === SampleBit.raw;
    this.rawSizeWord = hasFixedRaw ? this.readWord : NO_WORD;
    this.leastBytes = (this.readWord + (hasFixedRaw ? 1 : 0)) * 4;
    const trailer = attr.sampleIdAll
      ? TRAILER_FIELDS.filter((bit) => (sampleType & bit) !== 0)
      : [];
    const trailerWord = (bit: number): number =>
      trailer.includes(bit) ? trailer.indexOf(bit) * FIELD_WORDS : NO_WORD;
    this.trailerWords = trailer.length * FIELD_WORDS;
    this.trailerTimeWord = trailerWord(SampleBit.time);
    this.trailerCpuWord = trailerWord(SampleBit.cpu);
  }

  /**
   * The word with the size of the raw data, in the sample that starts at `word` and ends before `end`;
   * NO_WORD when the sample has none or is shorter than its own counts say.
   */
  findRawSize(words: Uint32Array, word: number, end: number): number {
    if (this.rawSizeWord !== NO_WORD) return word + this.rawSizeWord;
    if (!this.hasRaw) return NO_WORD;
    const chain = this.callchainWord(words, word, end);
    if (chain === NO_WORD) return NO_WORD;
    const at = this.hasCallchain ? this.behindCallchain(words, chain, end) : chain;
    return at !== NO_WORD && at < end ? at : NO_WORD;
  }

  /** Words of the call chain's addresses: the first, and the one behind the last. Undefined: none was recorded. */
  callchain(
    words: Uint32Array,
    word: number,
    end: number,
  ): { readonly first: number; readonly end: number } | undefined {
    if (!this.hasCallchain) return undefined;
    const chain = this.callchainWord(words, word, end);
    const behind = chain === NO_WORD ? NO_WORD : this.behindCallchain(words, chain, end);
    return behind === NO_WORD ? undefined : { first: chain + FIELD_WORDS, end: behind };
  }

  private get hasCallchain(): boolean {
    return (this.attr.sampleType & SampleBit.callchain) !== 0;
  }

  /** Where the fields of fixed size and the counters end. */
  private callchainWord(words: Uint32Array, word: number, end: number): number {
    const at = word + this.readWord;
    if ((this.attr.sampleType & SampleBit.read) === 0) return at <= end ? at : NO_WORD;
    const { readFormat } = this.attr;
    const times = FIELD_WORDS * countOf(readFormat, [ReadBit.enabled, ReadBit.running]);
    const value = FIELD_WORDS * (1 + countOf(readFormat, [ReadBit.id, ReadBit.lost]));
    if ((readFormat & ReadBit.group) === 0) return within(at + value + times, end);
    if (at + FIELD_WORDS > end || words[at + 1 - this.low] !== 0) return NO_WORD;
    return within(at + FIELD_WORDS + times + words[at + this.low]! * value, end);
  }

  private behindCallchain(words: Uint32Array, chain: number, end: number): number {
    if (chain + FIELD_WORDS > end || words[chain + 1 - this.low] !== 0) return NO_WORD;
    return within(chain + FIELD_WORDS * (1 + words[chain + this.low]!), end);
  }
}

function sampleWord(sampleType: number, field: number): number {
  if ((sampleType & field) === 0) return NO_WORD;
  const before = SAMPLE_FIELDS.slice(0, SAMPLE_FIELDS.indexOf(field));
  return HEADER_WORDS + FIELD_WORDS * countOf(sampleType, before);
}

function countOf(mask: number, bits: readonly number[]): number {
  return bits.filter((bit) => (mask & bit) !== 0).length;
}

function within(word: number, end: number): number {
  return word <= end ? word : NO_WORD;
}
