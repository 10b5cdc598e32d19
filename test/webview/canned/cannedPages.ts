import type {
  FaultPage,
  FaultRow,
  FaultSelection,
  FaultsOfCause,
  PageDetail,
  PageOverview,
  PageRow,
} from '../../../src/protocol/pages';

const durationNs = 115_500_000_000;
const PAGE_BYTES = 4096;
const shared = 0x2000000;

const byCause: readonly FaultsOfCause[] = [
  { cause: 'cold', faults: 48_112, costNs: 190_400_000, retries: 0 },
  { cause: 'write-protect', faults: 12, costNs: 61_000, retries: 0 },
  { cause: 'sharing', faults: 2_881, costNs: 3_611_000_000, retries: 36 },
  { cause: 'dirty-log', faults: 0, costNs: 0, retries: 0 },
  { cause: 'ksm-cow', faults: 204, costNs: 2_880_000, retries: 0 },
  { cause: 'notifier-zap', faults: 9_311, costNs: 41_000_000, retries: 0 },
  { cause: 'access-tracking', faults: 0, costNs: 0, retries: 0 },
  { cause: 'huge-split', faults: 0, costNs: 0, retries: 0 },
  { cause: 'nx', faults: 0, costNs: 0, retries: 0 },
  { cause: 'mmio', faults: 1_402, costNs: 22_000_000, retries: 0 },
  { cause: 'userspace-protection', faults: 0, costNs: 0, retries: 0 },
  { cause: 'async-pf', faults: 3, costNs: 9_000_000, retries: 0 },
  { cause: 'unknown', faults: 7, costNs: 30_000, retries: 0 },
];

function overTime(bins: number, perBin: (bin: number) => number): Uint32Array {
  return Uint32Array.from({ length: bins }, (_, bin) => Math.max(0, Math.round(perBin(bin))));
}

function falselyShared(bins: number): PageRow {
  return {
    vm: 0,
    gpa: shared,
    sharing: {
      kind: 'false-sharing',
      confidence: 'strong',
      why: 'vCPU 2 writes line 3, and stores there woke nobody while vCPU 0 waited on line 0.',
      trueFaults: 361,
      falseFaults: 1_800,
      pingPongs: 720,
      waiters: [0],
      monitoredLines: [0],
      wakeups: 361,
      flushKicks: 2_161,
      flushKickNs: 14_200_000,
    },
    faults: 2_161,
    forgotten: 0,
    costNs: 3_581_000_000,
    share: 0.0155,
    causes: [{ cause: 'sharing', faults: 2_161, costNs: 3_581_000_000, retries: 0 }],
    writers: [
      { vcpu: 1, faults: 361, lines: [0] },
      { vcpu: 2, faults: 1_800, lines: [3, 17] },
    ],
    protectors: [{ by: 'vCPU 0 of VM 0', tid: 1303, did: 'write-protected', times: 2_160 }],
    firstNs: 4_100_000_000,
    lastNs: 111_000_000_000,
    overTime: overTime(bins, (bin) => (bin % 40 < 30 && bin > 3 ? 18 + (bin % 7) * 3 : 0)),
  };
}

function pingPong(bins: number): PageRow {
  return {
    ...falselyShared(bins),
    gpa: shared + 5 * PAGE_BYTES,
    sharing: {
      kind: 'undetermined',
      confidence: 'weak',
      why: 'Each vCPU wrote fewer than three times.',
      trueFaults: 0,
      falseFaults: 0,
      pingPongs: 4,
      waiters: [],
      monitoredLines: [],
      wakeups: 0,
      flushKicks: 0,
      flushKickNs: 0,
    },
    faults: 720,
    forgotten: 40,
    costNs: 30_000_000,
    share: 0.0002,
    writers: [
      { vcpu: 0, faults: 360, lines: [] },
      { vcpu: 3, faults: 360, lines: [12] },
    ],
    protectors: [],
    overTime: overTime(bins, (bin) => (bin > 80 && bin < 90 ? 72 : 0)),
  };
}

function other(index: number, bins: number): PageRow {
  const cause = ['cold', 'notifier-zap', 'mmio', 'ksm-cow'][index % 4]!;
  const faults = 1 + ((index * 7) % 60);
  const at = (index * 11) % bins;
  return {
    vm: index % 5 === 4 ? 1 : 0,
    gpa: 0x1f300000 + index * 37 * PAGE_BYTES,
    sharing: null,
    faults,
    forgotten: 0,
    costNs: 2_000_000 - index * 4_000,
    share: 0.000_01,
    causes: [
      { cause, faults, costNs: 1_900_000, retries: 0 },
      ...(index % 3 === 0 ? [{ cause: 'unknown', faults: 1, costNs: 1_000, retries: 0 }] : []),
    ],
    writers: [],
    protectors: [],
    firstNs: (at / bins) * durationNs,
    lastNs: (at / bins) * durationNs + 60_000_000,
    overTime: overTime(bins, (bin) => (bin === at ? faults : 0)),
  };
}

export function cannedPageOverview(bins: number): PageOverview {
  const others = Array.from({ length: 240 }, (_, index) => other(index, bins));
  return {
    durationNs,
    fromNs: 0,
    binNs: durationNs / bins,
    bins,
    lineBytes: 64,
    faults: byCause.reduce((sum, { faults }) => sum + faults, 0),
    byCause,
    pages: [falselyShared(bins), pingPong(bins), ...others],
    pageCount: 41_204,
    uncountedFaults: 1_204,
    missing: [{ event: 'kvm_mmu_set_spte', affects: ['repairs', 'causes of absent pages'] }],
    notes: ['Stores to a page while it can be written leave no fault.'],
  };
}

export function cannedPageDetail(gpa: number, bins: number): PageDetail | null {
  const row = cannedPageOverview(bins).pages.find((page) => page.gpa === gpa);
  if (row === undefined) return null;
  if (row.sharing === null) {
    const rips = [{ rip: '', vcpus: [0], stores: 0, others: row.faults, costNs: row.costNs }];
    const lines = [{ line: 8, vcpu: 0, stores: 0, waking: 0, others: row.faults }];
    return { row, lines, rips, wakes: [], wakeCount: 0 };
  }
  return {
    row,
    lines: [
      { line: 0, vcpu: 1, stores: 361, waking: 361, others: 0 },
      { line: 0, vcpu: 0, stores: 0, waking: 0, others: 1 },
      { line: 3, vcpu: 2, stores: 1_440, waking: 0, others: 2 },
      { line: 17, vcpu: 2, stores: 360, waking: 0, others: 0 },
    ],
    rips: [
      { rip: '0xffffffff81a40c12', vcpus: [2], stores: 1_800, others: 2, costNs: 2_980_000_000 },
      { rip: '0xffffffff810f2a48', vcpus: [1], stores: 361, others: 0, costNs: 601_000_000 },
      { rip: '', vcpus: [0], stores: 0, others: 1, costNs: 4_000 },
    ],
    wakeCount: 361,
    wakes: Array.from({ length: 200 }, (_, index) => ({
      waiter: 0,
      writer: 1,
      line: 0,
      atNs: 4_100_000_000 + index * 290_000_000,
      startNs: index % 50 === 49 ? null : 4_100_000_000 + index * 290_000_000 - 1_204_000,
    })),
  };
}

function fault(index: number, { gpa, cause }: FaultSelection): FaultRow {
  const timeNs = 4_100_000_000 + index * 48_000_000;
  const line = [3, 3, 0, 3, 17][index % 5]!;
  return {
    vm: 0,
    vcpu: line === 0 ? 1 : 2,
    timeNs,
    row: Math.round(timeNs / 2310),
    gpa: index === 7 ? null : `0x${((gpa ?? shared) + line * 64 + 8).toString(16)}`,
    access: index === 11 ? null : 'write',
    isTableWalk: index === 6,
    allowed: index === 8 ? '---' : 'r-x',
    rip: index === 7 ? null : '0xffffffff81a40c12',
    costNs: index === 9 ? null : 1_400_000 + (index % 9) * 40_000,
    sleptNs: index % 4 === 0 ? 900_000 : 0,
    cause: cause ?? 'sharing',
    confidence: 'strong',
    why: 'The entry could be read and not written, and vCPU 0 waited on the page.',
    repair: 'mapped',
    isRetry: index % 11 === 10,
    isStore: index !== 6 && index !== 8,
    actor: { by: 'vCPU 0 of VM 0', tid: 1303, did: 'write-protected', times: 2_160 },
    woke: line === 0 ? 0 : null,
  };
}

export function cannedFaults(selection: FaultSelection, start: number, count: number): FaultPage {
  if (selection.cause === 'async-pf') return { total: 0, start, rows: [] };
  const total = selection.gpa === undefined ? 61_932 : 2_161;
  return {
    total,
    start,
    rows: Array.from({ length: count }, (_, index) => fault(start + index, selection)),
  };
}
