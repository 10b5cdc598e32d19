import { TWO_32 } from '../../base/twoTo32';
import { SPACE } from '../ascii';
import { latin1 } from '../text';
import type { ParsedFields } from './ParsedFields';
import type { Piece } from './PrintShape';
import { afterDigits, decimalOf, endAtByte, startsWith } from './scanning';
import type { WordTable } from './WordTable';

const UNKNOWN = 'UNKNOWN (';

/**
 * Reads an exit's reason, `EPT_VIOLATION`, `PF excp`, `EXIT_NPF`, with the flags that VMX keeps in the
 * upper half behind it; the table's numbers hold the ISA above the 32 bits of the code. A number is all
 * there is of a reason without a name, `UNKNOWN (65)`, `0x8c`: it does not tell the ISA. A name that
 * no table has stays a text. Returns where it ends.
 */
export function readExitReason(
  { field, second, table }: Piece,
  bytes: Uint8Array,
  from: number,
  to: number,
  into: ParsedFields,
): number {
  if (to < 0) return -1;
  const known = table!.find(bytes, from, to);
  if (!Number.isNaN(known)) {
    into.setNumber(field, known % TWO_32, 0);
    into.setNumber(second, Math.floor(known / TWO_32), 0);
    return to;
  }
  if (startsWith(bytes, from, UNKNOWN)) {
    const start = from + UNKNOWN.length;
    const code = decimalOf(bytes, start, afterDigits(bytes, start, to));
    into.setNumber(field, code % TWO_32, 0);
    return to;
  }
  return readWithFlags(field, second, table!, bytes, from, to, into);
}

/** `INVALID_STATE FAILED_VMENTRY`, `0x49`. */
function readWithFlags(
  field: number,
  second: number,
  table: WordTable,
  bytes: Uint8Array,
  from: number,
  to: number,
  into: ParsedFields,
): number {
  let code = 0;
  let isa = 0;
  for (let at = from; at < to;) {
    const end = endAtByte(bytes, SPACE, at, to);
    const known = table.find(bytes, at, end);
    const number = Number.isNaN(known) ? hexNumber(bytes, at, end) : known;
    if (Number.isNaN(number)) {
      into.setText(field, from, to);
      return to;
    }
    if (number >= TWO_32) isa = Math.floor(number / TWO_32);
    code = (code | (number % TWO_32)) >>> 0;
    at = end + 1;
  }
  into.setNumber(field, code, 0);
  if (isa !== 0) into.setNumber(second, isa, 0);
  return to;
}

function hexNumber(bytes: Uint8Array, from: number, to: number): number {
  const text = to - from > 10 ? '' : latin1(bytes.subarray(from, to));
  return /^0x[\da-f]{1,8}$/.test(text) ? Number(text) : NaN;
}
