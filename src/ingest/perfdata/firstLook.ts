import { TWO_32 } from '../../base/twoTo32';
import { MOST_HOST_CPUS } from '../../formats/mostHostCpus';
import { RecordType } from '../../formats/perfdata/recordTypes';
import { NO_WORD } from '../../formats/perfdata/SampleLayout';
import { recordsOf } from './PerfPart';
import type { PartReaders, PerfPart } from './PerfPart';
import { StampCheck } from './StampCheck';

/** By then the first events were all read, also where no rounds say so. */
const MOST_SAMPLES = 1 << 23;
/** The first events are among those that were written when this round ended: see `PerfCursor`. */
const ROUNDS = 2;

/** What must be known before the first event is given out. */
export interface FirstLook {
  /** The earliest stamp, ns; undefined: there is no sample. */
  readonly first: bigint | undefined;
  /** CPUs of the samples that were looked at. */
  readonly hostCpus: readonly number[];
}

/** Reads on to where no earlier event can come, or to the end where all CPUs are to be found. */
export function firstLook(
  part: PerfPart,
  readers: PartReaders,
  options: { readonly toEnd: boolean; readonly mostSamples?: number },
): FirstLook {
  const { samples } = readers;
  const { toEnd, mostSamples = MOST_SAMPLES } = options;
  const { low, high } = samples;
  const hasCpu = new Uint8Array(MOST_HOST_CPUS);
  const last = { timeHigh: NaN };
  const check = new StampCheck(samples);
  const reader = recordsOf(part, readers, last, () => undefined);
  let firstHigh = Infinity;
  let firstLow = 0;
  let count = 0;
  let rounds = 0;
  while ((toEnd || (rounds < ROUNDS && count < mostSamples)) && reader.next()) {
    if (reader.type === RecordType.finishedRound && count > 0) rounds++;
    if (reader.type !== RecordType.sample) continue;
    const { words, word } = reader;
    const layout = samples.layoutOf(samples.eventOf(words, word));
    if (layout === undefined || reader.size < layout.leastBytes) continue;
    count++;
    const { timeWord, cpuWord } = layout;
    if (cpuWord !== NO_WORD && words[word + cpuWord]! < MOST_HOST_CPUS) {
      hasCpu[words[word + cpuWord]!] = 1;
    }
    if (timeWord === NO_WORD) continue;
    const timeHigh = words[word + timeWord + high]!;
    const timeLow = words[word + timeWord + low]!;
    if (isNoTime(timeHigh, timeLow) || check.isDamaged(reader, layout, timeHigh)) continue;
    last.timeHigh = timeHigh;
    if (timeHigh < firstHigh || (timeHigh === firstHigh && timeLow < firstLow)) {
      firstHigh = timeHigh;
      firstLow = timeLow;
    }
  }
  reader.close();
  const hostCpus = Array.from(hasCpu.keys()).filter((hostCpu) => hasCpu[hostCpu] === 1);
  if (firstHigh === Infinity) return { first: count === 0 ? undefined : 0n, hostCpus };
  return { first: (BigInt(firstHigh) << 32n) | BigInt(firstLow), hostCpus };
}

/** perf takes these for no time, too (`ordered_events__queue()`, tools/perf/util/ordered-events.c). */
export function isNoTime(high: number, low: number): boolean {
  return (high === 0 && low === 0) || (high === TWO_32 - 1 && low === TWO_32 - 1);
}
