/** A token of the C subset that `print fmt:` is written in. */
export type PrintToken =
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'string'; readonly text: string }
  /** An operator or a bracket: `->`, `<<`, `(`. */
  | { readonly kind: 'sign'; readonly text: string };

/** Characters. kvm_exit of Linux 6.18 has 4,600; a text beyond this only costs time. */
const LONGEST_PRINT_FORMAT = 1 << 20;

/** One token. The alternatives start with different characters, so that nothing is read twice. */
const TOKEN =
  /\s*(?:([A-Za-z_]\w*)|(\d\w*)|"((?:[^"\\]|\\[^])*)"|'((?:[^'\\]|\\[^])+)'|(->|<<|>>|<=|>=|==|!=|&&|\|\||[^\s\w"']))/y;

/** Splits a print format into tokens; undefined when there is something in it that C does not have. */
export function printTokens(printFormat: string): readonly PrintToken[] | undefined {
  if (printFormat.length > LONGEST_PRINT_FORMAT) return undefined;
  const text = printFormat.trimEnd();
  const pattern = new RegExp(TOKEN); // its own: `lastIndex` is state
  const tokens: PrintToken[] = [];
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    const token = match === null ? undefined : tokenOf(match);
    if (token === undefined) return undefined;
    tokens.push(token);
  }
  return tokens;
}

function tokenOf(match: RegExpExecArray): PrintToken | undefined {
  const [, name, digits, string, character, sign] = match as readonly (string | undefined)[];
  if (name !== undefined) return { kind: 'name', text: name };
  if (string !== undefined) return { kind: 'string', text: unescaped(string) };
  if (character !== undefined) {
    return { kind: 'number', value: BigInt(unescaped(character).charCodeAt(0)) };
  }
  if (sign !== undefined) return { kind: 'sign', text: sign };
  const value = integerValue(digits ?? '');
  return value === undefined ? undefined : { kind: 'number', value };
}

/** C integers: `12`, `0x0c`, `014`, each with any of the suffixes u, l, ul, ull. */
function integerValue(digits: string): bigint | undefined {
  const match = /^(?:0x([\da-f]{1,16})|0([0-7]{1,22})|(\d{1,20}))[ul]{0,3}$/i.exec(digits);
  if (match === null) return undefined;
  const [, hex, octal, decimal] = match as readonly (string | undefined)[];
  if (hex !== undefined) return BigInt(`0x${hex}`);
  return octal === undefined ? BigInt(decimal ?? '0') : BigInt(`0o${octal}`);
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

function unescaped(literal: string): string {
  return literal.replaceAll(/\\([^])/g, (_, character: string) => ESCAPED[character] ?? character);
}
