import { assertNever } from '../../base/assertNever';
import type { PrintExpression } from './printExpression';

/** `(field >> shift) & mask`; mask -1n = all bits. */
export interface FieldTerm {
  readonly kind: 'field';
  readonly name: string;
  readonly shift: bigint;
  readonly mask: bigint;
}

/** What an expression amounts to without a record: a number of 64 bits, or a part of one field. */
export type PrintTerm = FieldTerm | { readonly kind: 'constant'; readonly value: bigint };

export const ALL_BITS = -1n;

/** Folds constants and recognises masks and shifts of one field; undefined for everything else. */
export function printTerm(expression: PrintExpression): PrintTerm | undefined {
  switch (expression.kind) {
    case 'number':
      return constant(expression.value);
    case 'field':
      return { kind: 'field', name: expression.name, shift: 0n, mask: ALL_BITS };
    case 'cast':
      return castTerm(expression.type, printTerm(expression.operand));
    case 'unary':
      return unaryTerm(expression.operator, printTerm(expression.operand));
    case 'binary':
      return binaryTerm(
        expression.operator,
        printTerm(expression.left),
        printTerm(expression.right),
      );
    case 'string':
    case 'unknown':
    case 'choice':
    case 'call':
    case 'list':
      return undefined;
    default:
      return assertNever(expression);
  }
}

/** Bits that a cast keeps; a type not named here is taken for one that keeps all. */
const CAST_BITS: ReadonlyMap<string, number> = new Map([
  ['u8', 8],
  ['__u8', 8],
  ['unsigned char', 8],
  ['u16', 16],
  ['__u16', 16],
  ['unsigned short', 16],
  ['u32', 32],
  ['__u32', 32],
  ['unsigned int', 32],
]);

function castTerm(type: string, term: PrintTerm | undefined): PrintTerm | undefined {
  const bits = CAST_BITS.get(type);
  if (bits === undefined || term === undefined) return term;
  return masked(term, (1n << BigInt(bits)) - 1n);
}

function masked(term: PrintTerm, mask: bigint): PrintTerm {
  return term.kind === 'constant'
    ? { kind: 'constant', value: term.value & mask }
    : { ...term, mask: term.mask & mask };
}

function unaryTerm(operator: string, term: PrintTerm | undefined): PrintTerm | undefined {
  if (term?.kind !== 'constant') return operator === '+' ? term : undefined;
  switch (operator) {
    case '-':
      return constant(-term.value);
    case '~':
      return constant(~term.value);
    case '+':
      return term;
    default:
      return undefined;
  }
}

function binaryTerm(
  operator: string,
  left: PrintTerm | undefined,
  right: PrintTerm | undefined,
): PrintTerm | undefined {
  if (left === undefined || right === undefined) return undefined;
  if (left.kind === 'constant') {
    if (right.kind === 'constant') return constantOf(operator, left.value, right.value);
    return operator === '&' ? masked(right, left.value) : undefined;
  }
  if (right.kind !== 'constant') return undefined;
  if (operator === '&') return masked(left, right.value);
  if (operator !== '>>' || !isShift(right.value)) return undefined;
  return { ...left, shift: left.shift + right.value, mask: left.mask >> right.value };
}

function constantOf(operator: string, left: bigint, right: bigint): PrintTerm | undefined {
  switch (operator) {
    case '+':
      return constant(left + right);
    case '-':
      return constant(left - right);
    case '*':
      return constant(left * right);
    case '|':
      return constant(left | right);
    case '&':
      return constant(left & right);
    case '^':
      return constant(left ^ right);
    case '<<':
      return isShift(right) ? constant(left << right) : undefined;
    case '>>':
      return isShift(right) ? constant(left >> right) : undefined;
    default:
      return undefined;
  }
}

function isShift(bits: bigint): boolean {
  return bits >= 0n && bits < 64n;
}

/** Kept within 64 bits, so that no text can make a number grow without bound. */
function constant(value: bigint): PrintTerm {
  return { kind: 'constant', value: BigInt.asIntN(64, value) };
}
