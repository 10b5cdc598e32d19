import type { AnalysisCoverage, MissingPart, Verdict } from '../../protocol/doctor';
import type { AnalysisNeeds, EventNeed } from './analysisNeeds';
import type { EventsSeen } from './EventsSeen';

/** What limits every analysis of a recording alike. */
export interface RecordingLimits {
  readonly hasLosses: boolean;
  /** Its exits are SVM's. */
  readonly isSvm: boolean;
}

/** Says whether a recording allows an analysis, and what is missing for all of it. */
export function judgeAnalysis(
  { id, title, tells, needed, neededOnSvm, improving }: AnalysisNeeds,
  seen: EventsSeen,
  { hasLosses, isSvm }: RecordingLimits,
): AnalysisCoverage {
  const sets = isSvm && neededOnSvm !== undefined ? [neededOnSvm, ...needed] : needed;
  const lacking = sets.map((set) => set.flatMap((need) => missingPart(need, seen, '') ?? []));
  const isPossible = lacking.some((missing) => missing.length === 0);
  if (!isPossible) {
    // The set that is nearest to complete; all alternatives at once would read as if all were needed.
    const [nearest] = [...lacking].sort((a, b) => a.length - b.length);
    return { id, title, tells, verdict: 'none', hasLosses, missing: nearest! };
  }
  const missing = improving
    .flatMap((use) => missingPart(use, seen, use.costs) ?? [])
    .filter(({ state }) => state !== 'none-happened');
  const isPatchy = [...sets.flat(), ...improving].some(
    ({ event, fields = [] }) => fields.length > 0 && seen.bareOf(event) > 0,
  );
  const isLimited = hasLosses || isPatchy || missing.some(isLimiting);
  const verdict: Verdict = isLimited ? 'limited' : 'full';
  return { id, title, tells, verdict, hasLosses, missing };
}

/** What was not seen most probably did not happen, unless it happens wherever a vCPU runs. */
function isLimiting({ state, event }: MissingPart): boolean {
  return state !== 'none-seen' || commonplace.has(event);
}

const commonplace: ReadonlySet<string> = new Set([
  'kvm:kvm_entry',
  'kvm:kvm_exit',
  'sched:sched_switch',
  'sched:sched_waking',
  'sched:sched_wakeup',
]);

/** `costs`: what it costs to be without it; '': it is needed. undefined: it is there. */
function missingPart(
  { event, fields = [] }: EventNeed,
  seen: EventsSeen,
  costs: string,
): MissingPart | undefined {
  const state = seen.stateOf(event);
  const lacking = seen.fieldsLacking(event, fields);
  if (state === 'recorded' && lacking.length === 0) return undefined;
  return { event, state, fields: lacking, isNeeded: costs === '', costs };
}
