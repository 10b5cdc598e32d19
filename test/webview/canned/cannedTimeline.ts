import type { Params } from '../../../src/protocol/requests';
import type {
  BandColumns,
  CountColumns,
  LaneColumns,
  LaneKind,
  LevelColumns,
  TimelineLane,
  TimelineOverview,
  TimelineStep,
  TimelineView,
  TimelineWindow,
  WakeArrows,
} from '../../../src/protocol/timeline';

/** As in cannedFacts.ts. */
export const durationNs = 115_500_000_000;

const vcpusOfVm: readonly number[] = [4, 2];
const hostCpus = 4;
const pages = [0x2000000, 0x2005000];

const states = [
  'guest',
  'userspace',
  'halt_poll',
  'blocked',
  'waking',
  'preempted',
  'stalled',
  'unknown',
  'kernel:idle',
  'kernel:mem',
  'kernel:msr',
  'kernel:irq-host',
  'kernel',
];
const strategies = ['hlt-block', 'hlt-poll-hit', 'hlt-poll-miss', 'mwait-nop'];
const causes = ['timer', 'ipi', 'device', 'memory-write', 'unknown'];
const classes = ['idle', 'mem', 'msr', 'irq-host', 'mmio'];
const vcpuWords = vcpusOfVm.flatMap((count, vm) =>
  Array.from({ length: count }, (_, vcpu) => `vm${vm}/vcpu${vcpu}`),
);

export const cannedCategories: Readonly<Record<LaneKind, readonly string[]>> = {
  state: states,
  strategy: strategies,
  wakes: causes,
  exits: classes,
  window: [],
  cpu: ['idle', 'other', 'unknown', ...vcpuWords],
  page: vcpuWords.flatMap((vcpu) => [`store ${vcpu}`, `access ${vcpu}`]),
};

/** What a lane does over and over: categories with the ns that each takes. */
type Cycle = readonly (readonly [category: number, ns: number])[];

const byState: Cycle = [
  [0, 1_700_000],
  [8, 9_000],
  [2, 200_000],
  [8, 4_000],
  [3, 1_900_000],
  [4, 36_000],
  [8, 6_000],
  [0, 600_000],
  [10, 2_400],
  [0, 410_000],
  [9, 14_000],
  [6, 150_000],
  [0, 300_000],
  [11, 3_000],
  [5, 420_000],
  [0, 90_000],
  [1, 130_000],
];
const byStrategy: Cycle = [
  [255, 1_709_000],
  [2, 2_140_000],
  [255, 1_300_000],
  [1, 60_000],
  [255, 765_400],
];
const byRunner: Cycle = [
  [0, 1_900_000],
  [3, 2_000_000],
  [1, 400_000],
  [4, 1_250_000],
  [0, 424_400],
];

const NO_CATEGORY = 255;
const WHOLE = 0xffff;

const lanes: readonly TimelineLane[] = [
  ...vcpusOfVm.flatMap((count, vm) =>
    Array.from({ length: count }, (_, vcpu) =>
      (['state', 'strategy', 'wakes', 'exits', 'window'] as const).map((kind) =>
        lane({ key: `vm${vm}/vcpu${vcpu}/${kind}`, kind, label: `vCPU ${vcpu}`, vm, vcpu }),
      ),
    ).flat(),
  ),
  ...Array.from({ length: hostCpus }, (_, hostCpu) =>
    lane({ key: `cpu${hostCpu}`, kind: 'cpu', label: `CPU ${hostCpu}`, hostCpu, source: 0 }),
  ),
  ...pages.map((gpa) =>
    lane({
      key: `vm0/page0x${gpa.toString(16)}`,
      kind: 'page',
      label: `page 0x${gpa.toString(16)}`,
      vm: 0,
      gpa,
    }),
  ),
];

function lane(
  facts: Pick<TimelineLane, 'key' | 'kind' | 'label'> & Partial<TimelineLane>,
): TimelineLane {
  return { vm: null, vcpu: null, hostCpu: null, source: null, gpa: null, ...facts };
}

/** A trace of two guests; while it is read, the lanes that are known by then. */
export function cannedTimelineOverview(isComplete: boolean): TimelineOverview {
  const early: readonly LaneKind[] = ['state', 'exits', 'cpu'];
  return {
    fromNs: 0,
    toNs: isComplete ? durationNs : durationNs / 3,
    run: isComplete ? { fromNs: 0, toNs: durationNs } : null,
    lanes: isComplete ? lanes : lanes.filter(({ kind }) => early.includes(kind)),
    categories: cannedCategories,
    missing: isComplete
      ? []
      : (['strategy', 'wakes', 'page'] as const).map((kind) => ({
          kind,
          why: 'This is told once the trace is read.',
        })),
    isComplete,
  };
}

/** A trace that shows no vCPU. */
export const cannedNoTimeline: TimelineOverview = {
  ...cannedTimelineOverview(true),
  lanes: [],
  missing: [{ kind: 'state', why: 'No event of the recording tells which threads run vCPUs.' }],
};

const MOST_BYTES = 256 * 1024;

export function cannedTimelineView({
  lanes: keys,
  withArrows,
  ...window
}: Params<'timelineView'>): TimelineView {
  const answered: LaneColumns[] = [];
  let bytes = window.columns;
  for (const key of keys) {
    const known = lanes.find((other) => other.key === key);
    if (known === undefined) continue;
    const columns = columnsOf(known, window);
    bytes += bytesOf(columns);
    if (bytes > MOST_BYTES && answered.length > 0) break;
    answered.push(columns);
  }
  const lost = Uint8Array.from({ length: window.columns }, (_, column) => {
    const fromNs = window.fromNs + column * window.columnNs;
    const isLost = fromNs < 2_304_120_001 && fromNs + window.columnNs > 2_301_992_114;
    return isLost ? 200 : 0;
  });
  return { ...window, lanes: answered, lost, arrows: withArrows ? arrowsOf(window) : null };
}

export function cannedStep({
  lane: key,
  timeNs,
  direction,
}: Params<'timelineStep'>): TimelineStep | null {
  const known = lanes.find((other) => other.key === key);
  if (known === undefined) return null;
  const cycle = known.kind === 'strategy' ? byStrategy : byState;
  const spanNs = lengthOf(cycle);
  const shiftNs = shiftOf(known);
  let fromNs = Math.floor((timeNs - shiftNs) / spanNs) * spanNs + shiftNs - spanNs;
  const begins: number[] = [];
  for (let turn = 0; turn < 3; turn++) {
    for (const [, ns] of cycle) {
      begins.push(fromNs);
      fromNs += ns;
    }
  }
  const after = begins.findIndex((begin) => begin > timeNs);
  const at = direction === 1 ? after : after - 2;
  if (at < 0 || begins[at]! < 0 || begins[at]! >= durationNs) return null;
  return { fromNs: begins[at]!, toNs: begins[at + 1] ?? fromNs };
}

function columnsOf({ key, kind, ...facts }: TimelineLane, window: TimelineWindow): LaneColumns {
  const known = { key, kind, ...facts };
  switch (kind) {
    case 'state':
      return bandOf(known, byState, window);
    case 'strategy':
      return bandOf(known, byStrategy, window);
    case 'cpu':
      return bandOf(known, byRunner, window);
    case 'wakes':
      return countsOf(known, 5_974_400, causes.length, window);
    case 'exits':
      return countsOf(known, 431_000, classes.length, window);
    case 'page':
      return countsOf(known, 90_000_000, 12, window);
    case 'window':
      return levelOf(known, window);
  }
}

function bandOf(
  known: TimelineLane,
  cycle: Cycle,
  { fromNs, columnNs, columns }: TimelineWindow,
): BandColumns {
  const counts = new Uint8Array(columns);
  const category: number[] = [];
  const share: number[] = [];
  let before = '';
  const shiftNs = shiftOf(known);
  for (let column = 0; column < columns; column++) {
    const beginNs = fromNs + column * columnNs;
    const shares = sharesOf(cycle, shiftNs, beginNs, beginNs + columnNs);
    const same = JSON.stringify(shares);
    if (same === before) continue;
    before = same;
    for (const [index, part] of shares) {
      counts[column]!++;
      category.push(index);
      share.push(part);
    }
  }
  return {
    form: 'band',
    key: known.key,
    counts,
    category: Uint8Array.from(category),
    share: Uint16Array.from(share),
  };
}

/** Exact, whatever the zoom: whole turns of the cycle and what is left of it. */
function sharesOf(
  cycle: Cycle,
  shiftNs: number,
  fromNs: number,
  toNs: number,
): readonly (readonly [number, number])[] {
  const begin = Math.max(0, fromNs);
  const end = Math.min(durationNs, toNs);
  if (end <= begin) return [[0, 0]];
  const sums = new Map<number, number>();
  let offsetNs = 0;
  const spanNs = lengthOf(cycle);
  for (const [category, ns] of cycle) {
    const passed = (timeNs: number): number => {
      const at = timeNs - shiftNs - offsetNs;
      const turns = Math.floor(at / spanNs);
      return turns * ns + Math.min(ns, at - turns * spanNs);
    };
    const passedNs = passed(end) - passed(begin);
    if (category !== NO_CATEGORY && passedNs > 1e-9) {
      sums.set(category, (sums.get(category) ?? 0) + passedNs);
    }
    offsetNs += ns;
  }
  const shares = [...sums]
    .toSorted(([one], [other]) => one - other)
    .map(([category, ns]) => [category, Math.floor((ns / (toNs - fromNs)) * WHOLE)] as const);
  return shares.length > 0 ? shares : [[0, 0]];
}

function countsOf(
  known: TimelineLane,
  everyNs: number,
  categories: number,
  { fromNs, columnNs, columns }: TimelineWindow,
): CountColumns {
  const counts = new Uint8Array(columns);
  const category: number[] = [];
  const value: number[] = [];
  const shiftNs = shiftOf(known);
  for (let column = 0; column < columns; column++) {
    const beginNs = Math.max(0, fromNs + column * columnNs);
    const endNs = Math.min(durationNs, fromNs + (column + 1) * columnNs);
    if (endNs <= beginNs) continue;
    const first = Math.ceil((beginNs - shiftNs) / everyNs);
    const total = Math.ceil((endNs - shiftNs) / everyNs) - first;
    if (total <= 0) continue;
    const wave = 1 + Math.floor(2 * (1 + Math.sin(beginNs / 7e9 + known.key.length)));
    for (let index = 0; index < Math.min(categories, total === 1 ? 1 : 3); index++) {
      counts[column]!++;
      category.push(total === 1 ? Math.abs(first) % categories : index);
      value.push(total === 1 ? 1 : Math.max(1, Math.round((total * wave) / (index + 2))));
    }
  }
  return {
    form: 'counts',
    key: known.key,
    counts,
    category: Uint8Array.from(category),
    value: Uint32Array.from(value),
  };
}

function levelOf(known: TimelineLane, { fromNs, columnNs, columns }: TimelineWindow): LevelColumns {
  const level = (timeNs: number): number =>
    [0, 10_000, 20_000, 40_000, 80_000, 160_000, 200_000][
      Math.floor(timeNs / 9_000_000_000 + shiftOf(known) / 1e6) % 7
    ]!;
  const at = (pick: (one: number, other: number) => number) => (_: unknown, column: number) => {
    const beginNs = fromNs + column * columnNs;
    if (beginNs < 0 || beginNs > durationNs) return Number.NaN;
    return pick(level(beginNs), level(beginNs + columnNs));
  };
  return {
    form: 'level',
    key: known.key,
    low: Float32Array.from({ length: columns }, at(Math.min)),
    high: Float32Array.from({ length: columns }, at(Math.max)),
  };
}

/** One wakeup of VM 0's vCPU 1 by vCPU 0 each turn, and one of vCPU 2 by a timer. */
function arrowsOf({ fromNs, columnNs, columns }: TimelineWindow): WakeArrows {
  const spanNs = lengthOf(byState);
  const first = Math.ceil(Math.max(0, fromNs) / spanNs);
  const end = Math.ceil(Math.min(durationNs, fromNs + columnNs * columns) / spanNs);
  const count = Math.max(0, end - first) * 2;
  const isShown = count <= 400;
  const arrows = Array.from({ length: isShown ? count : 0 }, (_, arrow) => ({
    fromNs: (first + (arrow >> 1)) * spanNs + 1_000_000,
    toNs: (first + (arrow >> 1)) * spanNs + 1_200_000,
    isTimer: arrow % 2 === 1,
  }));
  return {
    fromNs: Float64Array.from(arrows, (arrow) => arrow.fromNs),
    toNs: Float64Array.from(arrows, (arrow) => arrow.toNs),
    from: Int32Array.from(arrows, ({ isTimer }) => (isTimer ? -1 : 0)),
    to: Int32Array.from(arrows, ({ isTimer }) => (isTimer ? 2 : 1)),
    cause: Uint8Array.from(arrows, ({ isTimer }) => (isTimer ? 0 : 1)),
    keys: ['vm0/vcpu0/state', 'vm0/vcpu1/state', 'vm0/vcpu2/state'],
    leftOut: isShown ? 0 : count,
  };
}

/** Lanes of a kind are not in step. */
function shiftOf({ vm, vcpu, hostCpu, gpa }: TimelineLane): number {
  return (vm ?? 0) * 1_100_000 + (vcpu ?? hostCpu ?? 0) * 700_000 + ((gpa ?? 0) % 7) * 1_000_000;
}

function lengthOf(cycle: Cycle): number {
  return cycle.reduce((sum, [, ns]) => sum + ns, 0);
}

function bytesOf(columns: LaneColumns): number {
  return Object.values(columns).reduce<number>(
    (sum, column) => sum + (ArrayBuffer.isView(column) ? column.byteLength : 0),
    128,
  );
}
