import { signedOfBig } from '../../base/signedAddress';
import type { ByteCursor } from '../ByteCursor';
import { hexOfBytes } from '../elf/buildId';
import type { GuestKernel } from './GuestKernel';
import type { PerfDataParts } from './PerfDataParts';
import { RECORD_HEADER_BYTES } from './recordTypes';

/** `PERF_RECORD_MISC_CPUMODE_MASK`, `PERF_RECORD_MISC_GUEST_KERNEL` (include/uapi/linux/perf_event.h). */
const MODE_MASK = 0x7;
const GUEST_KERNEL = 4;
/** `PERF_RECORD_MISC_BUILD_ID_SIZE`: the byte behind the id says how long it is. */
const HAS_SIZE = 0x8000;
const MOST_ID_BYTES = 20;
/** 20 bytes of id, its size, and three that are reserved. */
const ID_FIELD_BYTES = 24;
/** `machine__mmap_name()`: with the process behind a dot for all but the default guest. */
const KERNEL_NAME = '[guest.kernel.kallsyms';
/** Behind the name stands the symbol whose address `pgoff` is (`perf_event__synthesize_kernel_mmap()`). */
const TEXT_SYMBOLS = [']_text', ']_stext'];
const MOST_KERNELS = 1024;

/** Feature BUILD_ID: records one behind the other, each with a header. */
export function readBuildIds(cursor: ByteCursor, parts: PerfDataParts): void {
  while (cursor.remaining >= RECORD_HEADER_BYTES) {
    const start = cursor.position;
    cursor.skip(4);
    const misc = cursor.u16();
    const bytes = cursor.u16();
    if (bytes < RECORD_HEADER_BYTES)
      throw cursor.error('bad-value', `a record of ${bytes} bytes`, start);
    buildIdWithin(cursor, bytes - RECORD_HEADER_BYTES, parts, misc);
    cursor.skip(start + bytes - cursor.position);
  }
}

/** Record BUILD_ID, as a pipe has it. */
export function readBuildId(
  _: unknown,
  cursor: ByteCursor,
  parts: PerfDataParts,
  misc: number,
): void {
  buildIdWithin(cursor, cursor.remaining, parts, misc);
}

/** i32 process, the id, then the name of what it is of. */
function buildIdWithin(
  cursor: ByteCursor,
  bytes: number,
  parts: PerfDataParts,
  misc: number,
): void {
  if ((misc & MODE_MASK) !== GUEST_KERNEL || bytes < 4 + ID_FIELD_BYTES) return;
  const pid = cursor.u32() | 0;
  const field = cursor.bytes(ID_FIELD_BYTES);
  const size =
    (misc & HAS_SIZE) === 0 ? MOST_ID_BYTES : Math.min(field[MOST_ID_BYTES]!, MOST_ID_BYTES);
  const name = cursor.text(bytes - 4 - ID_FIELD_BYTES);
  if (!name.startsWith(KERNEL_NAME)) return;
  add(parts, { pid, buildId: hexOfBytes(field.subarray(0, size)), text: undefined });
}

/** u32 process, u32 thread, u64 address, length and offset, then the name (MMAP2: behind 24 bytes more). */
export function readMmap(_: unknown, cursor: ByteCursor, parts: PerfDataParts, misc: number): void {
  if ((misc & MODE_MASK) !== GUEST_KERNEL) return;
  const pid = cursor.u32() | 0;
  cursor.skip(4 + 16);
  const text = signedOfBig(cursor.u64());
  const rest = cursor.text(cursor.remaining);
  const at = rest.indexOf(KERNEL_NAME);
  if (at < 0 || !TEXT_SYMBOLS.some((symbol) => rest.slice(at).includes(symbol))) return;
  add(parts, { pid, buildId: undefined, text });
}

function add({ guestKernels }: PerfDataParts, kernel: GuestKernel): void {
  if (guestKernels.length < MOST_KERNELS) guestKernels.push(kernel);
}

/** What several records say of one guest's kernel. */
export function joinedKernels(found: readonly GuestKernel[]): readonly GuestKernel[] {
  const byPid = new Map<number, GuestKernel>();
  for (const { pid, buildId, text } of found) {
    const known = byPid.get(pid);
    byPid.set(pid, { pid, buildId: buildId ?? known?.buildId, text: text ?? known?.text });
  }
  return [...byPid.values()];
}
