import { MOST_PAGE_PERIODS } from '../../../src/protocol/idle';
import type {
  IdleHistograms,
  IdleOverview,
  IdlePeriodRow,
  PeriodPage,
  PeriodSelection,
  VcpuIdle,
} from '../../../src/protocol/idle';

const durationNs = 115_500_000_000;
const states = [
  'guest',
  'kernel',
  'userspace',
  'halt_poll',
  'blocked',
  'waking',
  'preempted',
  'stalled',
  'unknown',
];
const shares = [0.21, 0.05, 0.002, 0.031, 0.64, 0.012, 0.004, 0.0005, 0.0505];
const notShown = {
  offersMwait: null,
  monitorLine: null,
  x2apic: true,
  tscDeadline: true,
  hostPolls: null,
  hostKernel: null,
  pollReplay: null,
  mwaits: 0,
  refusedMwaits: 0,
} as const;

function vcpu(vm: number, number: number, tid: number): VcpuIdle {
  // Every vCPU a little less busy than the one before.
  const moved = (vm * 4 + number) * 0.02;
  const of = shares.map((share, at) => share + (at === 0 ? -moved : at === 4 ? moved : 0));
  return {
    vm,
    vcpu: number,
    tid,
    statesNs: of.map((share) => share * durationNs),
    passThrough: null,
    guest: notShown,
  };
}

const passedThrough: VcpuIdle = {
  vm: 1,
  vcpu: 1,
  tid: 2052,
  statesNs: [0.97, 0.02, 0, 0, 0, 0, 0, 0, 0.01].map((share) => share * durationNs),
  passThrough: {
    samples: 28_800,
    atIdleRip: 25_920,
    idleRips: ['0xffffffff81a00a32'],
    share: 0.9,
    low: 0.896,
    high: 0.904,
    isExact: false,
  },
  guest: { ...notShown, offersMwait: false, monitorLine: [64, 64], mwaits: 12, refusedMwaits: 3 },
};

export const cannedOverview: IdleOverview = {
  durationNs,
  states,
  vcpus: [
    ...[0, 1, 2, 3].map((number) => vcpu(0, number, 1301 + number)),
    vcpu(1, 0, 2051),
    passedThrough,
  ],
  overTime: {
    fromNs: 0,
    sliceNs: durationNs / 240,
    vcpus: [0, 1, 2, 3].map((number) => ({
      vm: 0,
      vcpu: number,
      isByTicks: false,
      // Nothing is told of the first slices; then idle, busy and half of each by turns.
      idle: Float64Array.from({ length: 240 }, (_, slice) =>
        slice < 6 ? NaN : ([1, 0.02, 0.5][Math.floor(slice / 40 + number) % 3] ?? 0),
      ),
    })),
  },
  strategies: [0, 1, 2, 3].flatMap((number) => [
    {
      vm: 0,
      vcpu: number,
      strategy: 'hlt-poll-miss',
      periods: 181_204 - number,
      certain: 181_000 - number,
      strong: 204,
      weak: 0,
      totalNs: 71_000_000_000,
      share: 71 / 115.5,
      p50Ns: 402_113,
      p99Ns: 3_988_004,
    },
    {
      vm: 0,
      vcpu: number,
      strategy: 'hlt-poll-hit',
      periods: 40_112,
      certain: 40_112,
      strong: 0,
      weak: 0,
      totalNs: 1_204_000_000,
      share: 1.204 / 115.5,
      p50Ns: 30_512,
      p99Ns: 190_223,
    },
  ]),
  wakers: [
    { cause: 'timer', vm: null, vcpu: null, tid: null, comm: '' },
    { cause: 'ipi', vm: 0, vcpu: 1, tid: null, comm: '' },
    { cause: 'device', vm: null, vcpu: null, tid: 1290, comm: 'vhost-1288' },
    { cause: 'unknown', vm: null, vcpu: null, tid: null, comm: '' },
  ],
  wakes: [
    ...[0, 1, 2, 3].map((number) => ({ waker: 0, vm: 0, vcpu: number, count: 150_000 })),
    { waker: 1, vm: 0, vcpu: 0, count: 61_204 },
    { waker: 1, vm: 0, vcpu: 2, count: 12 },
    { waker: 2, vm: 0, vcpu: 0, count: 10_112 },
    { waker: 3, vm: 0, vcpu: 3, count: 71_316 },
  ],
  missing: [{ event: 'kvm_msi_set_irq', hasNoFields: false, affects: ['device-certainty'] }],
  lossCount: 2,
};

function period(index: number): IdlePeriodRow {
  const startNs = 1_000_000_000 + index * 25_000_000;
  const latencyNs = Math.round(12_400_000 / (1 + index));
  const wakingNs = startNs + 4_000_000;
  const runningNs = wakingNs + latencyNs;
  const endNs = runningNs + 21_000;
  const step = (
    name: IdlePeriodRow['chain'][number]['step'],
    timeNs: number,
    event: string,
  ): IdlePeriodRow['chain'][number] => ({
    step: name,
    timeNs,
    row: Math.round(timeNs / 2310),
    event,
  });
  return {
    vm: 0,
    vcpu: index % 4,
    startNs,
    endNs,
    strategy: 'hlt-poll-miss',
    confidence: 'certain',
    iterations: 1,
    rip: '0xffffffff9e1d2a4b',
    pollNs: 200_113,
    waitNs: 3_799_000,
    earlierHalts: [],
    wake: {
      cause: 'ipi',
      confidence: 'certain',
      whyUnknown: null,
      suspected: null,
      vector: 0xfd,
      gsi: null,
      alsoPending: 0,
      sourceVcpu: 1,
      sourceTid: 1302,
      sourceComm: 'CPU 1/KVM',
      store: null,
      sourceRip: '0xffffffff81e0a5b2',
      causeToWakingNs: index % 3 === 0 ? null : 4_805,
      wakingToRunningNs: latencyNs,
      runningToEntryNs: 21_000,
      totalNs: latencyNs + 21_000,
    },
    chain: [
      step('idle', startNs, 'kvm_exit'),
      step('waking', wakingNs, 'sched_waking'),
      step('running', runningNs, 'sched_switch'),
      step('entry', endNs, 'kvm_entry'),
    ],
  };
}

export function cannedPeriods(
  selection: PeriodSelection,
  start: number,
  count: number,
): PeriodPage {
  if (selection.strategy === 'hlt-poll-hit') return { total: 0, start, rows: [] };
  const total = selection.cause === undefined ? 720_816 : 61_216;
  const length = Math.min(count, MOST_PAGE_PERIODS);
  return { total, start, rows: Array.from({ length }, (_, index) => period(start + index)) };
}

export function cannedHistograms(bins: number): IdleHistograms {
  const bell = (at: number): number => Math.round(90_000 * Math.exp(-((at - 16) ** 2) / 30));
  const counts = Uint32Array.from({ length: 34 }, (_, at) => bell(at) + (at === 33 ? 3 : 0));
  const window = (vcpu: number): { vm: number; vcpu: number; largestNs: Float64Array } => ({
    vm: 0,
    vcpu,
    largestNs: Float64Array.from({ length: bins }, (_, bin) =>
      bin % 7 === 3 ? NaN : Math.min(200_000, 10_000 * 2 ** ((bin + vcpu * 3) % 6)),
    ),
  });
  return {
    lengths: { first: 37, counts, p50Ns: 391_004, p99Ns: 3_912_000 },
    latencies: { first: 32, counts: counts.slice(0, 30), p50Ns: 61_004, p99Ns: 991_000 },
    fromNs: 0,
    binNs: durationNs / bins,
    windows: [0, 1, 2, 3].map(window),
  };
}
