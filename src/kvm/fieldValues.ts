import { hex } from '../base/hex';

/** A decoded field: a number up to 4 bytes, a bigint of 8, a string, or the elements of an array. */
export type FieldValue = number | bigint | string | readonly (number | bigint)[];

type Fields = ReadonlyMap<string, FieldValue>;

/** Word for a field that the recording does not hold. Never 0: absent is not zero. */
const unknown = 'unknown';

/** Value as a bigint, with its sign; undefined when absent or no number. */
export function integerOf(fields: Fields, name: string): bigint | undefined {
  const value = fields.get(name);
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

/** Value as unsigned 64 bits: for addresses and registers. */
export function unsignedOf(fields: Fields, name: string): bigint | undefined {
  const value = integerOf(fields, name);
  return value === undefined ? undefined : BigInt.asUintN(64, value);
}

/** Value as a number, with its sign; undefined when absent, no number, or too large to be exact. */
export function numberOf(fields: Fields, name: string): number | undefined {
  const value = integerOf(fields, name);
  if (value === undefined) return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : undefined;
}

/** Low 32 bits, unsigned: for words that are decoded bit by bit. */
export function wordOf(fields: Fields, name: string): number | undefined {
  const value = integerOf(fields, name);
  return value === undefined ? undefined : Number(BigInt.asUintN(32, value));
}

/** True when the field is there and not 0. */
export function isSet(fields: Fields, name: string): boolean {
  const value = integerOf(fields, name);
  return value !== undefined && value !== 0n;
}

export function textOf(fields: Fields, name: string): string | undefined {
  const value = fields.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** Elements of an array field. */
export function elementsOf(fields: Fields, name: string): readonly bigint[] | undefined {
  const value = fields.get(name);
  return typeof value === 'object' ? value.map((element) => BigInt(element)) : undefined;
}

/** Bytes of an array field; a 4-byte number stands for the first 4 bytes of one, lowest first. */
export function bytesOf(fields: Fields, name: string): readonly number[] | undefined {
  const value = fields.get(name);
  if (typeof value === 'number') return [0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff);
  return elementsOf(fields, name)?.map((element) => Number(BigInt.asUintN(8, element)));
}

/** `0x…` of a field, or `unknown`. */
export function hexField(fields: Fields, name: string): string {
  const value = unsignedOf(fields, name);
  return value === undefined ? unknown : hex(value);
}

/** Decimal of a field, or `unknown`: for ids and small numbers. */
export function decimalField(fields: Fields, name: string): string {
  return integerOf(fields, name)?.toString() ?? unknown;
}

/** Decimal of a field with its thousands apart, or `unknown`: for times and counts. */
export function groupedField(fields: Fields, name: string): string {
  const value = integerOf(fields, name);
  return value === undefined ? unknown : grouped(value);
}

/** `4,998,482`: long numbers of ns and cycles are read in groups. */
export function grouped(value: number | bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+(?!\d))/g, ',');
}
