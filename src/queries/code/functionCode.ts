import { hexOfSigned } from '../../base/signedAddress';
import { counted } from '../findings/phrases';
import type { GuestSymbols, ResolvedAddress } from '../../symbols/GuestSymbols';
import type { OpenPlace } from '../../symbols/ImageCode';

/** A listing of more is nothing to read; the largest functions of a kernel have 50 KB. */
const MOST_BYTES = 1 << 17;
/** Shown of code that no symbol covers. */
const NAMELESS_BYTES = 512;

/** Listed together. */
const MOST_LABELS = 200;

/** A function's code, or what is shown in its place. */
export interface FunctionCode {
  /** `native_safe_halt`, or the address where no symbol is known. */
  readonly title: string;
  /** As `base/signedAddress` holds it. */
  readonly start: number;
  readonly bytes: Uint8Array;
  /** Bytes that wait for an address which nothing tells, ascending. */
  readonly open: readonly OpenPlace[];
  /** What the reader must know, one sentence each. */
  readonly notes: readonly string[];
}

/** The code of the function around an address; undefined: no image has it. */
export function functionCode(symbols: GuestSymbols, rip: number): FunctionCode | undefined {
  const place = symbols.find(rip);
  if (place === undefined) {
    const bytes = codeAt(symbols, rip, NAMELESS_BYTES);
    const note = 'No symbol covers this code: where its function begins is not known.';
    if (bytes === undefined) return undefined;
    const open = symbols.openPlaces(rip, rip + bytes.length);
    return { title: hexOfSigned(rip), start: rip, bytes, open, notes: [note, ...openNotes(open)] };
  }
  const labels = labelsAround(symbols, place);
  const { name, address, end } = labels ?? functionOf(place);
  const wanted = (end ?? rip + NAMELESS_BYTES) - address;
  // Far into a huge function it begins at the instruction: between them nobody tells where one starts.
  const isFar = rip - address >= MOST_BYTES;
  const start = isFar ? rip : address;
  const bytes = codeAt(symbols, start, Math.min(wanted - (start - address), MOST_BYTES));
  if (bytes === undefined) return undefined;
  const open = symbols.openPlaces(start, start + bytes.length);
  const notes = [
    ...(labels === undefined || labels.count === 1
      ? []
      : [`${labels.count} labels of assembly, which have no sizes, are shown as one.`]),
    ...(wanted > MOST_BYTES
      ? [`Of ${wanted} bytes ${bytes.length} are shown, from ${hexOfSigned(start)} on.`]
      : []),
    ...openNotes(open),
  ];
  return { title: name, start, bytes, open, notes };
}

function openNotes({ length }: readonly OpenPlace[]): readonly string[] {
  if (length === 0) return [];
  const [wait, show] = length === 1 ? ['waits', 'shows'] : ['wait', 'show'];
  return [
    `${counted(length, 'place')} of this code ${wait} for an address that no file tells, and ${show} 0: the guest's kallsyms tells those of functions.`,
  ];
}

interface Extent {
  readonly name: string;
  readonly address: number;
  /** undefined: not known. */
  readonly end: number | undefined;
}

function functionOf({ name, address, bytes, next }: ResolvedAddress): Extent {
  return { name, address, end: bytes === undefined ? next : address + bytes };
}

/**
 * Labels of assembly around one of them: an ELF symbol without a size is a place in a function as
 * likely as one. undefined: the symbol is none.
 */
function labelsAround(
  symbols: GuestSymbols,
  place: ResolvedAddress,
): (Extent & { readonly count: number }) | undefined {
  const isLabel = (one: ResolvedAddress | undefined): one is ResolvedAddress =>
    one?.bytes === undefined && one?.image === place.image;
  if (place.image.kind !== 'elf' || !isLabel(place)) return undefined;
  let first = place;
  let count = 1;
  for (; count < MOST_LABELS; count++) {
    const before = symbols.find(first.address - 1);
    if (!isLabel(before)) break;
    first = before;
  }
  let last = place;
  for (; count < MOST_LABELS && last.next !== undefined; count++) {
    const behind = symbols.find(last.next);
    if (!isLabel(behind)) break;
    last = behind;
  }
  return { name: first.name, address: first.address, end: last.next, count };
}

function codeAt(symbols: GuestSymbols, address: number, most: number): Uint8Array | undefined {
  const target = new Uint8Array(Math.max(1, most));
  const bytes = symbols.readCode(address, target);
  return bytes === 0 ? undefined : target.subarray(0, bytes);
}
