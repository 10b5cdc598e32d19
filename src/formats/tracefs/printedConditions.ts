import type { EventFormat } from './EventFormat';
import { printArguments } from './printArguments';
import { printCondition } from './printCondition';
import { printedValues } from './printedValues';

/**
 * A test of one field that a print format prints the outcome of. It holds constants that differ
 * from kernel to kernel and stand nowhere else in a recording: `REC->ret == 5`, `prev_state & 0x100`.
 */
export interface PrintedCondition {
  /** Last word of the text before the outcome: `fixed` of `fixed %d`. */
  readonly label: string;
  readonly field: string;
  /** `equals`: the field is `value`; `has`: the field has a bit of `value`. */
  readonly test: 'equals' | 'has';
  readonly value: bigint;
  /** What is printed where it holds: `+` of `… ? "+" : ""`; '' for a number. */
  readonly text: string;
}

export function printedConditions(format: EventFormat): readonly PrintedCondition[] {
  return printedValues(printArguments(format.printFormat)).flatMap(
    ({ before, value }): readonly PrintedCondition[] => {
      if (value === undefined) return [];
      const choice = value.kind === 'choice' ? value : undefined;
      const condition = printCondition(choice?.condition ?? value);
      if (condition === undefined) return [];
      const { term, comparison } = condition;
      const found = { label: /\S+(?=\s*$)/.exec(before)?.[0] ?? '', field: term.name };
      const text = choice?.whenTrue.kind === 'string' ? choice.whenTrue.text : '';
      if (comparison === '==') {
        return [{ ...found, test: 'equals', value: condition.value, text }];
      }
      const isMask = comparison === '!=' && condition.value === 0n && choice !== undefined;
      return isMask ? [{ ...found, test: 'has', value: term.mask << term.shift, text }] : [];
    },
  );
}
