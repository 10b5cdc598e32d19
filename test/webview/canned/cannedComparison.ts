import type { ComparedPair, ComparedRow, CompareState } from '../../../src/protocol/comparePage';

/** Two runs whose halts are polled differently: what the command line says of such, with fewer rows. */
export const cannedComparison: CompareState = {
  repeats: {
    a: [],
    b: [
      {
        uri: 'file:///runs/b2.trace.dat',
        path: '/runs/b2.trace.dat',
        name: 'b2.trace.dat',
        load: { kind: 'read' },
      },
    ],
  },
  runs: [
    { uri: 'file:///runs/a.trace.dat', name: 'a.trace.dat', path: '/runs/a.trace.dat' },
    { uri: 'file:///runs/b.trace.dat', name: 'b.trace.dat', path: '/runs/b.trace.dat' },
  ].map((run) => ({ ...run, load: { kind: 'read' } })),
  pairs: [cannedPair()],
  failure: null,
};

function cannedPair(): ComparedPair {
  const poll = row('idle.hlt-poll-miss.rate', 'idle periods by hlt-poll-miss', [0, 372], {
    significant: true,
    doubts: ['halt polling'],
  });
  const hlt = row('exits.HLT.rate', 'exits by HLT', [410, 398], {});
  const guest = row(
    'vm0.vcpu1.state.guest.share',
    'vCPU time in guest mode (vCPU 1 of VM 0)',
    [0.31, 0.35],
  );
  const many = Array.from({ length: 250 }, (_, at) =>
    row(`hot.function_${at}.rate`, `exits in function_${at}`, [at, at + 1], {}),
  );
  return {
    names: ['a.trace.dat', 'b.trace.dat'],
    clockUnit: 'ns',
    vcpusOfA: [0, 1].map((vcpu) => ({ vm: 0, vcpu })),
    vcpusOfB: [0, 1, 2].map((vcpu) => ({ vm: 0, vcpu })),
    pairing: [],
    roles: {
      applied: [],
      hint: [
        { a: { vm: 0, vcpu: 0 }, b: { vm: 0, vcpu: 1 } },
        { a: { vm: 0, vcpu: 1 }, b: { vm: 0, vcpu: 0 } },
      ],
      reason: 'vCPU 0.0 of A looks like 0.1 of B',
      confidence: 'strong',
    },
    comparable: [
      { what: 'kernel', a: '6.1.0', b: '6.1.0', severity: 'ok', text: '', affects: [] },
      {
        ...{ what: 'halt polling', a: 'window never changed', b: 'window up to 400 µs' },
        ...{ severity: 'warning', text: 'The host polls differently long.', affects: ['idle.'] },
      },
    ],
    verdict: {
      headline: '2 of 253 rows differ by more than chance and 1 %.',
      warnings: [],
      sentences: [{ id: poll.id, text: 'Idle periods by hlt-poll-miss came up.' }],
      resolution: '',
    },
    rows: [poll, { ...guest, significant: true }, hlt, ...many],
    notCompared: [
      { id: 'wakes.ipi.rate', what: 'wakes', a: null, b: 3, why: 'it happened too seldom' },
    ],
    distributions: [
      {
        ...{ id: 'wakeup', what: 'wakeup latency', first: 40 },
        a: { total: 200, p50Ns: 11_000, p99Ns: 15_000, shares: Float64Array.of(0.25, 0.75, 0) },
        b: { total: 100, p50Ns: 13_000, p99Ns: 19_000, shares: Float64Array.of(0, 0.5, 0.5) },
      },
    ],
  };
}

function row(
  id: string,
  what: string,
  [a, b]: readonly [number, number],
  more: Partial<ComparedRow> = {},
): ComparedRow {
  const delta = b - a;
  const isShare = id.endsWith('share');
  return {
    ...{ id, what, a, b, delta },
    unit: isShare ? 'share' : '1/s',
    measure: isShare ? 'share' : 'rate',
    vcpu: id.startsWith('vm0.vcpu1') ? { vm: 0, vcpu: 1 } : null,
    relative: a === 0 ? null : delta / a,
    low: delta - 0.1 * b,
    high: delta + 0.1 * b,
    p: 0.0001,
    adjustedP: 0.0004,
    significant: false,
    effect: 0.1,
    importance: 0.1,
    doubts: [],
    aText: `${a}/s`,
    bText: `${b}/s`,
    deltaText: `+${delta}/s`,
    relativeText: a === 0 ? 'new' : `+${((100 * delta) / a).toFixed(1)} %`,
    intervalText: `+${(delta - 0.1 * b).toFixed(1)} to +${(delta + 0.1 * b).toFixed(1)}/s`,
    ...more,
  };
}
