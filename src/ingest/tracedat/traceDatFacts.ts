import type { TraceDatFile } from '../../formats/tracedat/TraceDatFile';
import type { EventFormat } from '../../formats/tracefs/EventFormat';
import type { ListedEvents, RecordingFacts } from '../Recording';

/** `formats`: those of the file's that can be read. */
export function traceDatFacts(file: TraceDatFile, formats: readonly EventFormat[]): RecordingFacts {
  const { version, compression, options } = file;
  return {
    format: 'trace.dat',
    version: String(version),
    compression,
    kernel: options.uname?.split(' ')[2],
    hostCpus: hostCpusOf(file),
    guests: options.guests,
    listedEvents: listedEvents(file, formats),
  };
}

/**
 * trace-cmd record keeps the formats of the events it was told to record, and of no others of their
 * system; one that -v took away again, or whose enabling failed, may be among them.
 */
function listedEvents(
  file: TraceDatFile,
  formats: readonly EventFormat[],
): ListedEvents | undefined {
  if (formats.length === 0 || formats.length < file.formats.length) return undefined;
  return { names: new Set(formats.map(({ name }) => name)), areEnabled: false };
}

/** CPUs with events, or with statistics: each instance has these of every CPU, and a heading of its own. */
function hostCpusOf({ buffers, options }: TraceDatFile): number | undefined {
  const withEvents = buffers.flatMap(({ cpus }) => cpus.map(({ hostCpu }) => hostCpu));
  const withStatistics = options.cpuStats.flatMap((text) => {
    const cpu = /^CPU: (\d+)/m.exec(text)?.[1];
    return cpu === undefined ? [] : [Number(cpu)];
  });
  return new Set([...withEvents, ...withStatistics]).size || undefined;
}
