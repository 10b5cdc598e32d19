import { savedMembers } from './savedMembers';
import type { ListedPeriods } from './viewState';

/** Which periods an earlier page listed; a member that makes no sense restricts nothing. */
export function restorePeriods(saved: unknown): ListedPeriods {
  const { number, word, numberOrNull, bounds } = savedMembers(saved);
  return {
    ...number('vm'),
    ...number('vcpu'),
    ...word('strategy'),
    ...word('cause'),
    ...numberOrNull('sourceVcpu'),
    ...numberOrNull('sourceTid'),
    ...bounds('lengthNs'),
    ...bounds('latencyNs'),
  };
}
