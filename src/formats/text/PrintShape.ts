import { fieldNumber } from './PrintedField';
import type { PrintedField } from './PrintedField';
import { asciiBytes } from './scanning';
import type { WordTable } from './WordTable';

/** What a piece of a print shape does with the text. */
export const Op = {
  literal: 0,
  decimal: 1,
  hex: 2,
  /** A pointer, which tracefs prints hashed: then it is not the field's value. */
  pointer: 3,
  /** A name of code, `apic_timer_fn`, or its address where there is no name. */
  symbol: 4,
  text: 5,
  /** `0f 30`: bytes, whose number is another field. */
  bytes: 6,
  /** A decimal whose sign was taken away. */
  negated: 7,
  constant: 8,
  word: 9,
  flags: 10,
  /** One of two words for a truth value. */
  choice: 11,
  /** A text that stands there only where the field is set; without it nothing is told. */
  mark: 12,
  /** A reason of an exit, which tells the ISA too. */
  exitReason: 13,
  /** Any text. */
  skip: 14,
  /** ` native_safe_halt+0xe`, which tools add to an address they have a name for. */
  skipSymbol: 15,
  /** All pieces up to `end`, or none. */
  option: 16,
} as const;

export interface Piece {
  readonly op: (typeof Op)[keyof typeof Op];
  readonly field: number;
  /** Field that the piece tells beside its own. */
  readonly second: number;
  /** Bits by which the value is moved before it is added to the field. */
  readonly shift: number;
  readonly value: number;
  readonly literal: Uint8Array;
  /** The word for "no" of a choice. */
  readonly other: Uint8Array;
  /** The literal that ends the piece; empty: a blank, a comma or a bracket does, or the end. */
  readonly until: Uint8Array;
  readonly table: WordTable | undefined;
  /** Of an option: the index behind its last piece. */
  readonly end: number;
}

export type WordTables = ReadonlyMap<string, WordTable>;

const NOTHING = new Uint8Array(0);

/**
 * Compiles the shape of a payload. Literal text as it is printed; `{field}` for a value by the field's
 * type; `«…»` for what may be missing. Within braces: `field@table` a word, `field@@table` words
 * joined by `|`, `field?yes|no` one of two words, `field?text` a mark, `field-` a negated decimal,
 * `field=n` a constant, `field:x` hex, `field#count` bytes, `field!isa` an exit reason, `~` anything,
 * `^` a name of code. `+n` behind a field: the value's bits are added to it n bits higher.
 */
export function printShape(
  shape: string,
  fields: readonly PrintedField[],
  tables: WordTables,
): readonly Piece[] {
  const parts = shape.match(/\{[^}]*\}|[«»]|[^{«»]+/g) ?? [];
  const pieces: Piece[] = [];
  const open: number[] = [];
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    const until = next !== undefined && /^[^{«»]/.test(next) ? asciiBytes(next) : NOTHING;
    if (part === '«') {
      open.push(pieces.length);
      pieces.push({ ...BARE, op: Op.option });
    } else if (part === '»') {
      const at = open.pop()!;
      pieces[at] = { ...pieces[at]!, end: pieces.length };
    } else if (part.startsWith('{')) {
      pieces.push({ ...valuePiece(part.slice(1, -1), fields, tables), until });
    } else pieces.push({ ...BARE, literal: asciiBytes(part) });
  });
  return pieces.map(alike);
}

/** Written in one place, so that all pieces are laid out alike in memory: they are read for every line. */
function alike(piece: Piece): Piece {
  const { op, field, second, shift, value, literal, other, until, table, end } = piece;
  return { op, field, second, shift, value, literal, other, until, table, end };
}

const BARE: Piece = {
  op: Op.literal,
  field: 0,
  second: 0,
  shift: 0,
  value: 0,
  literal: NOTHING,
  other: NOTHING,
  until: NOTHING,
  table: undefined,
  end: 0,
};

function valuePiece(text: string, fields: readonly PrintedField[], tables: WordTables): Piece {
  if (text === '~') return { ...BARE, op: Op.skip };
  if (text === '^') return { ...BARE, op: Op.skipSymbol };
  const [, name, how, rest, shift] = /^(\w+)(@@?|[?#!=:-])?(.*?)(?:\+(\d+))?$/.exec(text)!;
  const field = fieldNumber(fields, name!);
  const piece = { ...BARE, field, shift: Number(shift ?? 0) };
  switch (how) {
    case '@':
      return { ...piece, op: Op.word, table: tableOf(tables, rest!) };
    case '@@':
      return { ...piece, op: Op.flags, table: tableOf(tables, rest!) };
    case '?': {
      const [yes, no] = rest!.split('|');
      const literal = asciiBytes(yes!);
      if (no === undefined) return { ...piece, op: Op.mark, literal };
      return { ...piece, op: Op.choice, literal, other: asciiBytes(no) };
    }
    case '#':
      return { ...piece, op: Op.bytes, second: fieldNumber(fields, rest!) };
    case '!':
      return {
        ...piece,
        op: Op.exitReason,
        second: fieldNumber(fields, rest!),
        table: tableOf(tables, 'exitReasons'),
      };
    case '=':
      return { ...piece, op: Op.constant, value: Number(rest) };
    case '-':
      return { ...piece, op: Op.negated };
    case ':':
      return { ...piece, op: Op.hex };
    default:
      return { ...piece, op: opOfKind[fields[field]!.kind] };
  }
}

const opOfKind = {
  decimal: Op.decimal,
  hex: Op.hex,
  pointer: Op.pointer,
  symbol: Op.symbol,
  text: Op.text,
  bytes: Op.bytes,
} as const;

function tableOf(tables: WordTables, name: string): WordTable {
  const table = tables.get(name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
}
