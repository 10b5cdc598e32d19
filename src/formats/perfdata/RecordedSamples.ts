import { MOST_HOST_CPUS } from '../mostHostCpus';
import { EventIds } from './EventIds';
import { TRACEPOINT_TYPE } from './PerfAttr';
import type { PerfDataFile } from './PerfDataFile';
import { NO_WORD, SampleLayout } from './SampleLayout';

/** 2^42 ns, about 73 minutes: samples side by side in a file are not farther apart. */
const NEAR_HIGH_WORDS = 1 << 10;

/** What the attributes of a recording say of its samples: which event one is of, and where its fields stand. */
export class RecordedSamples {
  /** By event. */
  readonly layouts: readonly SampleLayout[];
  readonly areTracepoints: readonly boolean[];
  /** Where all events have the same one: then a sample can be read whose event nothing tells. */
  private readonly commonLayout: SampleLayout | undefined;
  private readonly ids: EventIds;
  /** Places of the lower and the upper word of a u64. */
  readonly low: number;
  readonly high: number;

  constructor({ events, littleEndian }: Pick<PerfDataFile, 'events' | 'littleEndian'>) {
    this.low = littleEndian ? 0 : 1;
    this.high = 1 - this.low;
    this.layouts = events.map(({ attr }) => new SampleLayout(attr, littleEndian));
    this.areTracepoints = events.map(({ attr }) => attr.type === TRACEPOINT_TYPE);
    this.ids = new EventIds(events, littleEndian);
    const shapes = new Set(events.map(({ attr }) => `${attr.sampleType} ${attr.readFormat}`));
    this.commonLayout = shapes.size === 1 ? this.layouts[0] : undefined;
  }

  /** Index of the event of the sample that starts at `word`; -1 when the recording has no such event. */
  eventOf(words: Uint32Array, word: number): number {
    return this.ids.ofSample(words, word);
  }

  /** The layout of samples of an event; undefined when they cannot be read. */
  layoutOf(event: number): SampleLayout | undefined {
    return event < 0 ? this.commonLayout : this.layouts[event];
  }

  /** The layout by which a record that is no sample ends; perf's own records have ids of no event. */
  trailerOf(words: Uint32Array, end: number): SampleLayout | undefined {
    return this.layouts[Math.max(0, this.ids.ofTrailer(words, end))];
  }

  /** Whether what stands at `word` can be a sample of this recording, not far from a time (upper word; NaN: any). */
  isSample(words: Uint32Array, word: number, bytes: number, nearHigh: number): boolean {
    const layout = this.layoutOf(this.eventOf(words, word));
    if (layout === undefined || bytes < layout.leastBytes) return false;
    const { timeWord, cpuWord } = layout;
    if (cpuWord !== NO_WORD && words[word + cpuWord]! >= MOST_HOST_CPUS) return false;
    if (timeWord === NO_WORD) return true;
    const isFar = Math.abs(words[word + timeWord + this.high]! - nearHigh) >= NEAR_HIGH_WORDS;
    return !isFar;
  }
}
