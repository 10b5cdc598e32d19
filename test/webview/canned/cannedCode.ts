import type {
  CodeFrame,
  CodePlace,
  HotCodeRow,
  HotQuery,
  HotTable,
  SymbolImageRow,
  SymbolState,
} from '../../../src/protocol/code';
import { MOST_HOT_ROWS } from '../../../src/protocol/code';
import type { Params } from '../../../src/protocol/requests';

const durationNs = 115_500_000_000;

interface CannedFunction {
  readonly name: string;
  readonly module: string | null;
  readonly start: number;
  readonly bytes: number;
  readonly frames: readonly CodeFrame[];
}

interface CannedPlace {
  readonly vm: number;
  readonly reason: string;
  readonly offset: number;
  readonly in: CannedFunction | undefined;
  /** Low half of its address, where it is in no function. */
  readonly low: number;
  readonly count: number;
  readonly meanNs: number;
  readonly vcpus: readonly number[];
}

function frame(name: string, file: string, line: number): CodeFrame {
  return { function: name, file: `/build/linux-6.1/${file}`, line, column: 2 };
}

const halt: CannedFunction = {
  name: 'default_idle',
  module: null,
  start: 0x9e1d2a40,
  bytes: 0x20,
  frames: [
    frame('native_safe_halt', 'arch/x86/include/asm/irqflags.h', 52),
    frame('default_idle', 'arch/x86/kernel/process.c', 730),
  ],
};
const lookup: CannedFunction = {
  name: 'copy_user_enhanced_fast_string',
  module: null,
  start: 0x9d4c1a60,
  bytes: 0x40,
  frames: [frame('copy_user_enhanced_fast_string', 'arch/x86/lib/copy_user_64.S', 174)],
};
const store: CannedFunction = {
  name: 'ring_doorbell',
  module: 'virtio_net',
  start: 0x81a40c00,
  bytes: 0x60,
  frames: [],
};
const msr: CannedFunction = {
  name: 'native_write_msr',
  module: null,
  start: 0x81e0a5b0,
  bytes: 0x10,
  frames: [frame('native_write_msr', 'arch/x86/include/asm/msr.h', 106)],
};
const functions = [halt, lookup, store, msr];

const named: readonly CannedPlace[] = [
  place(0, 'HLT', halt, 0xb, 1_562_500, 29_312, [0, 1, 2, 3]),
  place(0, 'EXTERNAL_INTERRUPT', halt, 0xc, 112_004, 2_011, [0, 1, 2, 3]),
  place(0, 'EPT_VIOLATION', lookup, 0x10, 48_211, 4_120, [0, 2]),
  place(0, 'EPT_MISCONFIG', store, 0x12, 20_118, 18_422, [2]),
  place(0, 'MSR_WRITE', msr, 0x2, 912_004, 1_402, [0, 1, 2, 3]),
  place(1, 'HLT', halt, 0xb, 60_200, 31_004, [0, 1]),
];

/** Of a program without symbols: more than an answer holds. */
const unnamed: readonly CannedPlace[] = Array.from({ length: 600 }, (_, index) => ({
  vm: 1,
  reason: 'EXTERNAL_INTERRUPT',
  offset: 0,
  in: undefined,
  low: 0x400000 + index * 3,
  count: 600 - index,
  meanNs: 1_900,
  vcpus: [index % 2],
}));

function place(
  vm: number,
  reason: string,
  of: CannedFunction,
  offset: number,
  count: number,
  meanNs: number,
  vcpus: readonly number[],
): CannedPlace {
  return { vm, reason, offset, in: of, low: 0, count, meanNs, vcpus };
}

/** Rows as the worker would make them, of a few functions and many addresses. `hasSymbols`: files of symbols are used. */
export function cannedHotCode(query: HotQuery, hasSymbols: boolean): HotTable {
  const { by, order, within, search = '', vm, vcpu, bins } = query;
  const places = [...named, ...unnamed].filter(
    (of) =>
      (vm === undefined || vm === of.vm) &&
      (vcpu === undefined || of.vcpus.includes(vcpu)) &&
      (within === undefined || keyOf(of, within.by, hasSymbols) === within.key) &&
      wordsOf(of).some((word) => word.toLowerCase().includes(search.toLowerCase())),
  );
  const groups = new Map<string, CannedPlace[]>();
  for (const of of places) {
    const key = keyOf(of, by, hasSymbols);
    groups.set(key, [...(groups.get(key) ?? []), of]);
  }
  const totalNs = places.reduce((sum, { count, meanNs }) => sum + count * meanNs, 0);
  const rows = [...groups]
    .map(([key, list]) => rowOf(key, list, { query, hasSymbols }))
    .sort((left, right) => sortKey(right, order) - sortKey(left, order));
  return {
    fromNs: 0,
    binNs: durationNs / bins,
    bins,
    rows: rows.slice(0, MOST_HOT_ROWS),
    rowCount: rows.length,
    count: places.reduce((sum, { count }) => sum + count, 0),
    totalNs,
    othersCount: 12,
    withoutRip: 3_021,
    lack: null,
  };
}

export function cannedCodeAt({ vm, rip }: Params<'codeAt'>, hasSymbols: boolean): CodePlace {
  const low = Number(BigInt(rip) & 0xffffffffn);
  const of = hasSymbols
    ? functions.find(({ start, bytes }) => low >= start && low < start + bytes)
    : undefined;
  return {
    vm,
    rip,
    symbol: of?.name ?? null,
    offset: of === undefined ? null : low - of.start,
    start: of === undefined ? null : kernelAddress(of.start),
    bytes: of?.bytes ?? null,
    module: of?.module ?? null,
    frames: of?.frames ?? [],
    whyNoSymbol: of === undefined ? 'No file of symbols covers this address.' : null,
    whyNoLine:
      of?.frames.length === 0 ? 'virtio_net.ko has no debug information for this function.' : null,
    hasCode: of !== undefined,
    exits: [],
  };
}

const kernel: SymbolImageRow = {
  vm: 0,
  path: '/home/kvm/symbols/vmlinux-6.1.0-18-amd64',
  kind: 'elf',
  buildId: '3f2a91cc0d7be5f1a2b3c4d5e6f708192a3b4c5d',
  module: null,
  placedBy: 'exits',
  slide: '0x1d000000',
  confidence: 0.9987,
  checked: 12,
  fitting: 12,
  places: 0,
  atStart: 0,
  candidates: [],
  hasCode: true,
  hasLines: true,
  isOfTrace: false,
  problems: [],
};

export const cannedSymbols: SymbolState = {
  images: [
    kernel,
    {
      ...kernel,
      path: '/home/kvm/symbols/virtio_net.ko',
      module: 'virtio_net',
      placedBy: 'kallsyms',
      slide: '0xffffffffc0a10000',
      confidence: null,
      checked: 0,
      hasLines: false,
    },
    {
      ...kernel,
      vm: 1,
      path: '/home/kvm/symbols/System.map-6.1.0-17',
      kind: 'system-map',
      buildId: null,
      placedBy: null,
      slide: null,
      confidence: null,
      fitting: 9,
      candidates: [
        { slide: '0x1a000000', confidence: 0.61 },
        { slide: '0x2c200000', confidence: 0.35 },
      ],
      hasCode: false,
      hasLines: false,
      problems: [
        {
          severity: 'warning',
          code: 'ambiguous-slide',
          message: 'Two slides fit the exits of VM 1 alike: choose one, or add the file with code.',
        },
      ],
    },
  ],
  unreadable: [
    {
      path: '/home/kvm/symbols/vmlinuz',
      message: 'symbols at byte 0x0: is a compressed kernel. Add the vmlinux it was made of.',
    },
  ],
  vms: [
    { vm: 0, buildId: '3f2a91cc0d7be5f1a2b3c4d5e6f708192a3b4c5d' },
    { vm: 1, buildId: null },
  ],
};

export const cannedNoSymbols: SymbolState = {
  images: [],
  unreadable: [],
  vms: [
    { vm: 0, buildId: null },
    { vm: 1, buildId: null },
  ],
};

function rowOf(
  key: string,
  list: readonly CannedPlace[],
  context: { readonly query: HotQuery; readonly hasSymbols: boolean },
): HotCodeRow {
  const { query, hasSymbols } = context;
  const [first] = list as readonly [CannedPlace];
  const of = hasSymbols ? first.in : undefined;
  const isPlace = query.by === 'instruction' || of === undefined;
  const isReason = query.by === 'reason';
  const count = list.reduce((sum, { count: some }) => sum + some, 0);
  const totalNs = list.reduce((sum, { count: some, meanNs }) => sum + some * meanNs, 0);
  return {
    key,
    vm: first.vm,
    reason: list.every(({ reason }) => reason === first.reason) ? first.reason : null,
    rip: isPlace && !isReason ? ripOf(first) : null,
    symbol: isReason ? null : (of?.name ?? null),
    offset: isPlace && !isReason && of !== undefined ? first.offset : null,
    module: isReason ? null : (of?.module ?? null),
    frames: isReason || query.by === 'symbol' ? [] : (of?.frames ?? []),
    count,
    totalNs,
    p50Ns: Math.round(first.meanNs * 0.83),
    p99Ns: Math.round(first.meanNs * 7.4),
    maxNs: Math.round(first.meanNs * 412.37),
    vcpus: [...new Set(list.flatMap(({ vcpus }) => vcpus))].sort((left, right) => left - right),
    firstNs: 1_000_000,
    lastNs: durationNs - 1_000_000,
    wakeups: query.of === 'stores' ? Math.round(count / 40) : null,
    instructions: list.length,
    overTime: Uint32Array.from({ length: query.bins }, (_, bin) =>
      Math.round((count / query.bins) * (1 + 0.8 * Math.sin(bin / 5 + first.offset))),
    ),
  };
}

function keyOf(of: CannedPlace, by: HotQuery['by'], hasSymbols: boolean): string {
  const own = `${of.vm} ${of.reason} ${ripOf(of)}`;
  const inside = hasSymbols ? of.in : undefined;
  switch (by) {
    case 'reason':
      return `${of.vm} ${of.reason}`;
    case 'symbol':
      return inside === undefined ? own : `${of.vm} ${inside.name}`;
    case 'line': {
      const [innermost] = inside?.frames ?? [];
      return innermost === undefined ? own : `${of.vm} ${innermost.file!}:${innermost.line!}`;
    }
    case 'instruction':
      return own;
  }
}

function wordsOf(of: CannedPlace): readonly string[] {
  const { name = '', module = null, frames = [] } = of.in ?? {};
  return [of.reason, ripOf(of), name, module ?? '', ...frames.map(({ file }) => file ?? '')];
}

function sortKey(row: HotCodeRow, order: HotQuery['order']): number {
  const { totalNs, count, p50Ns, p99Ns, maxNs, wakeups } = row;
  return { total: totalNs, count, p50: p50Ns, p99: p99Ns, max: maxNs, wakeups }[order] ?? -1;
}

function ripOf({ in: of, offset, low }: CannedPlace): string {
  return of === undefined ? `0x${low.toString(16)}` : kernelAddress(of.start + offset);
}

function kernelAddress(low: number): string {
  return `0xffffffff${low.toString(16).padStart(8, '0')}`;
}
