import { closeSync, openSync, writeSync } from 'node:fs';
import { nodeDecompressor } from '../src/engine/node/nodeDecompressor';
import { FileSource } from '../src/engine/node/FileSource';
import { CpuChunks } from '../src/formats/tracedat/CpuChunks';
import type { TraceDatFile } from '../src/formats/tracedat/TraceDatFile';
import { EventReader } from '../src/ingest/EventReader';
import { TraceDatRecording } from '../src/ingest/tracedat/TraceDatRecording';
import { v6Head } from '../test/support/traceDatWriter';

const GAP_NS = 1_000_000n;

/**
 * Writes a long recording from a short one: its sub-buffers again and again, each time later by the
 * recording's length. Uncompressed version 6; trace-cmd convert makes the other containers of it.
 * Returns the number of events.
 */
export async function writeLargeTrace(
  from: string,
  to: string,
  leastEvents: number,
): Promise<number> {
  const decompressor = await nodeDecompressor();
  const source = new FileSource(from);
  const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
  const { file } = recording;
  const reader = new EventReader([recording], { keeps: () => true });
  while (reader.read(1 << 20)) reader.takeBlocks();
  const events = reader.rows;
  const copies = Math.ceil(leastEvents / events);
  const periodNs = BigInt(reader.lastNs) + GAP_NS;
  const pages = pagesByCpu(file, source, decompressor);
  const head = v6Head(
    {
      version: 6,
      pageBytes: file.buffers[0]!.pageBytes,
      formats: file.formats,
      comms: [...file.comms].map(([tid, comm]) => `${tid} ${comm}`),
      buffers: [],
    },
    pages.map(({ hostCpu, data }) => ({ hostCpu, bytes: data.length * copies })),
  );
  const descriptor = openSync(to, 'w');
  writeSync(descriptor, head);
  for (const { data } of pages.toSorted((a, b) => a.hostCpu - b.hostCpu)) {
    for (let copy = 0; copy < copies; copy++) {
      writeSync(descriptor, later(data, file.buffers[0]!.pageBytes, periodNs * BigInt(copy)));
    }
  }
  closeSync(descriptor);
  source.close();
  return events * copies;
}

function pagesByCpu(
  file: TraceDatFile,
  source: FileSource,
  decompressor: Awaited<ReturnType<typeof nodeDecompressor>>,
): { hostCpu: number; data: Buffer }[] {
  const { pageBytes, cpus } = file.buffers[0]!;
  return cpus.map((data) => {
    const chunks = new CpuChunks({
      source,
      data,
      pageBytes,
      littleEndian: file.littleEndian,
      compression: file.compression,
      decompressor,
      readBytes: 1 << 20,
      report: ({ message }) => {
        throw new Error(message);
      },
    });
    const parts: Buffer[] = [];
    for (let chunk = chunks.next(); chunk; chunk = chunks.next()) {
      parts.push(Buffer.from(chunk.bytes));
    }
    return { hostCpu: data.hostCpu, data: Buffer.concat(parts) };
  });
}

/** The sub-buffers with later base stamps; absolute stamps inside a sub-buffer move along. */
function later(data: Buffer, pageBytes: number, byNs: bigint): Buffer {
  const moved = Buffer.from(data);
  for (let page = 0; page < moved.length; page += pageBytes) {
    moved.writeBigUInt64LE(moved.readBigUInt64LE(page) + byNs, page);
    const used = Math.min(moved.readUInt32LE(page + 8) & 0x7ff_ffff, pageBytes - 16);
    for (let at = page + 16; at < page + 16 + used;) {
      const header = moved.readUInt32LE(at);
      const type = header & 31;
      if (type === 31) {
        const stamp = (BigInt(moved.readUInt32LE(at + 4)) << 27n) + BigInt(header >>> 5) + byNs;
        moved.writeUInt32LE((Number(stamp & 0x7ff_ffffn) * 32 + 31) >>> 0, at);
        moved.writeUInt32LE(Number((stamp >> 27n) & 0xffff_ffffn), at + 4);
      }
      if (type === 29 && header >>> 5 === 0) break;
      if (type === 30 || type === 31) at += 8;
      else if (type === 0 || type === 29) at += 4 + ((moved.readUInt32LE(at + 4) + 3) & ~3);
      else at += 4 + type * 4;
    }
  }
  return moved;
}
