import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { RunFacts } from '../../protocol/compare';
import { counted, grouped, percent, TimeWords } from '../findings/phrases';
import type { Check } from './Check';

/** Runs of which one is so many times longer tell different things of what happens seldom. */
const SAME_LENGTH = 3;
const SHORT_NS = NS_PER_SECOND;

/** How much of the time of runs is known. */
export const stretchChecks: readonly Check[] = [
  (a, b) => {
    const isLossy = a.lostGaps + b.lostGaps > 0;
    return {
      what: 'lost events',
      a: lostText(a),
      b: lostText(b),
      severity: isLossy ? 'warning' : 'ok',
      text: isLossy
        ? 'The time of a loss is taken out; what was lost may still have been of another kind than the rest.'
        : '',
      affects: isLossy ? [''] : [],
    };
  },
  (a, b) => {
    const times =
      Math.max(a.durationNs, b.durationNs) / Math.max(1, Math.min(a.durationNs, b.durationNs));
    const isShort = a.clockUnit === 'ns' && Math.min(a.durationNs, b.durationNs) < SHORT_NS;
    const isUneven = a.clockUnit === b.clockUnit && times > SAME_LENGTH;
    return {
      what: 'duration',
      a: durationText(a),
      b: durationText(b),
      severity: isUneven || isShort ? 'warning' : 'ok',
      text: isUneven
        ? 'What happens seldom, and how runs begin and end, weighs more in the shorter one.'
        : isShort
          ? 'Less than a second: how the run begins and ends weighs as much as the load.'
          : '',
      affects: [],
    };
  },
];

/** What of the recordings is compared. */
export const partCheck: Check = (a, b) => {
  const isPart = a.part !== null || b.part !== null;
  return {
    what: 'part',
    a: partText(a),
    b: partText(b),
    severity: isPart ? 'warning' : 'ok',
    text: isPart ? 'Only a part is compared.' : '',
    affects: [],
  };
};

function lostText({ lostEvents, lostGaps, lostShare, faultsLeftOut }: RunFacts): string {
  if (lostGaps === 0)
    return faultsLeftOut === 0 ? 'none' : `${grouped(faultsLeftOut)} faults were not kept`;
  const events = lostEvents === 0 ? '' : `${counted(lostEvents, 'event')}, `;
  return `${events}${counted(lostGaps, 'gap')}, ${percent(lostShare)} of the time`;
}

function partText({ part }: RunFacts): string {
  return part === null ? 'all' : JSON.stringify(part);
}

function durationText({ clockUnit, durationNs }: RunFacts): string {
  return new TimeWords(clockUnit, durationNs).duration(durationNs);
}
