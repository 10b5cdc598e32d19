import { DurationCounts } from '../../../src/base/DurationCounts';
import { sumOf } from '../../../src/base/sumOf';
import type {
  RunDistribution,
  RunFacts,
  RunProfile,
  RunSeries,
  SeriesFamily,
} from '../../../src/protocol/compare';
import { chanceOf } from './splits';

const BINS = 100;
const BIN_NS = 50_000_000;

/** What of a made run matters to a test. */
export interface MadeRun {
  /** Happenings a second by `family.subject`; `state` and `idle` also take that many times 10 µs. */
  readonly rates?: Readonly<Record<string, number>>;
  /** Wakeup latency that half of the wakeups are below, ns. */
  readonly latencyNs?: number;
  readonly facts?: Partial<RunFacts>;
  readonly seed?: number;
}

/** Five seconds of a VM with one vCPU, as irregular as independent events are. */
export function madeProfile({ rates = {}, latencyNs, facts, seed = 7 }: MadeRun): RunProfile {
  const chance = chanceOf(seed);
  const series = Object.entries(rates).map(([name, rate]) => {
    const [family, subject] = name.split(/\.(.*)/s) as [SeriesFamily, string];
    return seriesOf(family, subject, rate, chance);
  });
  return {
    facts: { ...plainFacts, ...facts },
    fromNs: 0,
    binNs: BIN_NS,
    wallNs: new Float64Array(BINS).fill(BIN_NS),
    guestNs: new Float64Array(BINS).fill(BIN_NS / 2),
    series,
    work: [],
    distributions: latencyNs === undefined ? [] : [wakeups(latencyNs, chance)],
  };
}

function seriesOf(
  family: SeriesFamily,
  subject: string,
  rate: number,
  chance: () => number,
): RunSeries {
  const each = (rate * BIN_NS) / 1e9;
  const counts = Float64Array.from({ length: BINS }, () => poisson(each, chance));
  const timesNs = counts.map((count) => count * 10_000);
  return {
    family,
    subject,
    vcpu: null,
    counts: family === 'state' ? undefined : counts,
    timesNs: family === 'hot' ? undefined : timesNs,
    occurrences: sumOf(counts),
    costNs: family === 'idle' ? null : sumOf(timesNs),
  };
}

/** By counting how many independent waits fit into a bin. */
function poisson(mean: number, chance: () => number): number {
  let count = 0;
  for (let left = mean + Math.log(1 - chance()); left > 0; left += Math.log(1 - chance())) count++;
  return count;
}

function wakeups(latencyNs: number, chance: () => number): RunDistribution {
  const counts = new DurationCounts(BINS);
  for (let wakeup = 0; wakeup < 2000; wakeup++) {
    counts.add(wakeup % BINS, Math.round(2 * latencyNs * chance()));
  }
  const told = { id: 'wakeup', total: 2000, p50Ns: latencyNs, p99Ns: Math.round(1.98 * latencyNs) };
  return { ...told, ...counts.sparse(BINS) };
}

const plainFacts: RunFacts = {
  sources: [
    {
      path: 'made.trace.dat',
      format: 'trace.dat',
      version: '7',
      compression: null,
      clock: { name: 'mono', unit: 'ns', conversion: 'none' },
      kernel: '6.1.0',
      hostCpus: 4,
      fileBytes: 1000,
      relation: {
        kind: 'reference',
        shiftNs: '0',
        samples: null,
        guestOf: null,
        vm: null,
        guestCpus: [],
      },
    },
  ],
  clockUnit: 'ns',
  isas: ['vmx'],
  eventCounts: {
    kvm_exit: 1000,
    kvm_entry: 1000,
    kvm_vcpu_wakeup: 100,
    kvm_apic_accept_irq: 100,
    sched_switch: 200,
    sched_waking: 100,
    kvm_page_fault: 10,
  },
  listed: null,
  lostEvents: 0,
  lostGaps: 0,
  lostShare: 0,
  durationNs: BINS * BIN_NS,
  part: null,
  vcpus: [{ vm: 0, vcpu: 0 }],
  vms: 1,
  guestShare: 0.5,
  unknownShare: 0,
  exitsPerSecond: 200,
  polling: {
    changes: 0,
    mostNs: null,
    halts: 0,
    withoutWindow: 0,
    longestGrownNs: null,
    shortestNotGrownNs: null,
  },
  hotBy: 'symbol',
  slides: [],
  fewestStores: 0,
  fewestHot: 0,
  fewestOfVcpu: 0,
  faultsLeftOut: 0,
};
