import type { PrintExpression } from './printExpression';
import { parsePrintExpression } from './printExpression';
import type { PrintToken } from './printTokens';
import { printTokens } from './printTokens';

/** A print format taken apart: the text for printf, and what is printed. */
export interface PrintArguments {
  readonly text: string;
  /** In order; undefined for those that are no plain expression (`({ … })`). */
  readonly args: readonly (PrintExpression | undefined)[];
}

/** Parses what stands after `print fmt:`. An argument that cannot be parsed does not spoil the others. */
export function printArguments(printFormat: string): PrintArguments {
  const [first = [], ...rest] = splitAtCommas(printTokens(printFormat) ?? []);
  const text = parsePrintExpression(first);
  return { text: text?.kind === 'string' ? text.text : '', args: rest.map(parsePrintExpression) };
}

const OPENING = ['(', '{', '['];
const CLOSING = [')', '}', ']'];

function splitAtCommas(tokens: readonly PrintToken[]): readonly (readonly PrintToken[])[] {
  const parts: PrintToken[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === 'sign') {
      if (OPENING.includes(token.text)) depth++;
      else if (CLOSING.includes(token.text)) depth--;
      else if (token.text === ',' && depth === 0) {
        parts.push([]);
        continue;
      }
    }
    parts.at(-1)?.push(token);
  }
  return parts;
}
