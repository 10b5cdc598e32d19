import { constantValue } from './constantExpression';

/** One `__print_symbolic(expression, { value, "name" }, …)` of a print format. */
export interface SymbolList {
  /** What is looked up, as the format spells it: `REC->exit_reason & 0xffff`. */
  readonly expression: string;
  readonly names: ReadonlyMap<number, string>;
}

/**
 * The symbol lists of a print format, in their order. They are what this recording's kernel calls
 * things, and win over built-in tables (L.5). Entries whose value is not a constant, such as
 * `{ VDSO_CLOCKMODE_NONE, "none" }`, are left out.
 */
export function symbolListsOf(printFormat: string): SymbolList[] {
  const lists: SymbolList[] = [];
  const marker = '__print_symbolic(';
  for (
    let at = printFormat.indexOf(marker);
    at >= 0;
    at = printFormat.indexOf(marker, at + marker.length)
  ) {
    const body = balancedPart(printFormat, at + marker.length);
    const comma = topLevelComma(body);
    if (comma < 0) continue;
    lists.push({ expression: body.slice(0, comma).trim(), names: namesIn(body.slice(comma + 1)) });
  }
  return lists;
}

/** Text up to the parenthesis that closes the one before `start`; quoted parentheses do not count. */
function balancedPart(text: string, start: number): string {
  let depth = 1;
  let isQuoted = false;
  for (let at = start; at < text.length; at++) {
    const character = text[at]!;
    if (isQuoted && character === '\\') at++;
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) return text.slice(start, at);
  }
  return text.slice(start);
}

/** Position of the comma after the expression, which may hold commas within parentheses. */
function topLevelComma(body: string): number {
  let depth = 0;
  for (let at = 0; at < body.length; at++) {
    const character = body[at]!;
    if (character === '(') depth++;
    else if (character === ')') depth--;
    else if (character === ',' && depth === 0) return at;
  }
  return -1;
}

/** `{ 0x20, "APIC_" "ID" }`: adjacent strings are one. */
function namesIn(entries: string): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const [, expression, strings] of entries.matchAll(/\{([^{},"]*),\s*((?:"[^"]*"\s*)+)\}/g)) {
    const value = constantValue(expression!);
    // The kernel takes the first entry that matches.
    if (value === undefined || names.has(value)) continue;
    // Every second part stands between quotes.
    names.set(
      value,
      strings!
        .split('"')
        .filter((_, index) => index % 2 === 1)
        .join(''),
    );
  }
  return names;
}
