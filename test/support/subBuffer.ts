import { ByteWriter } from './ByteWriter';

/** What a sub-buffer holds, in the words of kernel/trace/ring_buffer.c. */
export type RingEntry =
  | { readonly delta: number; readonly payload: Uint8Array; readonly big?: boolean }
  | { readonly extend: number }
  | { readonly stamp: bigint }
  | { readonly padding: number; readonly delta: number }
  | { readonly end: true };

export interface SubBufferOptions {
  readonly littleEndian?: boolean;
  readonly commitBytes?: 4 | 8;
  readonly pageBytes?: number;
  readonly base: bigint;
  /** Events lost before this sub-buffer; null: flagged, without a number. */
  readonly lost?: number | null;
  /** Writes the flags as a 64-bit kernel does that sign-extends them. */
  readonly signExtended?: boolean;
  /** Says this many used bytes instead of the true number. */
  readonly commit?: number;
}

/** One sub-buffer as the kernel writes it. */
export function subBuffer(options: SubBufferOptions, entries: readonly RingEntry[]): Uint8Array {
  const { littleEndian = true, commitBytes = 8, pageBytes = 4096, lost } = options;
  const data = new ByteWriter(littleEndian);
  for (const entry of entries) writeEntry(data, entry);
  const used = data.length;
  const flags =
    (lost === undefined ? 0 : 0x8000_0000) + (typeof lost === 'number' ? 0x4000_0000 : 0);
  const commit = flags + (options.commit ?? used);
  const page = new ByteWriter(littleEndian).u64(options.base);
  if (commitBytes === 4) page.u32(commit);
  else page.u64(BigInt(commit) + (options.signExtended ? 0xffff_ffff_0000_0000n : 0n));
  page.bytes(data.finish());
  if (typeof lost === 'number') {
    if (commitBytes === 4) page.u32(lost);
    else page.u64(lost);
  }
  return page.align(pageBytes).finish();
}

function writeEntry(data: ByteWriter, entry: RingEntry): void {
  const header = (type: number, delta: number): number =>
    data.littleEndian ? type + delta * 32 : type * 0x800_0000 + delta;
  if ('end' in entry) data.u32(header(29, 0));
  else if ('extend' in entry) {
    data.u32(header(30, entry.extend % 2 ** 27)).u32(Math.floor(entry.extend / 2 ** 27));
  } else if ('stamp' in entry) {
    const low = Number(entry.stamp & 0x7ff_ffffn);
    data.u32(header(31, low)).u32(Number((entry.stamp >> 27n) & 0xffff_ffffn));
  } else if ('padding' in entry) {
    data.u32(header(29, entry.delta)).u32(entry.padding);
    data.bytes(new Uint8Array(entry.padding - 4));
  } else if (entry.big === true || entry.payload.length > 112) {
    data.u32(header(0, entry.delta)).u32(entry.payload.length + 4);
    data.bytes(entry.payload).align(4);
  } else {
    const words = Math.ceil(entry.payload.length / 4);
    data.u32(header(words, entry.delta)).bytes(entry.payload).align(4);
  }
}
