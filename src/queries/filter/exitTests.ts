import { exitClassifier } from '../../vcpu/exitColumns';
import { TWO_32 } from '../../base/twoTo32';
import type { EventKind } from '../../events/EventTable';
import { NO_DETAIL } from '../../events/EventTable';
import { fieldIndex } from '../../events/fields';
import { basicExitCode, isaOf } from '../../kvm/exitReasons';
import type { FilterContext } from './FilterContext';
import type { FilterTerm } from './FilterExpression';
import { nameTest } from './nameTest';
import { parseInteger } from './numbers';
import type { KindTest } from './RowTest';

/** Compares the exit reason by name or by number (VMX: without its flags). Only exits have one. */
export function reasonTest(term: FilterTerm, kind: EventKind, context: FilterContext): KindTest {
  const reason = exitReasonIndex(kind);
  const isa = fieldIndex(kind, 'isa');
  if (reason < 0) return false;
  const matches = reasonMatcher(term);

  // One answer for each reason that occurs, so that no name is looked up per row.
  const known = new Map<number, boolean>();
  return (block, at) => {
    const columns = block.fields[kind.index];
    const detail = block.detail[at]!;
    if (columns === undefined || detail === NO_DETAIL) return false;
    const exitReason = columns.low[reason]![detail]!;
    const isaField = isa < 0 ? 0 : columns.low[isa]![detail]!;
    const key = exitReason + isaField * TWO_32;
    let answer = known.get(key);
    if (answer === undefined) {
      const code = basicExitCode(isaOf(isaField), exitReason);
      answer = matches(code, context.exitReasonName(block, at));
      known.set(key, answer);
    }
    return answer;
  };
}

function reasonMatcher(term: FilterTerm): (code: number, name: string | undefined) => boolean {
  const inNames = nameTest(term);
  if (term.operator === '~') return (_, name) => name !== undefined && inNames(name);
  const numbers = term.values.map(parseInteger);
  const named = nameTest({
    operator: '=',
    values: term.values.filter((_, index) => numbers[index] === undefined),
  });
  return (code, name) => {
    const isWanted = numbers.includes(BigInt(code)) || (name !== undefined && named(name));
    return isWanted === (term.operator === '=');
  };
}

/** Compares the class of an exit. It may depend on the exit's other fields, so it is asked row by row. */
export function classTest(term: FilterTerm, kind: EventKind): KindTest {
  if (exitReasonIndex(kind) < 0) return false;
  const matches = nameTest(term);
  const classOf = exitClassifier(kind);
  const known = new Map<string, boolean>();
  return (block, at) => {
    const exitClass = classOf(block, at);
    if (exitClass === undefined) return false;
    let answer = known.get(exitClass);
    if (answer === undefined) {
      answer = matches(exitClass);
      known.set(exitClass, answer);
    }
    return answer;
  };
}

/** kvm_exit and kvm_nested_vmexit have `exit_reason`; kvm_nested_vmexit_inject, and all before 5.10, `exit_code`. */
function exitReasonIndex(kind: EventKind): number {
  const index = fieldIndex(kind, 'exit_reason');
  return index >= 0 ? index : fieldIndex(kind, 'exit_code');
}
