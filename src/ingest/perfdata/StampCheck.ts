import type { RecordReader } from '../../formats/perfdata/RecordReader';
import type { RecordedSamples } from '../../formats/perfdata/RecordedSamples';
import { NO_WORD } from '../../formats/perfdata/SampleLayout';
import type { SampleLayout } from '../../formats/perfdata/SampleLayout';

/** Upper words of stamps: 2^36 ns, 69 seconds. What lies nearer to its neighbours may be as it is. */
const FAR = 1 << 4;
/** 2^46 ns, 20 hours: so far that a neighbour of another host CPU tells, too. */
const VERY_FAR = 1 << 14;
/** Looked at behind a stamp: thousands of samples, and as good as always the next one of its CPU. */
const MOST_AHEAD = 1 << 12;

/**
 * Tells single damaged stamps from gaps in a recording. A buffer of one host CPU is in order of time: where the
 * CPU's next sample is back at the time before, the one between cannot be as late (or early) as it says.
 */
export class StampCheck {
  /** Of the last stamp that was taken, its upper word; NaN: there was none. */
  private lastHigh = NaN;

  constructor(private readonly samples: RecordedSamples) {}

  /** Whether the stamp of the reader's current record is damaged; takes it for the last one if not. */
  isDamaged(reader: RecordReader, layout: SampleLayout, timeHigh: number): boolean {
    if (!(Math.abs(timeHigh - this.lastHigh) < FAR) && this.isAlone(reader, layout, timeHigh)) {
      return true;
    }
    this.lastHigh = timeHigh;
    return false;
  }

  private isAlone(reader: RecordReader, { cpuWord }: SampleLayout, timeHigh: number): boolean {
    const { lastHigh, samples } = this;
    const { words, word } = reader;
    const hostCpu = cpuWord === NO_WORD ? -1 : words[word + cpuWord]!;
    // Without a stamp before, the next ones of the CPU must be earlier, and none as late.
    const isFirst = Number.isNaN(lastHigh);
    let isEarlier = false;
    let isOthersBack = false;
    let at = reader.sampleBehind(word);
    for (let count = 0; at >= 0 && count < MOST_AHEAD; count++, at = reader.sampleBehind(at)) {
      const layout = samples.layoutOf(samples.eventOf(words, at));
      if (layout === undefined || layout.timeWord === NO_WORD) continue;
      const high = words[at + layout.timeWord + samples.high]!;
      const isOwn = layout.cpuWord !== NO_WORD && words[at + layout.cpuWord] === hostCpu;
      if (Math.abs(high - timeHigh) < FAR) {
        // Of another CPU, it only tells that there is a gap.
        if (isOwn || hostCpu < 0) return false;
      } else if (isOwn && !isFirst) return Math.abs(high - lastHigh) < FAR;
      else if (isFirst) isEarlier ||= isOwn && high < timeHigh;
      else if (Math.abs(high - lastHigh) < FAR) isOthersBack = true;
    }
    return isFirst ? isEarlier : isOthersBack && Math.abs(timeHigh - lastHigh) >= VERY_FAR;
  }
}
