import { deflateSync } from 'node:zlib';
import { ByteWriter } from './ByteWriter';
import { storedZstdFrame } from './storedZstdFrame';

export interface WrittenCpu {
  readonly hostCpu: number;
  /** Sub-buffers one behind the other. */
  readonly data: Uint8Array;
}

export interface WrittenBuffer {
  readonly instance: string;
  readonly clock: string;
  readonly cpus: readonly WrittenCpu[];
}

export interface WrittenTrace {
  readonly version: 6 | 7;
  readonly littleEndian?: boolean;
  readonly longBytes?: 4 | 8;
  readonly pageBytes?: number;
  readonly compression?: 'none' | 'zlib' | 'zstd';
  readonly formats: readonly { readonly system: string; readonly text: string }[];
  readonly comms?: readonly string[];
  /** Text of the recording machine's /proc/kallsyms. */
  readonly kallsyms?: string;
  readonly options?: readonly { readonly id: number; readonly payload: Uint8Array }[];
  /** The first one is the top instance. */
  readonly buffers: readonly WrittenBuffer[];
  /** v6 only: writes the latency tag in place of event data. */
  readonly latency?: boolean;
}

const PAGES_A_CHUNK = 10;
const MAGIC = '\x17\x08Dtracing';

/** A trace.dat as trace-cmd lays it out (its format documents v6 and v7). */
export function writeTraceDat(trace: WrittenTrace): Uint8Array {
  return trace.version === 6 ? writeV6(trace) : writeV7(trace);
}

function start(trace: WrittenTrace, version = String(trace.version)): ByteWriter {
  const { littleEndian = true, longBytes = 8, pageBytes = 4096 } = trace;
  return new ByteWriter(littleEndian)
    .text(MAGIC)
    .zstr(version)
    .u8(littleEndian ? 0 : 1)
    .u8(longBytes)
    .u32(pageBytes);
}

/** What a version 6 file and the tracing data of a perf.data begin with: up to the thread names. */
export function sequentialMetadata(trace: WrittenTrace, version?: string): ByteWriter {
  const out = start(trace, version);
  writeHeaderInfo(out, trace);
  writeFormats(out, trace);
  writeKallsyms(out, trace);
  out.u32(0);
  writeCmdlines(out, trace);
  return out;
}

/** Everything of a version 6 file before its event data, for CPUs whose data has the given sizes. */
export function v6Head(
  trace: WrittenTrace,
  cpus: readonly { readonly hostCpu: number; readonly bytes: number }[],
): Uint8Array {
  const { pageBytes = 4096 } = trace;
  const out = sequentialMetadata(trace);
  const cpuCount = Math.max(0, ...cpus.map((cpu) => cpu.hostCpu + 1));
  out.u32(cpuCount).text('options  \0');
  for (const { id, payload } of trace.options ?? []) out.u16(id).u32(payload.length).bytes(payload);
  out.u16(0);
  if (trace.latency) return out.text('latency  \0').text('# tracer: nop\n').finish();
  out.text('flyrecord\0');
  const dataStart = Math.ceil((out.length + cpuCount * 16 + 512) / pageBytes) * pageBytes;
  let offset = dataStart;
  for (let hostCpu = 0; hostCpu < cpuCount; hostCpu++) {
    const bytes = cpus.find((cpu) => cpu.hostCpu === hostCpu)?.bytes ?? 0;
    out.u64(bytes === 0 ? 0 : offset).u64(bytes);
    offset += Math.ceil(bytes / pageBytes) * pageBytes;
  }
  const clock = trace.options?.some(({ id }) => id === 4) ? trace.buffers[0]?.clock : undefined;
  if (clock !== undefined) out.u64(clock.length + 2).text(`[${clock}]`);
  return out.bytes(new Uint8Array(dataStart - out.length)).finish();
}

function writeV6(trace: WrittenTrace): Uint8Array {
  const [top, ...instances] = trace.buffers;
  if (instances.length > 0) throw new Error('write instances as version 7');
  const cpus = top?.cpus ?? [];
  const sizes = cpus.map((cpu) => ({ hostCpu: cpu.hostCpu, bytes: cpu.data.length }));
  const head = v6Head(trace, sizes);
  const out = new ByteWriter(trace.littleEndian ?? true).bytes(head);
  for (const cpu of [...cpus].sort((a, b) => a.hostCpu - b.hostCpu)) out.bytes(cpu.data);
  return out.finish();
}

function writeV7(trace: WrittenTrace): Uint8Array {
  const { littleEndian = true, pageBytes = 4096, compression = 'none' } = trace;
  const out = start(trace).zstr(compression).zstr('1.0');
  const pointers: (readonly [id: number, offset: number])[] = [];
  const sections: Uint8Array[] = [];
  let at = out.length + 8;
  const push = (id: number, write: (payload: ByteWriter) => void): void => {
    const payload = new ByteWriter(littleEndian);
    write(payload);
    const packed = packedSection(payload.finish(), compression, littleEndian);
    const section = sectionHeader(id, compression !== 'none', packed.length, littleEndian);
    pointers.push([id, at]);
    sections.push(section, packed);
    at += section.length + packed.length;
  };
  push(16, (payload) => {
    writeHeaderInfo(payload, trace);
  });
  push(17, (payload) => payload.u32(0));
  push(18, (payload) => {
    writeSystems(payload, trace);
  });
  push(19, (payload) => {
    writeKallsyms(payload, trace);
  });
  push(21, (payload) => {
    writeCmdlines(payload, trace);
  });
  const bufferOptions = trace.buffers.map((buffer) => {
    const { bytes, cpus } = bufferSection(buffer, at, { littleEndian, pageBytes, compression });
    const option = new ByteWriter(littleEndian).u64(at).zstr(buffer.instance).zstr(buffer.clock);
    option.u32(pageBytes).u32(cpus.length);
    for (const cpu of cpus) option.u32(cpu.hostCpu).u64(cpu.offset).u64(cpu.bytes);
    sections.push(bytes);
    at += bytes.length;
    return option.finish();
  });
  const options = new ByteWriter(littleEndian);
  for (const [id, offset] of pointers) options.u16(id).u32(8).u64(offset);
  for (const payload of bufferOptions) options.u16(3).u32(payload.length).bytes(payload);
  for (const { id, payload } of trace.options ?? []) {
    options.u16(id).u32(payload.length).bytes(payload);
  }
  options.u16(0).u32(8).u64(0);
  out.u64(at);
  for (const section of sections) out.bytes(section);
  return out
    .bytes(sectionHeader(0, false, options.length, littleEndian))
    .bytes(options.finish())
    .finish();
}

interface Layout {
  readonly littleEndian: boolean;
  readonly pageBytes: number;
  readonly compression: 'none' | 'zlib' | 'zstd';
}

function bufferSection(
  buffer: WrittenBuffer,
  offset: number,
  layout: Layout,
): { bytes: Uint8Array; cpus: { hostCpu: number; offset: number; bytes: number }[] } {
  const { littleEndian, pageBytes, compression } = layout;
  const body = new ByteWriter(littleEndian);
  const start = offset + 16;
  const cpus = buffer.cpus.map(({ hostCpu, data }) => {
    body.bytes(new Uint8Array((pageBytes - ((start + body.length) % pageBytes)) % pageBytes));
    const at = start + body.length;
    const packed = compression === 'none' ? data : packedCpu(data, layout);
    body.bytes(packed);
    // Like trace-cmd 3.1, which leaves the chunk count out of the size.
    return { hostCpu, offset: at, bytes: packed.length - (compression === 'none' ? 0 : 4) };
  });
  const bytes = new ByteWriter(littleEndian)
    .bytes(sectionHeader(3, compression !== 'none', body.length, littleEndian))
    .bytes(body.finish())
    .finish();
  return { bytes, cpus };
}

function packedCpu(data: Uint8Array, { littleEndian, pageBytes, compression }: Layout): Uint8Array {
  const chunkBytes = pageBytes * PAGES_A_CHUNK;
  const out = new ByteWriter(littleEndian).u32(Math.ceil(data.length / chunkBytes));
  for (let at = 0; at < data.length; at += chunkBytes) {
    const chunk = data.subarray(at, at + chunkBytes);
    const packed = pack(chunk, compression);
    out.u32(packed.length).u32(chunk.length).bytes(packed);
  }
  return out.finish();
}

function packedSection(
  payload: Uint8Array,
  compression: Layout['compression'],
  littleEndian: boolean,
): Uint8Array {
  if (compression === 'none') return payload;
  const packed = pack(payload, compression);
  return new ByteWriter(littleEndian).u32(packed.length).u32(payload.length).bytes(packed).finish();
}

function pack(bytes: Uint8Array, compression: Layout['compression']): Uint8Array {
  return compression === 'zlib' ? new Uint8Array(deflateSync(bytes)) : storedZstdFrame(bytes);
}

function sectionHeader(
  id: number,
  compressed: boolean,
  bytes: number,
  littleEndian: boolean,
): Uint8Array {
  return new ByteWriter(littleEndian)
    .u16(id)
    .u16(compressed ? 1 : 0)
    .u32(0xffff_ffff)
    .u64(bytes)
    .finish();
}

function writeHeaderInfo(out: ByteWriter, trace: WrittenTrace): void {
  const { longBytes = 8, pageBytes = 4096 } = trace;
  const data = 8 + longBytes;
  const text =
    '\tfield: u64 timestamp;\toffset:0;\tsize:8;\tsigned:0;\n' +
    `\tfield: local_t commit;\toffset:8;\tsize:${longBytes};\tsigned:1;\n` +
    '\tfield: int overwrite;\toffset:8;\tsize:1;\tsigned:1;\n' +
    `\tfield: char data;\toffset:${data};\tsize:${pageBytes - data};\tsigned:1;\n`;
  out.zstr('header_page').u64(text.length).text(text);
  out.zstr('header_event').u64(0);
}

function writeFormats(out: ByteWriter, trace: WrittenTrace): void {
  out.u32(0);
  writeSystems(out, trace);
}

function writeSystems(out: ByteWriter, trace: WrittenTrace): void {
  const systems = [...new Set(trace.formats.map(({ system }) => system))];
  out.u32(systems.length);
  for (const system of systems) {
    const texts = trace.formats.filter((format) => format.system === system);
    out.zstr(system).u32(texts.length);
    for (const { text } of texts) out.u64(text.length).text(text);
  }
}

function writeKallsyms(out: ByteWriter, { kallsyms = '' }: WrittenTrace): void {
  out.u32(kallsyms.length).text(kallsyms);
}

function writeCmdlines(out: ByteWriter, trace: WrittenTrace): void {
  const text = (trace.comms ?? []).map((line) => `${line}\n`).join('');
  out.u64(text.length).text(text);
}
