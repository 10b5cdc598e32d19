import type { ByteSource } from '../ByteSource';
import { FormatError } from '../FormatError';
import { readFully } from '../readFully';

const DAMAGED = 'The file is damaged or was cut short. Copy or build it again.';

/** A copy of a range of an object file. Throws when the file ends before it does. */
export function elfBytes(
  source: ByteSource,
  section: string,
  offset: number,
  byteCount: number,
): Uint8Array<ArrayBuffer> {
  // Before it is allocated: a damaged size may be any number.
  if (!(offset >= 0 && byteCount >= 0 && offset + byteCount <= source.size)) {
    throw outside(source, section, offset, byteCount);
  }
  const bytes = new Uint8Array(byteCount);
  const got = readFully(source, bytes, offset);
  if (got < byteCount) throw outside(source, section, offset, byteCount);
  return bytes;
}

/** The error of a field that holds what no file has. */
export function elfError(section: string, offset: number, reason: string): FormatError {
  return new FormatError('bad-value', { section, offset }, reason, DAMAGED);
}

function outside(
  { size }: ByteSource,
  section: string,
  offset: number,
  byteCount: number,
): FormatError {
  return new FormatError(
    'truncated',
    { section, offset },
    `needs ${byteCount} bytes, and the file has ${Math.max(0, size - offset)} from there on`,
    DAMAGED,
  );
}

/** A file offset or size: what a double cannot hold is no size of a file, and fails every check of bounds. */
export function elfSize(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

/** An address as `base/signedAddress` holds it; of one outside of what x86-64 can address, the nearest double. */
export function elfAddress(view: DataView, at: number): number {
  return Number(view.getBigInt64(at, true));
}
