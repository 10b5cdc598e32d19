import { HALT_POLL_RULES, windowAfterHalt } from '../../kvm/haltPollRules';
import type { HaltPollParameters, HaltPollRules } from '../../kvm/haltPollRules';
import type { HaltStep, WindowHistory } from './WindowHistory';

/** How much of a recorded window's way a kernel's rules reproduce. */
export interface HaltPollReplay {
  readonly rules: HaltPollRules;
  readonly parameters: HaltPollParameters;
  /** Halts whose change, or lack of one, the rules foretell. */
  readonly reproduced: number;
  /** Halts that began with a window that was known. */
  readonly halts: number;
}

/** Maxima of x86 kernels as they were shipped. */
const DEFAULT_MAXIMA_NS = [200_000, 400_000, 500_000];
const DEFAULT_GROW = 2;
const DEFAULT_START_NS = 10_000;
/** Before 6.12, and from then on. */
const DEFAULT_SHRINKS = [0, 2];
/** Values of one parameter that are tried beside the defaults. */
const MOST_SEEN = 4;

/**
 * Plays a recorded history again by each kernel's rules (G.4, sanity mode), with those parameters that
 * fit them best: the module's are in no trace, but where windows are cut, begin and shrink to shows
 * them. One entry for each of `HALT_POLL_RULES` and each divisor it can have shrunk by.
 */
export function replayHaltPolling(history: WindowHistory): readonly HaltPollReplay[] {
  const steps = [...history.steps()];
  const seen = seenParameters(steps);
  return HALT_POLL_RULES.flatMap((rules) =>
    seen.shrinks.map((shrink) =>
      best(
        seen.maximaNs.flatMap((maxNs) =>
          seen.startsNs.flatMap((growStartNs) =>
            seen.grows.map((grow) => replayed(steps, rules, { maxNs, grow, growStartNs, shrink })),
          ),
        ),
      ),
    ),
  );
}

/** The first of those that reproduce most. */
function best(replays: readonly HaltPollReplay[]): HaltPollReplay {
  return replays.reduce((a, b) => (b.reproduced > a.reproduced ? b : a));
}

function replayed(
  steps: readonly (HaltStep | undefined)[],
  rules: HaltPollRules,
  parameters: HaltPollParameters,
): HaltPollReplay {
  /** undefined: not known. */
  let windowNs: number | undefined;
  let halts = 0;
  let reproduced = 0;
  for (const step of steps) {
    if (step === undefined) {
      windowNs = undefined;
      continue;
    }
    const { haltNs, change } = step;
    const fromNs: number | undefined =
      windowNs === undefined ? change?.oldNs : rules.begin(windowNs, parameters);
    if (fromNs === undefined) continue;
    halts++;
    const toNs = windowAfterHalt(rules, parameters, fromNs, haltNs);
    if (
      change === undefined ? toNs === undefined : toNs === change.newNs && fromNs === change.oldNs
    ) {
      reproduced++;
    }
    windowNs = change?.newNs ?? fromNs;
  }
  return { rules, parameters, reproduced, halts };
}

interface SeenParameters {
  readonly maximaNs: readonly number[];
  readonly grows: readonly number[];
  readonly startsNs: readonly number[];
  readonly shrinks: readonly number[];
}

/** Values that the parameters can have had, by what is recorded. */
function seenParameters(steps: readonly (HaltStep | undefined)[]): SeenParameters {
  const cuts = new Counts();
  const grows = new Counts();
  const starts = new Counts();
  const shrinks = new Counts();
  let longestGrownNs = 0;
  let shortestShrunkNs = Infinity;
  let leftNs: number | undefined;
  for (const step of steps) {
    if (step === undefined) leftNs = undefined;
    if (step?.change === undefined) continue;
    const { newNs, oldNs } = step.change;
    if (leftNs !== undefined && oldNs < leftNs) cuts.add(oldNs);
    leftNs = newNs;
    if (newNs >= oldNs) {
      longestGrownNs = Math.max(longestGrownNs, step.haltNs, oldNs);
      if (oldNs === 0) starts.add(newNs);
      else if (newNs % oldNs === 0) grows.add(newNs / oldNs);
      else cuts.add(newNs);
    } else {
      shortestShrunkNs = Math.min(shortestShrunkNs, step.haltNs);
      if (newNs > 0) shrinks.add(Math.trunc(oldNs / newNs));
    }
  }
  // A halt that made the window grow was shorter than the maximum, one that made it shrink was longer.
  const fits = (maxNs: number): boolean => maxNs > longestGrownNs && maxNs < shortestShrunkNs;
  const maximaNs = [...cuts.most(), ...DEFAULT_MAXIMA_NS.filter(fits), longestGrownNs + 1];
  return {
    maximaNs: [...new Set(maximaNs)],
    grows: withDefaults(grows, [DEFAULT_GROW]),
    startsNs: withDefaults(starts, [DEFAULT_START_NS]),
    shrinks: withDefaults(shrinks, DEFAULT_SHRINKS),
  };
}

function withDefaults(seen: Counts, defaults: readonly number[]): readonly number[] {
  return [...new Set([...defaults, ...seen.most()])];
}

/** How often values were seen. */
class Counts {
  private readonly of = new Map<number, number>();

  add(value: number): void {
    this.of.set(value, (this.of.get(value) ?? 0) + 1);
  }

  most(): readonly number[] {
    return [...this.of]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MOST_SEEN)
      .map(([value]) => value);
  }
}
