import type { ExitRow } from '../../../src/protocol/ExitRow';
import type { ExitsOverTime, VcpuSelection } from '../../../src/protocol/exits';

interface CannedReason {
  readonly reason: string;
  readonly code: number;
  readonly class: string;
  readonly count: number;
  readonly meanNs: number;
}

const reasons: readonly CannedReason[] = [
  { reason: 'HLT', code: 12, class: 'idle', count: 1_562_500, meanNs: 29_312.4 },
  { reason: 'EPT_VIOLATION', code: 48, class: 'mem', count: 48_211, meanNs: 4_120.7 },
  { reason: 'MSR_WRITE', code: 32, class: 'msr', count: 912_004, meanNs: 1_402.1 },
  { reason: 'EXTERNAL_INTERRUPT', code: 1, class: 'irq-host', count: 310_277, meanNs: 2_011.9 },
  { reason: 'EPT_MISCONFIG', code: 49, class: 'mmio', count: 20_118, meanNs: 18_422.5 },
  { reason: 'PREEMPTION_TIMER', code: 52, class: 'timer', count: 88_410, meanNs: 812.6 },
  { reason: 'PAUSE_INSTRUCTION', code: 40, class: 'spin', count: 6_021, meanNs: 2_900.2 },
  { reason: 'IO_INSTRUCTION', code: 30, class: 'pio', count: 1_204, meanNs: 1_204_112.9 },
  { reason: 'APIC_WRITE', code: 56, class: 'apic', count: 4_021, meanNs: 991.3 },
  { reason: 'CPUID', code: 10, class: 'cpuid', count: 3, meanNs: 720 },
  { reason: 'EXCEPTION_NMI', code: 0, class: 'exc', count: 1, meanNs: 0 },
];

const vcpusOfVm: readonly number[] = [4, 2];

export function cannedExitRows(selection: VcpuSelection): readonly ExitRow[] {
  return vcpusOfVm.flatMap((vcpuCount, vm) =>
    Array.from({ length: vcpuCount }, (_, vcpu) => vcpu)
      .filter((vcpu) => matches(selection, vm, vcpu))
      .flatMap((vcpu) => vcpuRows(vm, vcpu)),
  );
}

export function cannedExitsOverTime(
  selection: VcpuSelection & { readonly bins: number },
  durationNs: number,
): ExitsOverTime {
  const { bins } = selection;
  const rows = cannedExitRows(selection);
  const classes = [...new Set(rows.map((row) => row.class))];
  const counts = new Uint32Array(classes.length * bins);
  for (const row of rows) {
    const first = classes.indexOf(row.class) * bins;
    for (let bin = 0; bin < bins; bin++) {
      // A slow wave with one burst of page faults, as after a page cache was dropped.
      const wave = 1 + 0.4 * Math.sin(bin / 9 + row.code);
      const burst = row.class === 'mem' && bin > 96 && bin < 104 ? 30 : 1;
      counts[first + bin]! += Math.round((row.count / bins) * wave * burst);
    }
  }
  return { fromNs: 0, binNs: durationNs / bins, bins, classes, counts };
}

function matches(selection: VcpuSelection, vm: number, vcpu: number): boolean {
  const isVm = selection.vm === undefined || selection.vm === vm;
  return isVm && (selection.vcpu === undefined || selection.vcpu === vcpu);
}

function vcpuRows(vm: number, vcpu: number): readonly ExitRow[] {
  // Every vCPU a little less busy than the one before.
  const load = 1 / (1 + vm * 4 + vcpu);
  const rows = reasons.map((reason) => {
    const count = Math.max(1, Math.round(reason.count * load));
    const paired = reason.meanNs === 0 ? 0 : Math.max(1, count - (reason.code === 12 ? 1 : 0));
    return { reason, count, paired, totalNs: Math.round(paired * reason.meanNs) };
  });
  const allNs = rows.reduce((sum, { totalNs }) => sum + totalNs, 0);
  return rows.map(({ reason, count, paired, totalNs }) => ({
    vm,
    vcpu,
    isa: 'vmx',
    reason: reason.reason,
    code: reason.code,
    class: reason.class,
    classes: [{ class: reason.class, count }],
    count,
    paired,
    totalNs,
    ...times(paired === 0 ? undefined : reason.meanNs),
    share: totalNs / allNs,
    perfPaired: paired,
    perfTotalNs: totalNs,
  }));
}

function times(
  meanNs: number | undefined,
): Pick<ExitRow, 'minNs' | 'meanNs' | 'p50Ns' | 'p90Ns' | 'p99Ns' | 'maxNs'> {
  const part = (share: number): number | null =>
    meanNs === undefined ? null : Math.round(meanNs * share);
  return {
    minNs: part(0.21),
    meanNs: meanNs ?? null,
    p50Ns: part(0.83),
    p90Ns: part(1.9),
    p99Ns: part(7.4),
    maxNs: part(412.37),
  };
}
