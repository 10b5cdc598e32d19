import type { ByteSource, Decompressor } from '../../formats/ByteSource';
import type { RecordedSamples } from '../../formats/perfdata/RecordedSamples';
import type { FileRange } from '../../formats/perfdata/readHeader';
import { RecordReader } from '../../formats/perfdata/RecordReader';
import type { RecordDamage } from '../../formats/perfdata/RecordReader';

/** A file of records: all of a recording, or one buffer's of a directory (`perf record --threads`). */
export interface PerfPart {
  readonly source: ByteSource;
  readonly data: FileRange;
  /** Alone in its file, a buffer is in time order, and no rounds are marked. */
  readonly isOneBuffer: boolean;
}

export interface PartReaders {
  readonly samples: RecordedSamples;
  readonly littleEndian: boolean;
  readonly decompressor: Decompressor;
}

/** The upper word of the time of the last sample that was read; NaN: there was none. */
export interface ReadTime {
  readonly timeHigh: number;
}

/** Reads the part's records from the start. */
export function recordsOf(
  { source, data }: PerfPart,
  { samples, littleEndian, decompressor }: PartReaders,
  last: ReadTime,
  onDamage: (damage: RecordDamage) => void,
): RecordReader {
  return new RecordReader({
    source,
    data,
    littleEndian,
    decompressor,
    isSample: (words, word, bytes) => samples.isSample(words, word, bytes, last.timeHigh),
    onDamage,
  });
}
