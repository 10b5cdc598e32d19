import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { Cause } from '../../analyses/idle/words';
import type { RecordedExitNames } from '../../kvm/exitReasons';
import type { VcpuSelection } from '../../protocol/exits';
import type { HotPlace } from '../../vcpu/HotPlace';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { isSelected } from '../exitRows';
import type { PeriodTable } from '../idle/PeriodTable';
import type { HotRow } from './hotRows';
import { hotRows } from './hotRows';

/** What a local APIC sends, by its ICR or by hypercalls for many. */
const SENT: ReadonlySet<Cause> = new Set(['ipi', 'nmi', 'smi', 'init-sipi']);

/** Of one trace. */
export interface SenderSource {
  readonly idle: IdlePass;
  readonly periods: PeriodTable;
  readonly refs: readonly (VcpuRef | undefined)[];
  readonly names: RecordedExitNames;
}

/**
 * Which code sends IPIs: exits that sent some, one row per VM, exit reason and instruction, with the
 * idle periods of other vCPUs that these IPIs ended.
 */
export function ipiRows(
  { idle, periods, refs, names }: SenderSource,
  selection: VcpuSelection = {},
): readonly HotRow[] {
  const { all } = idle.senders.places;
  const wakeups = new Map<HotPlace, number>();
  for (const { sourcePlace, cause } of periods.walk()) {
    const place = all[sourcePlace];
    if (place === undefined || !SENT.has(cause)) continue;
    wakeups.set(place, (wakeups.get(place) ?? 0) + 1);
  }
  const senders = all.filter(({ binding, count }) => {
    const ref = refs[binding];
    return count > 0 && ref !== undefined && isSelected(ref, selection);
  });
  return hotRows(senders, refs, names, (place) => wakeups.get(place) ?? 0);
}
