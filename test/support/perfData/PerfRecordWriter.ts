import { ByteWriter } from '../ByteWriter';
import { zstdPieces } from './zstdPieces';

/** What a sample holds; what is not asked for by its `sampleType` is left out. */
export interface WrittenSample {
  readonly time: bigint | number;
  readonly hostCpu: number;
  readonly pid: number;
  readonly tid: number;
  readonly id: number;
  readonly callchain?: readonly bigint[];
  readonly raw?: Uint8Array;
  /** The lowest bits of `misc`: 1 kernel, 2 user, 4 guest kernel. */
  readonly mode?: number;
}

const Bit = {
  ip: 1,
  tid: 2,
  time: 4,
  addr: 8,
  read: 0x10,
  callchain: 0x20,
  id: 0x40,
  cpu: 0x80,
  period: 0x100,
  streamId: 0x200,
  raw: 0x400,
  identifier: 0x1_0000,
};

/** Writes records as the kernel and perf do, one behind the other. */
export class PerfRecordWriter {
  private readonly out: ByteWriter;

  /** `sampleType`: of the event that writes records other than samples, and ends them. */
  constructor(
    private readonly littleEndian: boolean,
    private readonly sampleType: number,
    private readonly sampleIdAll = true,
  ) {
    this.out = this.writer();
  }

  get length(): number {
    return this.out.length;
  }

  finish(): Uint8Array {
    return this.out.finish();
  }

  bytes(bytes: Uint8Array): this {
    this.out.bytes(bytes);
    return this;
  }

  record(type: number, body: ByteWriter | Uint8Array, misc = 0): this {
    const bytes = body instanceof ByteWriter ? body.finish() : body;
    this.out
      .u32(type)
      .u16(misc)
      .u16(bytes.length + 8)
      .bytes(bytes);
    return this;
  }

  /** `readFormat` bit 8: a group of one counter. */
  sample(sample: WrittenSample, sampleType = this.sampleType, readFormat = 0): this {
    const { time, hostCpu, pid, tid, id, callchain = [], raw = new Uint8Array(0) } = sample;
    const body = this.writer();
    const has = (bit: number): boolean => (sampleType & bit) !== 0;
    if (has(Bit.identifier)) body.u64(id);
    if (has(Bit.ip)) body.u64(0xffff_ffff_8100_0000n);
    if (has(Bit.tid)) body.u32(pid).u32(tid);
    if (has(Bit.time)) body.u64(time);
    if (has(Bit.addr)) body.u64(0);
    if (has(Bit.id)) body.u64(id);
    if (has(Bit.streamId)) body.u64(0);
    if (has(Bit.cpu)) body.u32(hostCpu).u32(0);
    if (has(Bit.period)) body.u64(1);
    if (has(Bit.read)) this.counters(body, id, readFormat);
    if (has(Bit.callchain)) {
      body.u64(callchain.length);
      for (const address of callchain) body.u64(address);
    }
    if (has(Bit.raw)) {
      // Padded so that size and data together are a multiple of 8.
      const padded = Math.ceil((raw.length + 4) / 8) * 8 - 4;
      body
        .u32(padded)
        .bytes(raw)
        .bytes(new Uint8Array(padded - raw.length));
    }
    return this.record(9, body, sample.mode ?? 1);
  }

  comm(time: bigint | number, tid: number, comm: string, pid = tid): this {
    const body = this.writer().u32(pid).u32(tid).zstr(comm).align(8);
    return this.record(3, this.withTrailer(body, { time, hostCpu: 0, pid, tid, id: 0 }));
  }

  fork(time: bigint | number, tid: number, parentTid: number, pid = tid): this {
    const body = this.writer().u32(pid).u32(parentTid).u32(tid).u32(parentTid).u64(time);
    return this.record(7, this.withTrailer(body, { time, hostCpu: 0, pid, tid, id: 0 }));
  }

  lost(time: bigint | number, hostCpu: number, count: number, id = 0): this {
    const body = this.writer().u64(id).u64(count);
    return this.record(2, this.withTrailer(body, { time, hostCpu, pid: 0, tid: 0, id }));
  }

  lostSamples(count: number, misc = 0): this {
    const where = { time: 0, hostCpu: 0, pid: 0, tid: 0, id: 0 };
    return this.record(13, this.withTrailer(this.writer().u64(count), where), misc);
  }

  round(): this {
    return this.record(68, new Uint8Array(0));
  }

  /** CPUs that the events were opened on. */
  idIndex(hostCpus: readonly number[]): this {
    const body = this.writer().u64(hostCpus.length);
    for (const hostCpu of hostCpus)
      body
        .u64(hostCpu + 1)
        .u64(0)
        .u64(hostCpu)
        .u64(-1);
    return this.record(69, body);
  }

  private counters(body: ByteWriter, id: number, readFormat: number): void {
    const isGroup = (readFormat & 8) !== 0;
    if (isGroup) body.u64(1);
    else body.u64(7);
    for (const bit of [1, 2]) if (readFormat & bit) body.u64(0);
    if (isGroup) body.u64(7);
    if (readFormat & 4) body.u64(id);
    if (readFormat & 16) body.u64(0);
  }

  private withTrailer(body: ByteWriter, where: WrittenSample): ByteWriter {
    const { sampleType } = this;
    if (!this.sampleIdAll) return body;
    if (sampleType & Bit.tid) body.u32(where.pid).u32(where.tid);
    if (sampleType & Bit.time) body.u64(where.time);
    if (sampleType & Bit.id) body.u64(where.id);
    if (sampleType & Bit.streamId) body.u64(0);
    if (sampleType & Bit.cpu) body.u32(where.hostCpu).u32(0);
    if (sampleType & Bit.identifier) body.u64(where.id);
    return body;
  }

  private writer(): ByteWriter {
    return new ByteWriter(this.littleEndian);
  }
}

/** Packs pieces of records as perf record -z does: all are one zstd stream, each is a record. `type`: 81, or 83 of perf 6.16. */
export function compressedRecords(
  pieces: readonly Uint8Array[],
  littleEndian: boolean,
  type: 81 | 83 = 81,
): Uint8Array[] {
  return zstdPieces(pieces).map((packed) => {
    const out = new ByteWriter(littleEndian).u32(type).u16(0);
    if (type === 81)
      return out
        .u16(packed.length + 8)
        .bytes(packed)
        .finish();
    const size = Math.ceil((packed.length + 16) / 8) * 8;
    // The size has 16 bits, also where the record is longer (perf 6.16).
    return out
      .u16(size & 0xffff)
      .u64(packed.length)
      .bytes(packed)
      .align(8)
      .finish();
  });
}
