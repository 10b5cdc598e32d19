/** Of a field of bytes so many are kept as its number; all of them as text. */
export const KEPT_BYTES = 4;

/** A field of an event as texts print it. */
export interface PrintedField {
  readonly name: string;
  readonly kind: 'decimal' | 'hex' | 'pointer' | 'symbol' | 'text' | 'bytes';
  /** Of the kernel's field; 0: of a text. */
  readonly bytes: number;
  readonly signed: boolean;
  /** A hex number that is printed without `0x`. */
  readonly isBare: boolean;
  /** Its lowest byte alone is printed, and as a raw number too. */
  readonly isCut: boolean;
}

/**
 * Reads a list like `exit_reason:u32 guest_rip:X64 comm:text`: `u` and `s` are printed in decimal, `x`
 * in hex without `0x` before it, `X` with it, `c` behind the bits for a field that is printed cut to a
 * byte; `ptr` is a pointer, `sym` a name of code, `insn` bytes.
 */
export function printedFields(list: string): readonly PrintedField[] {
  return list.split(' ').map((item) => {
    const [name, type] = item.split(':') as [string, string];
    const width = /^([usxX])(\d+)(c?)$/.exec(type);
    const kind =
      width === null ? wordKinds.get(type) : /[us]/.test(type) ? ('decimal' as const) : 'hex';
    if (kind === undefined) throw new Error(`no type ${type}`);
    return {
      name,
      kind,
      bytes: width === null ? bytesOfKind(kind) : Number(width[2]) / 8,
      signed: type.startsWith('s') && width !== null,
      isBare: width?.[1] === 'x',
      isCut: width?.[3] === 'c',
    };
  });
}

export function fieldNumber(fields: readonly PrintedField[], name: string): number {
  const number = fields.findIndex((field) => field.name === name);
  if (number < 0) throw new Error(`no field ${name}`);
  return number;
}

const wordKinds: ReadonlyMap<string, PrintedField['kind']> = new Map([
  ['ptr', 'pointer'],
  ['sym', 'symbol'],
  ['text', 'text'],
  ['insn', 'bytes'],
]);

/** Pointers and addresses of code are as wide as a register. */
function bytesOfKind(kind: PrintedField['kind']): number {
  if (kind === 'bytes') return KEPT_BYTES;
  return kind === 'text' ? 0 : 8;
}
