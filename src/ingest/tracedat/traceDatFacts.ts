import type { TraceDatFile } from '../../formats/tracedat/TraceDatFile';
import type { RecordingFacts } from '../Recording';

export function traceDatFacts(file: TraceDatFile): RecordingFacts {
  const { version, compression, options } = file;
  return {
    format: 'trace.dat',
    version: String(version),
    compression,
    kernel: options.uname?.split(' ')[2],
    hostCpus: hostCpusOf(file),
    guests: options.guests,
  };
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
