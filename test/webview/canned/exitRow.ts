import type { ExitRow } from '../../../src/protocol/ExitRow';

/** A row of the exits table, but for what a test says. */
export function exitRow(members: Partial<ExitRow> = {}): ExitRow {
  return {
    vm: 0,
    vcpu: 1,
    isa: 'vmx',
    reason: 'HLT',
    code: 12,
    class: 'idle',
    classes: [{ class: 'idle', count: 2_000 }],
    count: 2_000,
    paired: 2_000,
    totalNs: 3_000_000,
    minNs: 250,
    meanNs: 1_500,
    p50Ns: 1_200,
    p90Ns: 2_000,
    p99Ns: 9_000,
    maxNs: 40_000,
    share: 0.25,
    perfPaired: 2_000,
    perfTotalNs: 3_000_000,
    ...members,
  };
}
