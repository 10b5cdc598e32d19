import { SPACE } from '../ascii';
import { NamedValues } from './NamedValues';
import type { RawNumbers } from './NamedValues';
import type { ParsedFields } from './ParsedFields';
import { printedFields } from './PrintedField';
import type { PrintedField } from './PrintedField';
import { printShape } from './PrintShape';
import type { Piece, WordTables } from './PrintShape';
import { startsWith } from './scanning';
import { ShapeMatcher } from './ShapeMatcher';

const UNPARSED = '[FAILED TO PARSE] ';

/** Reads the payloads of one event, in whatever way it was printed. */
export class PayloadReader {
  readonly fields: readonly PrintedField[];
  /** Numbers of the fields of exits that go together; -1: there is none. */
  readonly isaField: number;
  readonly reasonField: number;
  private readonly shapes: readonly (readonly Piece[])[];
  private readonly named: NamedValues;
  private readonly matcher = new ShapeMatcher();

  constructor(
    fields: string,
    shapes: readonly string[],
    tables: WordTables,
    private readonly rawNumbers: RawNumbers,
  ) {
    this.fields = printedFields(fields);
    const numberOf = (wanted: readonly string[]) =>
      this.fields.findIndex(({ name }) => wanted.includes(name));
    this.isaField = numberOf(['isa']);
    this.reasonField = numberOf(['exit_reason', 'exit_code']);
    this.shapes = shapes.map((shape) => printShape(shape, this.fields, tables));
    this.named = new NamedValues(this.fields);
  }

  /**
   * Finds the first shape that fits the whole payload; of those that fit only its start, the one that
   * fits most of it, unless more is told by names. False when none fits: then the payload tells no field.
   */
  read(bytes: Uint8Array, from: number, to: number, into: ParsedFields): boolean {
    if (startsWith(bytes, from, UNPARSED)) {
      return this.readNamed(bytes, from + UNPARSED.length, to, 'decimal', into);
    }
    const { shapes, matcher } = this;
    let best = -1;
    let bestEnd = -1;
    for (let index = 0; index < shapes.length; index++) {
      const end = matcher.match(shapes[index]!, bytes, from, to, into);
      if (end < 0 || !isEndOfField(bytes, end, to)) continue;
      if (isBlankFrom(bytes, end, to)) {
        into.end = to;
        return true;
      }
      if (end > bestEnd) [best, bestEnd] = [index, end];
    }
    const isNamed = this.readNamed(bytes, from, to, this.rawNumbers, into);
    if (best < 0) return isNamed;
    const named = isNamed ? fieldCount(into) : 0;
    into.end = matcher.match(shapes[best]!, bytes, from, to, into);
    if (named > fieldCount(into)) this.readNamed(bytes, from, to, this.rawNumbers, into);
    return true;
  }

  private readNamed(
    bytes: Uint8Array,
    from: number,
    to: number,
    numbers: RawNumbers,
    into: ParsedFields,
  ): boolean {
    into.end = to;
    return this.named.match(bytes, from, to, numbers, into) >= 0;
  }
}

function fieldCount({ numbers, texts }: ParsedFields): number {
  let count = 0;
  for (let bits = numbers | texts; bits !== 0; bits &= bits - 1) count++;
  return count;
}

/** Whether more of the payload, if there is any, begins with another word. */
function isEndOfField(bytes: Uint8Array, at: number, to: number): boolean {
  return at >= to || goesOn[bytes[at]!] === 0;
}

/** 1 for bytes that are never the first behind a value. */
const goesOn = Uint8Array.from({ length: 256 }, (_, byte) =>
  /[\w=.:-]/.test(String.fromCharCode(byte)) ? 1 : 0,
);

/** Some print formats end with a NUL, which is printed too. */
function isBlankFrom(bytes: Uint8Array, from: number, to: number): boolean {
  let at = from;
  while (at < to && (bytes[at] === SPACE || bytes[at] === 0)) at++;
  return at === to;
}
