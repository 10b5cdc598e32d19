import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { PollFacts } from '../../protocol/compare';
import type { ComparedRun } from './ComparedRun';
import { eventsNeeded } from './eventsNeeded';
import { metricWords, seriesId } from './metricWords';
import type { Trial } from './Trial';
import type { Uncertain } from './Uncertain';

type Runs = readonly ComparedRun[];

/**
 * That hosts poll for halts of different lengths, where that is no matter of chance: a window grows by
 * every halt that is shorter than the longest one that the host polls for (virt/kvm/kvm_main.c,
 * kvm_vcpu_halt). So where a halt of one run was given none and a longer one of the other run was, their
 * hosts were told to do otherwise. undefined: nothing proves that.
 */
export function pollTrial(a: Runs, b: Runs): Trial | undefined {
  if (!pollsLess(a, b) && !pollsLess(b, a)) return undefined;
  const [ofA, ofB] = [longestOf(a), longestOf(b)];
  if (ofA.value === ofB.value) return undefined;
  const runs = [...a, ...b];
  const vcpus = runs.reduce((sum, run) => sum + run.vcpus, 0) / runs.length;
  const halts = runs.reduce((sum, { profile }) => sum + profile.facts.polling.halts, 0);
  const seconds = runs.reduce((sum, { observedNs }) => sum + observedNs, 0) / NS_PER_SECOND;
  return {
    id: `${seriesId('poll_window', 'open', null)}.most`,
    what: metricWords('poll_window', 'open', 'most', null),
    unit: 'ns',
    measure: 'most',
    vcpu: null,
    a: ofA,
    b: ofB,
    // As if every halt polled for as long as the longest window.
    weight: halts / seconds / NS_PER_SECOND / vcpus,
    isProven: true,
    needs: eventsNeeded('poll_window', 'open', false),
  };
}

function pollsLess(less: Runs, more: Runs): boolean {
  const shortest = less.map((run) => pollingOf(run)?.shortestNotGrownNs ?? Infinity);
  const longest = more.map((run) => pollingOf(run)?.longestGrownNs ?? -Infinity);
  return Math.max(...shortest) < Math.min(...longest);
}

/** undefined: events were lost, which may have told of a window, or its vCPUs are not under one rule. */
function pollingOf({ profile: { facts } }: ComparedRun): PollFacts | undefined {
  const { longestGrownNs, shortestNotGrownNs } = facts.polling;
  const isOneRule = (longestGrownNs ?? -Infinity) <= (shortestNotGrownNs ?? Infinity);
  return facts.lostGaps === 0 && isOneRule ? facts.polling : undefined;
}

function longestOf(runs: Runs): Uncertain {
  const value = Math.max(...runs.map(({ profile }) => profile.facts.polling.mostNs ?? 0));
  return {
    value,
    standardError: 0,
    degrees: Infinity,
    bounds: () => [value, value],
    ceiling: Infinity,
    range: [value, value],
    some: undefined,
    rest: undefined,
  };
}
