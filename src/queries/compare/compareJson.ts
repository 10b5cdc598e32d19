import type { Comparison, Difference, NotCompared, RunFacts } from '../../protocol/compare';
import { verdictOf } from './verdict';

/** docs/compare.schema.json describes it; outside checks rely on it. Of several runs against the first one each after that has its own comparison. */
export function compareJson(comparisons: readonly Comparison[]): unknown {
  const [first, ...others] = comparisons as readonly [Comparison, ...Comparison[]];
  return {
    schema: 'exitscope.compare/1',
    a: sideJson(first.a, first.moreOfA),
    ...comparisonJson(first),
    ...(others.length > 0 && { others: others.map(comparisonJson) }),
  };
}

function comparisonJson(comparison: Comparison): Record<string, unknown> {
  const { b, moreOfB, comparable, differences, notCompared } = comparison;
  const { headline, sentences, resolution } = verdictOf(comparison);
  return {
    b: sideJson(b, moreOfB),
    comparable: comparable.map(({ what, a, b, severity, text, affects }) => {
      return { what, a, b, severity, text, affects };
    }),
    verdict: { headline, sentences: sentences.map(({ text }) => text), resolution },
    differences: differences.map(differenceJson),
    not_compared: notCompared.map(notComparedJson),
  };
}

function sideJson(first: RunFacts, more: readonly RunFacts[]): unknown {
  return { ...runJson(first), more_runs: more.map(runJson) };
}

function runJson(facts: RunFacts): Record<string, unknown> {
  return {
    paths: facts.sources.map(({ path }) => path),
    clock_unit: facts.clockUnit,
    duration_ns: facts.durationNs,
    vms: facts.vms,
    vcpus: facts.vcpus.length,
    guest_share: facts.guestShare,
    unknown_share: facts.unknownShare,
    lost_share: facts.lostShare,
    exits_per_second: facts.exitsPerSecond,
    poll_window: {
      changes: facts.polling.changes,
      most_ns: facts.polling.mostNs,
      halts: facts.polling.halts,
      without_window: facts.polling.withoutWindow,
      longest_grown_ns: facts.polling.longestGrownNs,
      shortest_not_grown_ns: facts.polling.shortestNotGrownNs,
    },
    hot_by: facts.hotBy,
  };
}

function differenceJson(row: Difference): unknown {
  const { id, what, unit, vcpu, relative, p, adjustedP, significant, effect } = row;
  const isTime = unit === 'ns' || unit === 'ns/s';
  const told = (value: number | null): number | null =>
    value === null || !isTime ? value : Math.round(value);
  return {
    id,
    what,
    unit,
    vm: vcpu?.vm ?? null,
    vcpu: vcpu?.vcpu ?? null,
    a: told(row.a),
    b: told(row.b),
    delta: told(row.delta),
    relative,
    low: told(row.low),
    high: told(row.high),
    p,
    adjusted_p: adjustedP,
    significant,
    effect,
    importance: row.importance,
    doubts: row.doubts,
  };
}

function notComparedJson({ id, what, a, b, why }: NotCompared): unknown {
  return { id, what, a, b, why };
}
