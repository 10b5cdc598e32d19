import { FAULT_CAUSES } from '../../analyses/faults/faultCause';
import type { FaultCause } from '../../analyses/faults/faultCause';
import type { FaultsPass } from '../../analyses/faults/FaultsPass';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import type { PageConflict } from './pageConflicts';

/** Faults of one cause, of all vCPUs. */
export interface CauseSum {
  readonly cause: FaultCause;
  readonly faults: number;
  readonly costNs: number;
  /** Of these, faults by an access that the fault before had not let through: no access of its own. */
  readonly retries: number;
}

/** Faults of all vCPUs by cause, in the order of `FAULT_CAUSES`; those into contested pages are sharing, whatever protected these. */
export function pageFaultCauses(
  { lanes }: FaultsPass,
  refs: readonly (VcpuRef | undefined)[],
  conflicts: readonly PageConflict[],
): readonly CauseSum[] {
  const sums = new Map(FAULT_CAUSES.map((cause) => [cause, { faults: 0, costNs: 0, retries: 0 }]));
  const add = (cause: FaultCause, faults: number, costNs: number): void => {
    const known = sums.get(cause)!;
    known.faults += faults;
    known.costNs += costNs;
  };
  for (const lane of lanes) {
    FAULT_CAUSES.forEach((cause, at) => {
      add(cause, lane.faults[at]!, lane.costsNs[at]!);
      sums.get(cause)!.retries += lane.retries[at]!;
    });
    for (const [mapper, { faults, costNs }] of lane.coldAfter) {
      if (!isSameVm(refs, lane.binding, lanes[mapper]?.binding)) continue;
      add('cold', -faults, -costNs);
      add('notifier-zap', faults, costNs);
    }
  }
  for (const conflict of conflicts) {
    if (conflict.kind !== 'undetermined') take(sums, conflict);
  }
  return FAULT_CAUSES.map((cause) => ({ cause, ...sums.get(cause)! }));
}

/** Whether two bindings are vCPUs of one VM. */
export function isSameVm(
  refs: readonly (VcpuRef | undefined)[],
  one: number,
  other: number | undefined,
): boolean {
  const vm = refs[one]?.vm;
  return vm !== undefined && other !== undefined && refs[other]?.vm === vm;
}

/** Counts a page's stores as sharing, and no more under what protected the page. */
function take(
  sums: ReadonlyMap<FaultCause, { faults: number; costNs: number; retries: number }>,
  { byCause }: PageConflict,
): void {
  const sharing = sums.get('sharing')!;
  for (const { cause, faults, costNs, retries } of byCause) {
    const from = sums.get(cause)!;
    from.faults -= faults;
    from.costNs -= costNs;
    from.retries -= retries;
    sharing.faults += faults;
    sharing.costNs += costNs;
    sharing.retries += retries;
  }
}
