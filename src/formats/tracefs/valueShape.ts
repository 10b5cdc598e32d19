import type { FormatField } from './EventFormat';

/** What a field's value is: one number, text (a CPU mask too, in hex), or the elements of an array. */
export type ValueShape = 'number' | 'text' | 'list';

export function valueShape({ type, shape, size }: FormatField): ValueShape {
  if (type.includes('cpumask')) return 'text';
  if (shape === 'scalar' && isWidth(size)) return 'number';
  const isText = shape !== 'scalar' && /\bchar\[/.test(type) && !type.includes('unsigned');
  return isText ? 'text' : 'list';
}

/** Bytes that a number of a record may have. */
export type Width = 1 | 2 | 4 | 8;

export function isWidth(size: number): size is Width {
  return size === 1 || size === 2 || size === 4 || size === 8;
}
