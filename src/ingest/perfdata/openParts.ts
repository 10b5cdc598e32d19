import type { ByteSource } from '../../formats/ByteSource';
import type { PerfDataFile } from '../../formats/perfdata/PerfDataFile';
import { MOST_HOST_CPUS } from '../../formats/mostHostCpus';
import { firstLook } from './firstLook';
import type { FirstLook } from './firstLook';
import { PartStreams } from './PartStreams';
import type { PartReaders, PerfPart } from './PerfPart';

/** Of one buffer, which is in time order but for interrupts of the recording itself. */
const LOOKED_AT_ONE_BUFFER = 1 << 16;

/** A part whose first event and host CPUs are known. */
export interface OpenedPart extends PerfPart {
  readonly look: FirstLook;
  readonly streams: PartStreams;
}

/** The file's own records, and those of the files beside it where it is a directory's. */
export function openParts(
  source: ByteSource,
  file: PerfDataFile,
  readers: PartReaders,
): readonly OpenedPart[] {
  const listed = listedCpus(file);
  const own = { source, data: file.data, isOneBuffer: false };
  const toEnd = listed.length === 0 && !file.isDirectory;
  const look = firstLook(own, readers, { toEnd });
  const hostCpus = [...new Set([...listed, ...look.hostCpus])].sort((a, b) => a - b);
  const parts: OpenedPart[] = [{ ...own, look, streams: new PartStreams(0, hostCpus) }];
  let first = hostCpus.length + 1;
  for (const beside of file.isDirectory ? (source.parts ?? []) : []) {
    const part = {
      source: beside,
      data: { offset: 0, bytes: beside.size },
      isOneBuffer: true,
    };
    const partLook = firstLook(part, readers, { toEnd: false, mostSamples: LOOKED_AT_ONE_BUFFER });
    const streams = new PartStreams(first, partLook.hostCpus);
    first += streams.list.length;
    parts.push({ ...part, look: partLook, streams });
  }
  return parts;
}

/** CPUs that the header or the index of ids names: numbers below the highest are as good as named. */
function listedCpus({ cpuCounts, hostCpus, isDirectory }: PerfDataFile): readonly number[] {
  if (isDirectory) return [];
  const available = Math.min(cpuCounts?.available ?? 0, MOST_HOST_CPUS);
  return [...new Set([...Array(available).keys(), ...hostCpus])];
}
