import type { ByteSource } from '../../formats/ByteSource';
import type { RecordReader } from '../../formats/perfdata/RecordReader';
import { RECORD_HEADER_BYTES, RecordType } from '../../formats/perfdata/recordTypes';
import { NO_WORD } from '../../formats/perfdata/SampleLayout';
import { readFully } from '../../formats/readFully';
import { wordsOf } from '../../formats/words';
import type { RawRecord } from '../Recording';
import { BLOCK_BYTES, Blocks } from './Blocks';
import { InflatedBlocks } from './InflatedBlocks';
import type { PartReaders } from './PerfPart';

const MOST_BLOCKS = 64;

/** Finds samples of one part again: columns keep only the fields that analyses use. */
export class RawSamples {
  private readonly file: Blocks;
  private readonly inflated: InflatedBlocks;

  /** `reader`: gave out the positions. */
  constructor(
    source: ByteSource,
    private readonly readers: PartReaders,
    private readonly reader: RecordReader,
  ) {
    this.file = new Blocks((block) => {
      const bytes = new Uint8Array(BLOCK_BYTES);
      return bytes.subarray(0, readFully(source, bytes, block * BLOCK_BYTES));
    }, MOST_BLOCKS);
    this.inflated = new InflatedBlocks(source, readers.decompressor, reader.packed);
  }

  /** Undefined when there is no sample any more. */
  at(position: number): RawRecord | undefined {
    const { samples, littleEndian } = this.readers;
    const { inflatedBase, packed } = this.reader;
    const isInflated = position >= inflatedBase;
    const read = (bytes: number): Uint8Array =>
      isInflated
        ? this.inflated.read(position - inflatedBase, bytes)
        : this.file.read(position, bytes);
    const header = read(RECORD_HEADER_BYTES);
    if (header.length < RECORD_HEADER_BYTES) return undefined;
    const view = new DataView(header.buffer, header.byteOffset);
    const size = view.getUint16(6, littleEndian);
    const record = read(size);
    if (view.getUint32(0, littleEndian) !== RecordType.sample || record.length < size) {
      return undefined;
    }
    const words = wordsOf(record.slice(), littleEndian);
    const layout = samples.layoutOf(samples.eventOf(words, 0));
    if (layout === undefined || size < layout.leastBytes) return undefined;
    const end = words.length;
    const rawSize = layout.findRawSize(words, 0, end);
    const raw = (rawSize + 1) * 4;
    const bytes =
      rawSize === NO_WORD ? new Uint8Array(0) : record.slice(raw, raw + words[rawSize]!);
    const chain = layout.callchain(words, 0, end);
    const fileOffset = isInflated ? packed.offsetOf(position - inflatedBase) : position + raw;
    if (chain === undefined) return { bytes, fileOffset };
    const addresses: bigint[] = [];
    for (let word = chain.first; word < chain.end; word += 2) {
      const high = BigInt(words[word + samples.high]!);
      addresses.push((high << 32n) | BigInt(words[word + samples.low]!));
    }
    return { bytes, fileOffset, callchain: addresses };
  }
}
