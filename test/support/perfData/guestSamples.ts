import type { ByteSource, Decompressor } from '../../../src/formats/ByteSource';
import { RecordedSamples } from '../../../src/formats/perfdata/RecordedSamples';
import { readPerfData } from '../../../src/formats/perfdata/readPerfData';
import { RecordType } from '../../../src/formats/perfdata/recordTypes';
import { recordsOf } from '../../../src/ingest/perfdata/PerfPart';

const CPU_MODE = 7;
const GUEST_KERNEL = 4;
const GUEST_USER = 5;

/**
 * Positions of the samples that were taken while the CPU was in guest mode. perf script leaves them
 * out unless it is told about guests; we show them: they are events of the host.
 */
export function guestSamples(source: ByteSource, decompressor: Decompressor): ReadonlySet<number> {
  const file = readPerfData(source);
  const samples = new RecordedSamples(file);
  const positions = new Set<number>();
  const beside = (source.parts ?? []).map((part) => ({
    source: part,
    data: { offset: 0, bytes: part.size },
    isOneBuffer: true,
  }));
  const readers = { samples, littleEndian: file.littleEndian, decompressor };
  for (const part of [{ source, data: file.data, isOneBuffer: false }, ...beside]) {
    const reader = recordsOf(part, readers, { timeHigh: NaN }, () => undefined);
    while (reader.next()) {
      const mode = reader.misc & CPU_MODE;
      const isGuest = mode === GUEST_KERNEL || mode === GUEST_USER;
      if (reader.type === RecordType.sample && isGuest) positions.add(reader.position);
    }
    reader.close();
  }
  return positions;
}
