import { State, VCPU_STATES } from '../../vcpu/states/VcpuState';
import type { StatesPass } from '../../vcpu/states/StatesPass';

/** ns of a vCPU by the order of VCPU_STATES: they add up to `durationNs`, what nothing tells is unknown. */
export function ledgerOf(states: StatesPass, binding: number, durationNs: number): number[] {
  const totals = states.ledgers[binding]?.totalsNs;
  const ledger = VCPU_STATES.map((_, state) => totals?.[state] ?? 0);
  const told = ledger.reduce((sum, ns) => sum + ns, 0);
  ledger[State.Unknown]! += Math.max(0, durationNs - told);
  return ledger;
}
