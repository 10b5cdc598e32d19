import type { RunFacts } from '../../protocol/compare';
import { counted, grouped, percent, TimeWords } from '../findings/phrases';
import type { Check } from './Check';
import { same, UNTOLD } from './Check';

/** Loads whose guest time differs by more than this part of the vCPUs' time are not one load. */
const SAME_LOAD = 0.1;
/** Part of the time that a vCPU may be in no known state, and the runs still compare. */
const SAME_UNKNOWN = 0.05;

/** What guests did in runs, and how their hosts polled. */
export const loadChecks: readonly Check[] = [
  (a, b) => {
    const isTold = a.guestShare !== null && b.guestShare !== null;
    const differs = isTold && Math.abs(a.guestShare - b.guestShare) > SAME_LOAD;
    return {
      what: 'load (guest time)',
      a: a.guestShare === null ? UNTOLD : percent(a.guestShare),
      b: b.guestShare === null ? UNTOLD : percent(b.guestShare),
      severity: differs ? 'warning' : 'ok',
      text: differs
        ? 'The guests did not work equally much: what rises with the load is better compared per second of guest time.'
        : '',
      affects: [],
    };
  },
  (a, b) => ({
    what: 'load (exits per second)',
    a: rateText(a),
    b: rateText(b),
    severity: 'ok',
    text: '',
    affects: [],
  }),
  (a, b) => {
    const differs = Math.abs(a.unknownShare - b.unknownShare) > SAME_UNKNOWN;
    return {
      what: 'time without a known state',
      a: percent(a.unknownShare),
      b: percent(b.unknownShare),
      severity: differs ? 'warning' : 'ok',
      text: differs ? 'What is not known in one run may be any state of the other.' : '',
      affects: differs ? ['state.'] : [],
    };
  },
  (a, b) => {
    const row = same('halt polling', pollText(a), pollText(b), {
      text: 'The host polls differently long: that alone changes how halts end and what they cost.',
      affects: [],
    });
    return row.severity === 'ok' || a.polling.mostNs !== b.polling.mostNs
      ? row
      : { ...row, severity: 'ok', text: '' };
  },
];

function rateText({ exitsPerSecond }: RunFacts): string {
  return exitsPerSecond === null ? UNTOLD : `${grouped(Math.round(exitsPerSecond))}/s`;
}

function pollText(facts: RunFacts): string {
  const { changes, mostNs, halts, withoutWindow, shortestNotGrownNs } = facts.polling;
  if (mostNs === null) {
    if (shortestNotGrownNs === null) return halts === 0 ? UNTOLD : 'window never changed';
    // A window only opens after a halt that is shorter than the host polls for.
    return `no window after halts of ${wordsOf(facts).duration(shortestNotGrownNs)} and more`;
  }
  const none =
    halts === 0 ? '' : `, none at ${percent(withoutWindow / halts)} of ${counted(halts, 'halt')}`;
  return `window up to ${wordsOf(facts).duration(mostNs)}, ${counted(changes, 'change')}${none}`;
}

function wordsOf({ clockUnit, durationNs }: RunFacts): TimeWords {
  return new TimeWords(clockUnit, durationNs);
}
