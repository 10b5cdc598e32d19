import { ByteWriter } from '../ByteWriter';
import { sequentialMetadata } from '../traceDatWriter';
import type { WrittenTrace } from '../traceDatWriter';

/** An event as `perf record -e` opened it. */
export interface WrittenAttr {
  readonly type: number;
  readonly config: number;
  /** `PERF_SAMPLE_…` bits. */
  readonly sampleType: number;
  readonly readFormat?: number;
  readonly clockId?: number;
  /** As perf spells it. */
  readonly name: string;
  /** One a CPU. */
  readonly ids: readonly number[];
}

export interface WrittenPerfData {
  readonly littleEndian?: boolean;
  /** `killed`: a file whose recorder did not come to its end. */
  readonly container?: 'file' | 'pipe' | 'killed';
  /** Bytes of `struct perf_event_attr`: 64 is the first version, 128 that of Linux 6.1. */
  readonly attrBytes?: number;
  readonly sampleIdAll?: boolean;
  /** Of all events: as `-c` asks for, or `-F` where `isFrequency`. */
  readonly samplePeriod?: number;
  readonly isFrequency?: boolean;
  readonly attrs: readonly WrittenAttr[];
  readonly formats: WrittenTrace['formats'];
  readonly comms?: readonly string[];
  readonly kernel?: string;
  readonly hostCpus?: number;
  readonly onlineCpus?: number;
  readonly isCompressed?: boolean;
  readonly isDirectory?: boolean;
  /** All records, one behind the other. */
  readonly records: Uint8Array;
}

const MAGIC = 0x3245_4c49_4652_4550n;
const HEADER_BYTES = 104;
const NAME_ALIGN = 64;
const FREQ = 10;
const SAMPLE_ID_ALL = 18;
const USE_CLOCKID = 25;
const PIPE_LAST_FEATURE = 32;

/** A perf.data as perf lays it out (tools/perf/util/header.c). */
export function writePerfData(written: WrittenPerfData): Uint8Array {
  return written.container === 'pipe' ? pipeFile(written) : tableFile(written);
}

function tableFile(written: WrittenPerfData): Uint8Array {
  const { littleEndian = true, attrBytes = 128, attrs, records, container } = written;
  const writer = (): ByteWriter => new ByteWriter(littleEndian);
  const ids = writer();
  const places = attrs.map((attr) => {
    const offset = HEADER_BYTES + ids.length;
    for (const id of attr.ids) ids.u64(id);
    return { offset, bytes: attr.ids.length * 8 };
  });
  const table = writer();
  attrs.forEach((attr, index) => {
    const { offset, bytes } = places[index]!;
    table.bytes(attrStruct(attr, written)).u64(offset).u64(bytes);
  });
  const attrsAt = HEADER_BYTES + ids.length;
  const dataAt = attrsAt + table.length;
  const features = writtenFeatures(written);
  const isKilled = container === 'killed';
  const out = writer().u64(MAGIC).u64(HEADER_BYTES);
  out
    .u64(attrBytes + 16)
    .u64(attrsAt)
    .u64(table.length);
  out.u64(dataAt).u64(isKilled ? 0 : records.length);
  out.u64(0).u64(0).bytes(featureBits(features, littleEndian));
  out.bytes(ids.finish()).bytes(table.finish()).bytes(records);
  if (isKilled) return out.finish();
  let at = out.length + features.length * 16;
  for (const { bytes } of features) {
    out.u64(at).u64(bytes.length);
    at += bytes.length;
  }
  for (const { bytes } of features) out.bytes(bytes);
  return out.finish();
}

function pipeFile(written: WrittenPerfData): Uint8Array {
  const { littleEndian = true, attrs, records } = written;
  const out = new ByteWriter(littleEndian).u64(MAGIC).u64(16);
  const record = (type: number, body: ByteWriter): void => {
    out
      .u32(type)
      .u16(0)
      .u16(body.length + 8)
      .bytes(body.finish());
  };
  const writer = (): ByteWriter => new ByteWriter(littleEndian);
  for (const attr of attrs) {
    const body = writer().bytes(attrStruct(attr, written));
    for (const id of attr.ids) body.u64(id);
    record(64, body);
  }
  for (const { feature, bytes } of writtenFeatures(written)) {
    if (feature !== 1) record(80, writer().u64(feature).bytes(bytes));
  }
  record(80, writer().u64(PIPE_LAST_FEATURE));
  const tracing = writer().bytes(tracingData(written)).align(8).finish();
  record(66, writer().u32(tracing.length));
  out.bytes(tracing);
  for (const { name, ids } of attrs) {
    record(
      78,
      writer()
        .u64(2)
        .u64(ids[0] ?? 0)
        .zstr(name)
        .align(8),
    );
  }
  return out.bytes(records).finish();
}

function attrStruct(attr: WrittenAttr, written: WrittenPerfData): Uint8Array {
  const { littleEndian = true, attrBytes = 128, sampleIdAll = true } = written;
  const { type, config, sampleType, readFormat = 0, clockId } = attr;
  const { samplePeriod = 1, isFrequency = false } = written;
  const out = new ByteWriter(littleEndian).u32(type).u32(attrBytes).u64(config).u64(samplePeriod);
  out.u64(sampleType).u64(readFormat);
  const flags = [
    ...(isFrequency ? [FREQ] : []),
    ...(sampleIdAll ? [SAMPLE_ID_ALL] : []),
    ...(clockId === undefined ? [] : [USE_CLOCKID]),
  ];
  const flagBytes = new Uint8Array(8);
  for (const flag of flags)
    flagBytes[flag >>> 3]! |= littleEndian ? 1 << (flag & 7) : 0x80 >> (flag & 7);
  out.bytes(flagBytes).bytes(new Uint8Array(16));
  if (attrBytes >= 96) out.bytes(new Uint8Array(28)).u32(clockId ?? 0);
  return out.bytes(new Uint8Array(attrBytes - out.length)).finish();
}

interface WrittenFeature {
  readonly feature: number;
  readonly bytes: Uint8Array;
}

function writtenFeatures(written: WrittenPerfData): readonly WrittenFeature[] {
  const {
    littleEndian = true,
    kernel = '6.1.0-made',
    hostCpus = 4,
    onlineCpus = hostCpus,
    attrs,
  } = written;
  const writer = (): ByteWriter => new ByteWriter(littleEndian);
  const eventDesc = writer()
    .u32(attrs.length)
    .u32(written.attrBytes ?? 128);
  for (const attr of attrs) {
    eventDesc.bytes(attrStruct(attr, written)).u32(attr.ids.length);
    writeString(eventDesc, attr.name);
    for (const id of attr.ids) eventDesc.u64(id);
  }
  const compressed = writer().u32(0).u32(1).u32(1).u32(5).u32(528_384);
  const all: (WrittenFeature | undefined)[] = [
    written.formats.length > 0 ? { feature: 1, bytes: tracingData(written) } : undefined,
    { feature: 3, bytes: writeString(writer(), 'made').finish() },
    { feature: 4, bytes: writeString(writer(), kernel).finish() },
    { feature: 7, bytes: writer().u32(hostCpus).u32(onlineCpus).finish() },
    { feature: 12, bytes: eventDesc.finish() },
    written.isDirectory === true ? { feature: 24, bytes: writer().u64(1).finish() } : undefined,
    written.isCompressed === true ? { feature: 27, bytes: compressed.finish() } : undefined,
  ];
  return all.filter((feature) => feature !== undefined);
}

function writeString(out: ByteWriter, text: string): ByteWriter {
  const bytes = Math.ceil((text.length + 1) / NAME_ALIGN) * NAME_ALIGN;
  return out.u32(bytes).text(text.padEnd(bytes, '\0'));
}

/** Bits of an array of 64-bit words. */
function featureBits(features: readonly WrittenFeature[], littleEndian: boolean): Uint8Array {
  const bits = new ByteWriter(littleEndian);
  for (let word = 0; word < 4; word++) {
    const set = features.filter(({ feature }) => feature >>> 6 === word);
    bits.u64(set.reduce((sum, { feature }) => sum | (1n << BigInt(feature & 63)), 0n));
  }
  return bits.finish();
}

function tracingData({ littleEndian = true, formats, comms = [] }: WrittenPerfData): Uint8Array {
  return sequentialMetadata(
    { version: 6, littleEndian, formats, comms, buffers: [] },
    '0.6',
  ).finish();
}
