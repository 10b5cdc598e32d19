import { summarise } from '../analyses/exits/Durations';
import type { ExitTally } from '../analyses/exits/ExitTally';
import type { RecordedExitNames } from '../kvm/exitReasons';
import { exitClass, exitReasonName } from '../kvm/exitReasons';
import type { ExitRow } from '../protocol/ExitRow';
import type { VcpuSelection } from '../protocol/exits';
import type { VcpuRef } from '../vcpu/VcpuDirectory';

/**
 * The exits table: one row per VM, vCPU and exit reason, by VM and vCPU, most time first.
 * Threads that ran the same vCPU one after the other are added up.
 */
export function exitRows(
  tallies: readonly ExitTally[],
  refs: readonly (VcpuRef | undefined)[],
  names: RecordedExitNames,
  selection: VcpuSelection,
): readonly ExitRow[] {
  const grouped = new Map<string, ExitTally[]>();
  for (const tally of tallies) {
    const ref = refs[tally.binding];
    if (ref === undefined || !isSelected(ref, selection)) continue;
    const key = `${ref.vm} ${ref.vcpu} ${tally.isaField ?? ''} ${tally.code}`;
    const group = grouped.get(key);
    if (group === undefined) grouped.set(key, [tally]);
    else group.push(tally);
  }
  const rows = [...grouped.values()].map((group) => rowOf(group, refs[group[0]!.binding]!, names));
  const totals = new Map<string, number>();
  for (const { vm, vcpu, totalNs } of rows) {
    const key = `${vm} ${vcpu}`;
    totals.set(key, (totals.get(key) ?? 0) + totalNs);
  }
  return rows
    .map((row) => {
      const total = totals.get(`${row.vm} ${row.vcpu}`)!;
      return { ...row, share: total === 0 ? 0 : row.totalNs / total };
    })
    .sort(
      (a, b) =>
        a.vm - b.vm ||
        a.vcpu - b.vcpu ||
        b.totalNs - a.totalNs ||
        b.count - a.count ||
        a.code - b.code,
    );
}

/** Whether a vCPU is one of the selected ones. */
export function isSelected(ref: VcpuRef, selection: VcpuSelection): boolean {
  const { vm = ref.vm, vcpu = ref.vcpu } = selection;
  return vm === ref.vm && vcpu === ref.vcpu;
}

function rowOf(group: readonly ExitTally[], ref: VcpuRef, names: RecordedExitNames): ExitRow {
  const { isa, isaField, code } = group[0]!;
  const classes = classesOf(group);
  const summary = summarise(group.map(({ durations }) => durations));
  const sum = (value: (tally: ExitTally) => number): number =>
    group.reduce((total, tally) => total + value(tally), 0);
  return {
    vm: ref.vm,
    vcpu: ref.vcpu,
    isa: isa ?? null,
    reason: exitReasonName(isa, code, isa && names[isa], isaField),
    code,
    class: classes.length === 1 ? classes[0]!.class : exitClass(isa, code),
    classes,
    count: sum((tally) => tally.count),
    paired: sum(({ durations }) => durations.count),
    totalNs: sum(({ durations }) => durations.totalNs),
    minNs: summary?.minNs ?? null,
    meanNs: summary?.meanNs ?? null,
    p50Ns: summary?.p50Ns ?? null,
    p90Ns: summary?.p90Ns ?? null,
    p99Ns: summary?.p99Ns ?? null,
    maxNs: summary?.maxNs ?? null,
    share: 0,
    perfPaired: sum((tally) => tally.perfPaired),
    perfTotalNs: sum((tally) => tally.perfTotalNs),
  };
}

/** Classes of the exits with their counts, most exits first. */
function classesOf(group: readonly ExitTally[]): ExitRow['classes'] {
  const counts = new Map<string, number>();
  for (const { classes } of group) {
    for (const [name, count] of classes) counts.set(name, (counts.get(name) ?? 0) + count);
  }
  return [...counts]
    .map(([name, count]) => ({ class: name, count }))
    .sort((a, b) => b.count - a.count || (a.class < b.class ? -1 : 1));
}
