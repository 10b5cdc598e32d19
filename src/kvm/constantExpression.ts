/**
 * Value of a constant C expression as print formats hold them: `0x040 + 14`, `((1UL) << (3))`,
 * `(((0x00 | 0x40) + 1) << 1)`, `-1`. Undefined when it is anything else (a name, a cast, a call).
 */
export function constantValue(expression: string): number | undefined {
  // Most are a single number, and a print format holds hundreds.
  if (/^\s*(?:0[xX][0-9a-fA-F]+|\d+)\s*$/.test(expression)) return safe(Number(expression));
  const tokens = tokensOf(expression);
  if (tokens === undefined || tokens.length === 0) return undefined;
  const { value, next } = binary(tokens, 0, 0);
  if (value === undefined || next !== tokens.length) return undefined;
  return safe(Number(value));
}

function safe(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

interface Parsed {
  readonly value: bigint | undefined;
  /** First token that does not belong to the expression. */
  readonly next: number;
}

const failed: Parsed = { value: undefined, next: -1 };

/** Bounds shifts and nesting, so that a hostile print format costs nothing. */
const longestExpression = 2_000;
const deepestNesting = 100;

function tokensOf(expression: string): string[] | undefined {
  if (expression.length > longestExpression) return undefined;
  const tokens: string[] = [];
  let end = 0;
  const pattern = /\s*(?:(0[xX][0-9a-fA-F]+|\d+)[uUlL]*|(<<|>>|[-+|&^~()]))/gy;
  for (const match of expression.matchAll(pattern)) {
    tokens.push(match[1] ?? match[2]!);
    end = match.index + match[0].length;
  }
  return expression.slice(end).trim() === '' ? tokens : undefined;
}

/** C's precedence, loosest first. */
const operators: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-']];

function binary(tokens: readonly string[], start: number, level: number, depth = 0): Parsed {
  const wanted = operators[level];
  if (wanted === undefined) return unary(tokens, start, depth);
  let left = binary(tokens, start, level + 1, depth);
  while (left.value !== undefined && wanted.includes(tokens[left.next] ?? '')) {
    const right = binary(tokens, left.next + 1, level + 1, depth);
    if (right.value === undefined) return failed;
    left = { value: applied(tokens[left.next]!, left.value, right.value), next: right.next };
  }
  return left;
}

function unary(tokens: readonly string[], start: number, depth: number): Parsed {
  const token = tokens[start];
  if (token === undefined || depth > deepestNesting) return failed;
  if (token === '(') {
    const inner = binary(tokens, start + 1, 0, depth + 1);
    return tokens[inner.next] === ')' ? { value: inner.value, next: inner.next + 1 } : failed;
  }
  if (token === '-' || token === '~') {
    const inner = unary(tokens, start + 1, depth + 1);
    if (inner.value === undefined) return failed;
    return { value: token === '-' ? -inner.value : ~inner.value, next: inner.next };
  }
  return /^\d/.test(token) ? { value: BigInt(token), next: start + 1 } : failed;
}

function applied(operator: string, left: bigint, right: bigint): bigint | undefined {
  switch (operator) {
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '&':
      return left & right;
    case '+':
      return left + right;
    case '-':
      return left - right;
    default:
      if (right < 0n || right > 63n) return undefined;
      return operator === '<<' ? left << right : left >> right;
  }
}
