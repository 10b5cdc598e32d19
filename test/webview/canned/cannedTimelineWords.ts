import type { Params } from '../../../src/protocol/requests';
import type {
  MatchColumns,
  RangeSummary,
  TimelineDetail,
  VcpuInRange,
} from '../../../src/protocol/timeline';
import { durationNs } from './cannedTimeline';
import { exitRow } from './exitRow';

/** Before this nothing is told of a lane. */
const toldFromNs = 1_000_000;

/** What is at a place: a halt of vCPU 1 that a store ended, wherever it is. */
export function cannedAt({ lane, timeNs }: Params<'timelineAt'>): TimelineDetail | null {
  if (timeNs < toldFromNs) return null;
  const fromNs = timeNs - 12_000;
  const toNs = timeNs + 33_678;
  const row = Math.floor(timeNs / 2_310);
  return {
    lane,
    title: 'vCPU 1 of VM 0: halt poll',
    fromNs,
    toNs,
    sentences: [
      'The host spun for a wake before it let the thread sleep, for 45.7 µs.',
      'Idle by hlt-poll-hit (certain) for 61.2 µs, since 0.750012345 s.',
      'Woken by device from <b>vCPU 0</b> of VM 0, vector 66, for a store of vCPU 0 of VM 0 into 0x2000080 (line 2) (strong).',
    ],
    facts: [
      { label: 'Length', value: '45.7 µs (45,678 ns)' },
      { label: 'Strategy', value: 'hlt-poll-hit (certain)' },
    ],
    evidence: [
      { label: 'the guest idles (kvm_exit)', timeNs: fromNs, row },
      { label: 'the thread is woken (sched_waking)', timeNs: toNs - 3_000, row: null },
      { label: 'the guest runs (kvm_entry)', timeNs: toNs, row: row + 20 },
    ],
    tables: [
      { table: 'idle', vm: 0, vcpu: 1, strategy: 'hlt-poll-hit' },
      { table: 'pages', vm: 0, gpa: 0x2000000 },
      { table: 'events', filter: 'vm=0 vcpu=1 time>=750000000ns time<=750061200ns' },
    ],
    rip: '0xffffffff81e0a5b2',
  };
}

/** A range of which each vCPU spent as much in each state, and one was woken. */
export function cannedRange({ fromNs, toNs }: Params<'timelineRange'>): RangeSummary {
  const states = ['guest', 'kernel', 'userspace', 'halt_poll', 'blocked', 'waking', 'unknown'];
  const lengthNs = toNs - fromNs;
  const shares = [0.5, 0.125, 0, 0.125, 0.25, 0, 0];
  const vcpu = (number: number, woken: Partial<VcpuInRange>): VcpuInRange => ({
    vm: 0,
    vcpu: number,
    statesNs: shares.map((share) => share * lengthNs),
    periods: [],
    wakes: [],
    latencyP50Ns: null,
    latencyP99Ns: null,
    latencyMaxNs: null,
    ...woken,
  });
  return {
    fromNs,
    toNs,
    states,
    vcpus: [
      vcpu(0, {}),
      vcpu(1, {
        periods: [{ strategy: 'hlt-poll-hit', count: 41, ns: lengthNs / 4 }],
        wakes: [
          { cause: 'ipi', count: 40 },
          { cause: 'timer', count: 1 },
        ],
        latencyP50Ns: 12_340,
        latencyP99Ns: 98_700,
        latencyMaxNs: 120_000,
      }),
    ],
    exits: [exitRow(), exitRow({ reason: '=EPT_VIOLATION', code: 48, class: 'mem', count: 7 })],
    pages: [
      {
        vm: 0,
        gpa: '0x2000000',
        faults: 30,
        stores: 28,
        costNs: 3_600_000,
        sharing: 'true-sharing',
      },
    ],
    pageCount: 93,
    lostGaps: 1,
    notes: ['Events were lost in 1 stretch: what happened there is in no count.'],
  };
}

/** A match in every tenth column. */
export function cannedMatches(
  { fromNs, columnNs, columns }: Params<'timelineMatches'>,
  total: number,
): MatchColumns {
  const counts = Uint32Array.from({ length: columns }, (_, column) => {
    const timeNs = fromNs + column * columnNs;
    return total > 0 && column % 10 === 0 && timeNs >= 0 && timeNs < durationNs ? 1 : 0;
  });
  return { total, counts };
}
