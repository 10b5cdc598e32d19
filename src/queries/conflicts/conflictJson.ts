import type { FaultsOfCause } from '../../protocol/pages';
import type { PageConflict } from './pageConflicts';

/** One of the `conflicts` of a report: a shape that outside checks rely on. */
export function conflictJson(conflict: PageConflict) {
  return {
    vm: conflict.vm,
    gpa: `0x${conflict.gpa.toString(16)}`,
    size: conflict.bytes,
    kind: conflict.kind,
    faults: conflict.faults,
    true_faults: conflict.trueFaults,
    false_faults: conflict.falseFaults,
    cost_ns: conflict.costNs,
    waiters: conflict.waiters,
    writers: conflict.writers,
    wakeups_caused: conflict.trueFaults,
  };
}

/** The `page_faults` of a report. */
export function pageFaultsJson(causes: readonly FaultsOfCause[]) {
  return {
    total: causes.reduce((sum, { faults }) => sum + faults, 0),
    by_cause: Object.fromEntries(causes.map(({ cause, faults }) => [cause, faults])),
  };
}
