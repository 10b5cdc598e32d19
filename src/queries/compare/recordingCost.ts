import type { Comparability, RunFacts } from '../../protocol/compare';
import { percent } from '../findings/phrases';

/** Part of a run's events that may be of kinds which the other did not record, without recording costing notably more. */
const SAME_COST = 0.1;

/** Whether one run paid for recording what the other did not: every event adds to the exit that it is in. */
export function recordingCost(a: RunFacts, b: RunFacts): Comparability {
  const [extraA, extraB] = [extraPart(a, b), extraPart(b, a)];
  const differs = Math.max(extraA, extraB) > SAME_COST;
  return {
    what: 'events of kinds that only it has',
    a: percent(extraA),
    b: percent(extraB),
    severity: differs ? 'warning' : 'ok',
    text: differs
      ? 'Recording an event takes time of the exit that it is in: exits and wakeups look slower where more is recorded.'
      : '',
    affects: differs ? ['exits.', 'faults.', 'wakeup', 'state.'] : [],
  };
}

function extraPart(run: RunFacts, other: RunFacts): number {
  const counts = Object.entries(run.eventCounts);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const extra = counts.reduce(
    (sum, [event, count]) => ((other.eventCounts[event] ?? 0) > 0 ? sum : sum + count),
    0,
  );
  return all === 0 ? 0 : extra / all;
}
