import type { EventKind } from '../../events/EventTable';
import { reasonTest } from './exitTests';
import type { FilterContext } from './FilterContext';
import type { FilterTerm } from './FilterExpression';
import { nameTest } from './nameTest';
import type { KindTest, RowTest } from './RowTest';

/** `any~ept`: the event's name, its exit reason or its thread's name matches. `commTest`: of the same term. */
export function anyTest(
  term: FilterTerm,
  context: FilterContext,
  commTest: RowTest,
): (kind: EventKind) => KindTest {
  const matches = nameTest(term);
  return (kind) => {
    if (matches(kind.name)) return true;
    const ofReason = reasonTest(term, kind, context);
    if (typeof ofReason === 'boolean') return ofReason || commTest;
    return (block, at) => ofReason(block, at) || commTest(block, at);
  };
}
