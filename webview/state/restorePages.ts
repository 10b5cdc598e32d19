import { membersOf } from '../../src/base/membersOf';
import type { FaultSelection } from '../../src/protocol/pages';
import { savedMembers } from './savedMembers';
import type { PageRef } from './viewState';

/** The page an earlier page showed the details of. */
export function restorePage(saved: unknown): PageRef | undefined {
  const { vm, gpa } = membersOf(saved);
  return typeof vm === 'number' && typeof gpa === 'number' ? { vm, gpa } : undefined;
}

/** Which faults it listed; undefined: those of its page. */
export function restoreFaults(saved: unknown): FaultSelection | undefined {
  if (typeof saved !== 'object' || saved === null) return undefined;
  const { number, word, bounds } = savedMembers(saved);
  return {
    ...number('vm'),
    ...number('vcpu'),
    ...number('gpa'),
    ...word('cause'),
    ...number('line'),
    ...bounds('timeNs'),
  };
}
