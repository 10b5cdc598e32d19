import type { PrintToken } from './printTokens';

/** What an argument of a print format says, as far as names and number bases need it. */
export type PrintExpression =
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'string'; readonly text: string }
  /** `REC->name` */
  | { readonly kind: 'field'; readonly name: string }
  /** An identifier whose value the text does not tell: `VDSO_CLOCKMODE_TSC`. */
  | { readonly kind: 'unknown' }
  | { readonly kind: 'cast'; readonly type: string; readonly operand: PrintExpression }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: PrintExpression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: PrintExpression;
      readonly right: PrintExpression;
    }
  | {
      readonly kind: 'choice';
      readonly condition: PrintExpression;
      readonly whenTrue: PrintExpression;
      readonly whenFalse: PrintExpression;
    }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly PrintExpression[] }
  /** `{ 0x78, "hlt" }` */
  | { readonly kind: 'list'; readonly items: readonly PrintExpression[] };

/** Parses one argument; undefined when it is anything but one whole expression, such as `({ … })`. */
export function parsePrintExpression(tokens: readonly PrintToken[]): PrintExpression | undefined {
  const parser = new ExpressionParser(tokens);
  const expression = parser.choice();
  return parser.atEnd ? expression : undefined;
}

/** C's, weakest first. */
const PRECEDENCE: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<', '>', '<=', '>='],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Expressions within expressions. Real ones stay below 30; the stack must survive hostile ones. */
const DEEPEST = 200;

/** Recursive descent without going back: every token is looked at a bounded number of times. */
class ExpressionParser {
  private position = 0;
  private depth = 0;
  /** Levels below an expression; leaves are left out. A long chain `a|b|c` is high without ever being deep. */
  private readonly heights = new Map<PrintExpression, number>();

  constructor(private readonly tokens: readonly PrintToken[]) {}

  get atEnd(): boolean {
    return this.position === this.tokens.length;
  }

  /** `condition ? a : b`, or what binds tighter. */
  choice(): PrintExpression | undefined {
    if (this.depth === DEEPEST) return undefined;
    this.depth++;
    const condition = this.binary(0);
    let result = condition;
    if (condition !== undefined && this.skip('?')) {
      const whenTrue = this.choice();
      const whenFalse = whenTrue !== undefined && this.skip(':') ? this.choice() : undefined;
      result =
        whenTrue === undefined || whenFalse === undefined
          ? undefined
          : this.built({ kind: 'choice', condition, whenTrue, whenFalse }, [
              condition,
              whenTrue,
              whenFalse,
            ]);
    }
    this.depth--;
    return result;
  }

  private binary(level: number): PrintExpression | undefined {
    const operators = PRECEDENCE[level];
    if (operators === undefined) return this.unary();
    let left = this.binary(level + 1);
    while (left !== undefined) {
      const operator = this.signIn(operators);
      if (operator === undefined) return left;
      this.position++;
      const right = this.binary(level + 1);
      left =
        right === undefined
          ? undefined
          : this.built({ kind: 'binary', operator, left, right }, [left, right]);
    }
    return undefined;
  }

  private unary(): PrintExpression | undefined {
    const operator = this.signIn(['!', '~', '-', '+', '*', '&']);
    const type = operator === undefined ? this.castType() : undefined;
    if (operator === undefined && type === undefined) return this.primary();
    if (this.depth === DEEPEST) return undefined;
    this.depth++;
    if (operator !== undefined) this.position++;
    const operand = this.unary();
    this.depth--;
    if (operand === undefined) return undefined;
    return operator === undefined
      ? this.built({ kind: 'cast', type: type ?? '', operand }, [operand])
      : this.built({ kind: 'unary', operator, operand }, [operand]);
  }

  /** Consumes `(unsigned long *)` when an operand follows; a name in brackets followed by anything else is none. */
  private castType(): string | undefined {
    if (!this.isSign(this.position, '(')) return undefined;
    let end = this.position + 1;
    const words: string[] = [];
    for (; end < this.position + 8; end++) {
      const token = this.tokens[end];
      if (token?.kind !== 'name' && !this.isSign(end, '*')) break;
      words.push(token?.kind === 'name' ? token.text : '*');
    }
    const next = this.tokens[end + 1];
    const operandFollows =
      next !== undefined && (next.kind !== 'sign' || ['(', '~', '!'].includes(next.text));
    if (words.length === 0 || words[0] === '*' || !this.isSign(end, ')') || !operandFollows) {
      return undefined;
    }
    this.position = end + 1;
    return words.join(' ');
  }

  private primary(): PrintExpression | undefined {
    const token = this.tokens[this.position];
    if (token === undefined) return undefined;
    if (this.skip('(')) {
      const inner = this.choice();
      return this.skip(')') ? inner : undefined;
    }
    if (this.skip('{')) return this.list();
    if (token.kind === 'sign') return undefined;
    this.position++;
    if (token.kind === 'number') return token;
    if (token.kind === 'string') return { kind: 'string', text: token.text + this.moreStrings() };
    if (token.text === 'REC' && this.skip('->')) return this.field();
    if (this.skip('(')) return this.call(token.text);
    return { kind: 'unknown' };
  }

  private field(): PrintExpression | undefined {
    const token = this.tokens[this.position++];
    return token?.kind === 'name' ? { kind: 'field', name: token.text } : undefined;
  }

  private call(name: string): PrintExpression | undefined {
    const args = this.itemsUpTo(')');
    return args && this.built({ kind: 'call', name, args }, args);
  }

  private list(): PrintExpression | undefined {
    const items = this.itemsUpTo('}');
    return items && this.built({ kind: 'list', items }, items);
  }

  private itemsUpTo(close: string): readonly PrintExpression[] | undefined {
    const items: PrintExpression[] = [];
    while (!this.skip(close)) {
      if (items.length > 0 && !this.skip(',')) return undefined;
      const item = this.choice();
      if (item === undefined) return undefined;
      items.push(item);
    }
    return items;
  }

  /** `"APIC_" "ID"` is one string. */
  private moreStrings(): string {
    const parts: string[] = [];
    for (let next = this.tokens[this.position]; next?.kind === 'string';) {
      parts.push(next.text);
      next = this.tokens[++this.position];
    }
    return parts.join('');
  }

  private built(
    expression: PrintExpression,
    parts: readonly PrintExpression[],
  ): PrintExpression | undefined {
    let height = 1;
    for (const part of parts) height = Math.max(height, 1 + (this.heights.get(part) ?? 0));
    this.heights.set(expression, height);
    return height > DEEPEST ? undefined : expression;
  }

  private signIn(wanted: readonly string[]): string | undefined {
    const token = this.tokens[this.position];
    return token?.kind === 'sign' && wanted.includes(token.text) ? token.text : undefined;
  }

  private isSign(at: number, text: string): boolean {
    const token = this.tokens[at];
    return token?.kind === 'sign' && token.text === text;
  }

  private skip(text: string): boolean {
    const found = this.isSign(this.position, text);
    if (found) this.position++;
    return found;
  }
}
