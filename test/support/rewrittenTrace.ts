import type { Decompressor } from '../../src/formats/ByteSource';
import { memorySource } from '../../src/formats/memorySource';
import { CpuChunks } from '../../src/formats/tracedat/CpuChunks';
import { readHeader } from '../../src/formats/tracedat/readHeader';
import { readV6 } from '../../src/formats/tracedat/readV6';
import { readV7 } from '../../src/formats/tracedat/readV7';
import { OptionId } from '../../src/formats/tracedat/readOptions';
import type { CpuBuffer, TraceBuffer } from '../../src/formats/tracedat/TraceDatFile';
import { TraceDatParts } from '../../src/formats/tracedat/TraceDatParts';
import { ByteWriter } from './ByteWriter';
import { writeTraceDat } from './traceDatWriter';
import type { WrittenTrace } from './traceDatWriter';

/** Options that say where something lies in the file, which changes. */
const PLACES: ReadonlySet<number> = new Set([
  OptionId.buffer,
  OptionId.headerInfo,
  OptionId.ftraceEvents,
  OptionId.eventFormats,
  OptionId.kallsyms,
  OptionId.printk,
  OptionId.cmdlines,
]);

export interface RewrittenPart {
  /** Stamps between which sub-buffers stay; absent: all. */
  readonly from?: bigint;
  readonly to?: bigint;
  /** Formats that stay; absent: all. */
  readonly events?: readonly string[];
}

/**
 * A real recording's sub-buffers, formats, thread names and options in another container. Host
 * symbols, which are most of a small recording, are left out.
 */
export function rewrittenTrace(
  recording: Uint8Array,
  decompressor: Decompressor,
  container: Pick<WrittenTrace, 'version' | 'compression'> & RewrittenPart,
): Uint8Array {
  const { from, to, events, ...written } = container;
  const source = memorySource('recording', recording);
  const header = readHeader(source);
  const parts = new TraceDatParts(header);
  if (header.version === 6) readV6(source, parts);
  else readV7(source, decompressor, parts);
  const dataOf = (buffer: TraceBuffer, data: CpuBuffer): Uint8Array => {
    const { pageBytes } = buffer;
    const { littleEndian, compression } = header;
    const report = ({ message }: { readonly message: string }): never => {
      throw new Error(message);
    };
    const options = { source, data, pageBytes, littleEndian, compression, decompressor, report };
    const chunks = new CpuChunks({ ...options, readBytes: 1 << 20 });
    const all = new ByteWriter();
    let page: Uint8Array | undefined;
    const stampOf = ({ buffer }: Uint8Array): bigint =>
      new DataView(buffer as ArrayBuffer).getBigUint64(0, littleEndian);
    const keep = (nextStamp: bigint | undefined): void => {
      if (page === undefined) return;
      const isBefore = nextStamp !== undefined && from !== undefined && nextStamp < from;
      const isAfter = to !== undefined && stampOf(page) > to;
      if (!isBefore && !isAfter) all.bytes(page);
    };
    for (let chunk = chunks.next(); chunk; chunk = chunks.next()) {
      for (let at = 0; at < chunk.bytes.length; at += pageBytes) {
        const next = chunk.bytes.slice(at, at + pageBytes);
        keep(stampOf(next));
        page = next;
      }
    }
    keep(undefined);
    return all.finish();
  };
  return writeTraceDat({
    ...written,
    littleEndian: header.littleEndian,
    pageBytes: header.pageBytes,
    formats: parts.formats.filter(({ text }) => {
      const name = /^name: (\S+)/m.exec(text)?.[1];
      return events === undefined || (name !== undefined && events.includes(name));
    }),
    comms: [...parts.comms].map(([tid, comm]) => `${tid} ${comm}`),
    options: parts.options.filter(({ id }) => !PLACES.has(id)),
    buffers: parts.buffers.map((buffer) => ({
      instance: buffer.instance,
      clock: buffer.clock ?? '',
      cpus: buffer.cpus.map((cpu) => ({ hostCpu: cpu.hostCpu, data: dataOf(buffer, cpu) })),
    })),
  });
}
