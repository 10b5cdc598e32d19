import { hexOfSigned } from '../../base/signedAddress';
import type { GuestSymbols } from '../../symbols/GuestSymbols';

/** A listing of more is nothing to read; the largest functions of a kernel have 50 KB. */
const MOST_BYTES = 1 << 17;
/** Shown of code that no symbol covers. */
const NAMELESS_BYTES = 512;

/** A function's code, or what is shown in its place. */
export interface FunctionCode {
  /** `native_safe_halt`, or the address where no symbol is known. */
  readonly title: string;
  /** As `base/signedAddress` holds it. */
  readonly start: number;
  readonly bytes: Uint8Array;
  /** What the reader must know, one sentence each. */
  readonly notes: readonly string[];
}

/** The code of the function around an address; undefined: no image has it. */
export function functionCode(symbols: GuestSymbols, rip: number): FunctionCode | undefined {
  const place = symbols.find(rip);
  if (place === undefined) {
    const bytes = codeAt(symbols, rip, NAMELESS_BYTES);
    const note = 'No symbol covers this code: where its function begins is not known.';
    return bytes && { title: hexOfSigned(rip), start: rip, bytes, notes: [note] };
  }
  const { name, address, bytes: own, next } = place;
  const end = own === undefined ? next : address + own;
  const wanted = (end ?? rip + NAMELESS_BYTES) - address;
  // Far into a huge function it begins at the instruction: between them nobody tells where one starts.
  const isFar = rip - address >= MOST_BYTES;
  const start = isFar ? rip : address;
  const bytes = codeAt(symbols, start, Math.min(wanted - (start - address), MOST_BYTES));
  if (bytes === undefined) return undefined;
  const notes =
    wanted > MOST_BYTES
      ? [`Of ${wanted} bytes ${bytes.length} are shown, from ${hexOfSigned(start)} on.`]
      : [];
  return { title: name, start, bytes, notes };
}

function codeAt(symbols: GuestSymbols, address: number, most: number): Uint8Array | undefined {
  const target = new Uint8Array(Math.max(1, most));
  const bytes = symbols.readCode(address, target);
  return bytes === 0 ? undefined : target.subarray(0, bytes);
}
