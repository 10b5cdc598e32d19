import type { PrintArguments } from './printArguments';
import type { PrintExpression } from './printExpression';

/** One conversion of a print format and what it prints. */
export interface PrintedValue {
  /** Text right before the conversion: ` fixed ` of `spurious %d fixed %d`. */
  readonly before: string;
  /** `d`, `x`, `s`, … */
  readonly conversion: string;
  /** undefined: no plain expression, or none left for this conversion. */
  readonly value: PrintExpression | undefined;
}

/** `%016llx`, `%#lx`, `%pS`, `%*pbl`: width and precision may be arguments of their own. */
const CONVERSION = /%[-+ #0]*(\*|\d*)(?:\.(\*|\d*))?(?:hh|h|ll|l|L|z|j|t|q)?([a-zA-Z%])/g;

/** Pairs the conversions of a print format with its arguments, in order. */
export function printedValues(printed: PrintArguments): readonly PrintedValue[] {
  const values: PrintedValue[] = [];
  let next = 0;
  let end = 0;
  for (const match of printed.text.matchAll(CONVERSION)) {
    const [whole, width, precision, conversion] = match;
    const before = printed.text.slice(end, match.index);
    end = match.index + whole.length;
    if (conversion === '%') continue;
    if (width === '*') next++;
    if (precision === '*') next++;
    values.push({ before, conversion: conversion!, value: printed.args[next++] });
  }
  return values;
}
