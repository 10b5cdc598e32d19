import type { AnalysisCoverage, EventState, MissingPart, Verdict } from './doctor';

/** What the verdicts are called. */
export const verdictTexts: Readonly<Record<Verdict, string>> = {
  full: 'all of it',
  limited: 'in part',
  none: 'not from this recording',
};

/** What the state of an event is called. */
export function stateText(state: EventState): string {
  return stateTexts[state];
}

const stateTexts: Readonly<Record<EventState, string>> = {
  recorded: 'recorded',
  sampled: 'only one in several was recorded',
  'none-happened': 'enabled, none happened',
  'none-seen': 'none seen, so it did not happen or was not enabled',
  unknown: 'none seen, and nothing tells whether it was enabled',
  'not-recorded': 'not recorded',
  'not-in-format': 'cannot be in this kind of file',
};

/** What an analysis lacks, a sentence each. */
export function missingTexts(analysis: AnalysisCoverage): readonly string[] {
  const { missing, hasLosses, verdict } = analysis;
  const texts = missing.map((part) => {
    if (part.isNeeded) return `Needs ${whyMissing(part)}.`;
    const told = part.state === 'none-seen' ? 'Not told, unless none happened' : 'Not told';
    return `${told}: ${part.costs} (${whyMissing(part)}).`;
  });
  const lossText = 'Not told: what happened where events were lost.';
  return hasLosses && verdict !== 'none' ? [...texts, lossText] : texts;
}

function whyMissing({ event, fields, state }: MissingPart): string {
  if (fields.length > 0) return `${event} with ${fields.join(', ')}, which its events lack`;
  return `${event}: ${stateText(state)}`;
}
