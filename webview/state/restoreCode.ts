import { membersOf } from '../../src/base/membersOf';
import type { HotGrouping, HotOrder, HotSubject } from '../../src/protocol/code';
import { initialCodeState, type CodeState } from './codeState';

const subjects: readonly HotSubject[] = ['exits', 'idle', 'stores', 'ipis', 'wakes'];
const groupings: readonly HotGrouping[] = ['symbol', 'reason', 'line', 'instruction'];
const orders: readonly HotOrder[] = ['total', 'count', 'p50', 'p99', 'max', 'wakeups'];

/** Which hot code an earlier page showed; what makes no sense is left out. */
export function restoreCode(saved: unknown): CodeState {
  const { of, by, order, search, opened } = membersOf(saved);
  const fallback = initialCodeState;
  return {
    of: subjects.find((subject) => subject === of) ?? fallback.of,
    by: groupings.find((grouping) => grouping === by) ?? fallback.by,
    order: orders.find((known) => known === order) ?? fallback.order,
    search: typeof search === 'string' ? search : fallback.search,
    opened: Array.isArray(opened) ? opened.filter((key) => typeof key === 'string') : [],
  };
}
