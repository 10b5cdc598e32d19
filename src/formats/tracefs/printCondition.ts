import type { PrintExpression } from './printExpression';
import type { FieldTerm } from './printTerm';
import { printTerm } from './printTerm';

type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** When a part of a print format is printed: `REC->isa == 1`, `REC->errno >= 0`. */
export interface PrintCondition {
  readonly term: FieldTerm;
  readonly comparison: Comparison;
  readonly value: bigint;
}

/** The condition under which `expression` is true; undefined when it is more than one comparison with a number. */
export function printCondition(expression: PrintExpression): PrintCondition | undefined {
  if (expression.kind === 'unary' && expression.operator === '!') {
    const inner = printCondition(expression.operand);
    return inner && opposite(inner);
  }
  const whole = printTerm(expression);
  if (whole?.kind === 'field') return { term: whole, comparison: '!=', value: 0n };
  if (expression.kind !== 'binary' || !isComparison(expression.operator)) return undefined;
  const left = printTerm(expression.left);
  const right = printTerm(expression.right);
  if (left?.kind !== 'field' || right?.kind !== 'constant') return undefined;
  return { term: left, comparison: expression.operator, value: right.value };
}

export function opposite(condition: PrintCondition): PrintCondition {
  return { ...condition, comparison: OPPOSITE[condition.comparison] };
}

export function holds(value: bigint, condition: PrintCondition): boolean {
  switch (condition.comparison) {
    case '==':
      return value === condition.value;
    case '!=':
      return value !== condition.value;
    case '<':
      return value < condition.value;
    case '<=':
      return value <= condition.value;
    case '>':
      return value > condition.value;
    case '>=':
      return value >= condition.value;
  }
}

const OPPOSITE: Readonly<Record<Comparison, Comparison>> = {
  '==': '!=',
  '!=': '==',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function isComparison(operator: string): operator is Comparison {
  return operator in OPPOSITE;
}
