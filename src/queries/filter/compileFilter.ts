import { checkTerm } from './checkTerm';
import type { FilterContext } from './FilterContext';
import type { FilterExpression } from './FilterExpression';
import type { KindTest, RowTest } from './RowTest';
import { allOf, negatedTest } from './RowTest';

/**
 * Compiles a filter for one trace. Each kind of event gets its own test, made when the kind is first
 * met: kinds may still be added while the trace loads. Throws FilterError for names the trace does not have.
 */
export function compileFilter(expression: FilterExpression, context: FilterContext): RowTest {
  const { kinds } = context.table;
  const terms = expression.terms.map((term) => {
    const testOf = checkTerm(term, context.table).compile(term, context);
    return term.negated ? (kind: (typeof kinds)[number]) => negatedTest(testOf(kind)) : testOf;
  });
  const byKind: KindTest[] = [];
  return (block, at) => {
    const kind = block.kind[at]!;
    const test = (byKind[kind] ??= allOf(terms.map((testOf) => testOf(kinds[kind]!))));
    return typeof test === 'boolean' ? test : test(block, at);
  };
}
