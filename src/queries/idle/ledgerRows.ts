import { State, VCPU_STATES } from '../../vcpu/states/VcpuState';
import { recordedNumber } from '../recordedNumber';
import type { ReportSource } from './ReportSource';

/** Where a vCPU's time went: all of the trace's, in the order of VCPU_STATES. */
export interface LedgerRow {
  readonly vm: number;
  readonly vcpu: number;
  readonly binding: number;
  /** null: not recorded. */
  readonly tid: number | null;
  readonly statesNs: readonly number[];
  readonly totalNs: number;
}

/** What no event tells is unknown time. */
export function ledgerRows({ directory, states, durationNs }: ReportSource): readonly LedgerRow[] {
  const refs = directory.refs();
  return directory.bindings.all.flatMap(({ tid }, binding) => {
    const ref = refs[binding];
    if (ref === undefined) return [];
    const totals = states.ledgers[binding]?.totalsNs;
    const statesNs = VCPU_STATES.map((_, state) => totals?.[state] ?? 0);
    const told = statesNs.reduce((sum, ns) => sum + ns, 0);
    statesNs[State.Unknown]! += Math.max(0, durationNs - told);
    const totalNs = Math.max(durationNs, told);
    return [{ ...ref, binding, tid: recordedNumber(tid), statesNs, totalNs }];
  });
}
