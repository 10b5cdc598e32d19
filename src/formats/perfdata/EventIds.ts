import type { PerfEvent } from './PerfDataFile';
import { RECORD_HEADER_BYTES } from './recordTypes';
import { SampleBit } from './sampleTypes';

const FIELD_WORDS = 2;
/** A slot: low word, high word, event + 1 (0: the slot is free). */
const SLOT_WORDS = 3;
const FIRST_SLOTS = 16;

/**
 * Which of the recorded events a record is of. A hash in one typed array, because every sample asks.
 * Where ids stand: `__evsel__calc_id_pos()` and `__evsel__calc_is_pos()` in tools/perf/util/evsel.c.
 */
export class EventIds {
  private readonly slots: Uint32Array;
  private readonly lastSlot: number;
  /** Words from a sample's start and back from another record's end; undefined: there is one event, or no id. */
  private readonly sampleWord: number | undefined;
  private readonly trailerWord: number | undefined;
  private readonly low: number;

  constructor(events: readonly PerfEvent[], littleEndian: boolean) {
    this.low = littleEndian ? 0 : 1;
    const idCount = events.reduce((sum, { ids }) => sum + ids.length / FIELD_WORDS, 0);
    let slotCount = FIRST_SLOTS;
    while (slotCount < idCount * 2) slotCount *= 2;
    this.lastSlot = slotCount - 1;
    this.slots = new Uint32Array(slotCount * SLOT_WORDS);
    events.forEach(({ ids }, event) => {
      for (let at = 0; at < ids.length; at += FIELD_WORDS) {
        this.add(ids[at + this.low]!, ids[at + 1 - this.low]!, event);
      }
    });
    const [first] = events;
    if (first === undefined || events.length === 1) return;
    const { sampleType } = first.attr;
    if (sampleType & SampleBit.identifier) {
      this.sampleWord = RECORD_HEADER_BYTES / 4;
      this.trailerWord = FIELD_WORDS;
    } else if (sampleType & SampleBit.id) {
      const { ip, tid, time, addr, streamId, cpu } = SampleBit;
      const before = [ip, tid, time, addr].filter((bit) => sampleType & bit);
      const behind = [streamId, cpu].filter((bit) => sampleType & bit);
      this.sampleWord = RECORD_HEADER_BYTES / 4 + FIELD_WORDS * before.length;
      this.trailerWord = FIELD_WORDS * (1 + behind.length);
    }
  }

  /** Index of the event of the sample that starts at `word`; -1 when none has its id. */
  ofSample(words: Uint32Array, word: number): number {
    return this.sampleWord === undefined ? 0 : this.eventAt(words, word + this.sampleWord);
  }

  /** The same for another record, which ends before `end`. */
  ofTrailer(words: Uint32Array, end: number): number {
    return this.trailerWord === undefined ? 0 : this.eventAt(words, end - this.trailerWord);
  }

  private eventAt(words: Uint32Array, word: number): number {
    const { slots, lastSlot } = this;
    const low = words[word + this.low]!;
    const high = words[word + 1 - this.low]!;
    for (let slot = hash(low, high) & lastSlot; ; slot = (slot + 1) & lastSlot) {
      const at = slot * SLOT_WORDS;
      const event = slots[at + 2]!;
      if (event === 0 || (slots[at] === low && slots[at + 1] === high)) return event - 1;
    }
  }

  /** An id that is there already stays the first event's: damaged tables hold the same one a million times. */
  private add(low: number, high: number, event: number): void {
    const { slots, lastSlot } = this;
    let slot = hash(low, high) & lastSlot;
    for (; slots[slot * SLOT_WORDS + 2] !== 0; slot = (slot + 1) & lastSlot) {
      const at = slot * SLOT_WORDS;
      if (slots[at] === low && slots[at + 1] === high) return;
    }
    slots.set([low, high, event + 1], slot * SLOT_WORDS);
  }
}

/** Ids are counted up: the multiplications spread neighbours over the table. */
function hash(low: number, high: number): number {
  const mixed = Math.imul(low, 0x9e37_79b1) ^ Math.imul(high, 0x85eb_ca6b);
  return mixed ^ (mixed >>> 15);
}
