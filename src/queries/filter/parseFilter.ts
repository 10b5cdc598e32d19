import { FilterError } from './FilterError';
import type { FilterExpression, FilterOperator, FilterTerm } from './FilterExpression';

/**
 * Parses the filter language of docs/filter.md. Throws FilterError when the text is none. Whether the
 * names and values in it mean anything is up to the trace: `compileFilter` tells.
 */
export function parseFilter(text: string): FilterExpression {
  if (text.length > LONGEST_FILTER) {
    throw new FilterError(
      LONGEST_FILTER,
      `The filter is longer than ${LONGEST_FILTER} characters.`,
      'kvm_exit reason=HLT,MWAIT_INSTRUCTION',
    );
  }
  const parser = new FilterParser(text);
  const terms: FilterTerm[] = [];
  while (parser.findTerm()) terms.push(parser.term());
  return { terms };
}

/** Characters; nobody types more, and each term costs time for every event. */
const LONGEST_FILTER = 10_000;

/** `==` is what programmers type. */
const OPERATORS = ['!=', '<=', '>=', '==', '=', '<', '>', '~'] as const;

class FilterParser {
  private position = 0;

  constructor(private readonly text: string) {}

  /** Skips blanks; false at the end of the text. */
  findTerm(): boolean {
    this.take(/\s*/y);
    return !this.atEnd;
  }

  term(): FilterTerm {
    const position = this.position;
    const negated = this.take(/[-!](?!=)/y) !== '';
    const name = this.take(/[^\s,"=!<>~]*/y);
    const operator = this.operator();
    if (operator === undefined) {
      return { ...this.eventNames(name, position), negated, position };
    }
    // A column of a table may be called `kvm_exit(HLT)`.
    if (!/^[A-Za-z_]/.test(name)) {
      const reason =
        name === ''
          ? `There is no name before ${operator}, which is written without blanks.`
          : `“${name}” is no name of a field.`;
      throw new FilterError(position, reason, 'ns>100000 or reason=HLT');
    }
    const values = [this.value(name, operator)];
    while (this.take(/,/y) !== '') values.push(this.value(name, operator));
    this.expectBlank();
    return { subject: name, operator, values, negated, position };
  }

  private get atEnd(): boolean {
    return this.position === this.text.length;
  }

  private operator(): FilterOperator | undefined {
    const found = OPERATORS.find((operator) => this.text.startsWith(operator, this.position));
    this.position += found?.length ?? 0;
    return found === '==' ? '=' : found;
  }

  /** A term without operator: `kvm_exit`, `kvm_entry,kvm_exit`. */
  private eventNames(
    first: string,
    position: number,
  ): Pick<FilterTerm, 'subject' | 'operator' | 'values'> {
    if (this.text[this.position] === '"') {
      throw new FilterError(
        this.position,
        'A text in quotes needs the name of what it is compared with, and no blank before it.',
        'comm="CPU 0/KVM"',
      );
    }
    const values = [first];
    while (this.take(/,/y) !== '') values.push(this.take(/[^\s,"=!<>~]*/y));
    if (values.includes('')) {
      const reason = 'The name of an event is missing.';
      throw new FilterError(position, reason, 'kvm_entry,kvm_exit or -kvm_fpu');
    }
    this.expectBlank();
    return { subject: 'event', operator: '=', values };
  }

  private value(name: string, operator: FilterOperator): string {
    const start = this.position;
    if (this.text[start] === '"') return this.quoted();
    const value = this.take(/[^\s,"]+/y);
    if (value === '') {
      throw new FilterError(
        start,
        `A value is missing in ${name}${operator}, which is written without blanks.`,
        'vcpu=1 or reason=HLT,MWAIT_INSTRUCTION',
      );
    }
    return value;
  }

  /** `"CPU 0/KVM"`; a quote or a backslash within stands behind a backslash. */
  private quoted(): string {
    const start = this.position;
    const literal = this.take(/"(?:[^"\\]|\\[^])*"/y);
    if (literal === '') {
      throw new FilterError(start, 'The closing quote is missing.', 'comm="CPU 0/KVM"');
    }
    return literal.slice(1, -1).replaceAll(/\\([^])/g, '$1');
  }

  private expectBlank(): void {
    if (this.atEnd || this.take(/\s/y) !== '') return;
    throw new FilterError(
      this.position,
      `A blank is missing before ${this.text.slice(this.position, this.position + 10)}`,
      'kvm_exit vcpu=1 comm="CPU 1/KVM"',
    );
  }

  /** Consumes what the sticky pattern matches here; '' when it does not. */
  private take(pattern: RegExp): string {
    pattern.lastIndex = this.position;
    const taken = pattern.exec(this.text)?.[0] ?? '';
    this.position += taken.length;
    return taken;
  }
}
