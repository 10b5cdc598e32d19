import type { Comparability, RunFacts, VcpuPair } from '../../protocol/compare';
import { vcpuNumber } from '../../protocol/runVcpu';
import { counted, grouped, percent, TimeWords } from '../findings/phrases';
import { lostInOne } from './lostInText';
import { missingOfRuns } from './missingOfRuns';
import { nothingToCompare, vcpuText } from './nothingToCompare';
import { NO_ROLE_PAIRING } from './rolePairing';
import { recordingCost } from './recordingCost';

/** Loads whose guest time differs by more than this part of the vCPUs' time are not one load. */
const SAME_LOAD = 0.1;
/** Runs of which one is so many times longer tell different things of what happens seldom. */
const SAME_LENGTH = 3;
const SHORT_NS = 1e9;
/** Part of the time that a vCPU may be in no known state, and the runs still compare. */
const SAME_UNKNOWN = 0.05;

const UNTOLD = 'not recorded';

type Check = (a: RunFacts, b: RunFacts) => Comparability;

/** What two runs should have in common, whether they do, and which rows suffer where they do not. */
export function comparability(a: RunFacts, b: RunFacts): readonly Comparability[] {
  const nothing = nothingToCompare(a, b);
  if (nothing !== undefined) return [nothing];
  return [...checks.map((check) => check(a, b)), recordingCost(a, b), ...missingOfRuns(a, b)];
}

const checks: readonly Check[] = [
  (a, b) =>
    same(
      'kernel',
      valuesOf(a, ({ kernel }) => kernel),
      valuesOf(b, ({ kernel }) => kernel),
      {
        text: 'Every difference below may be the kernel’s.',
        affects: [],
      },
    ),
  (a, b) => {
    const [ofA, ofB] = [a, b].map(({ isas }) => isas.join(', ') || UNTOLD);
    const row = same('CPU', ofA!, ofB!, {
      text: 'VMX and SVM name and count exits differently.',
      affects: ['exits.', 'faults.', 'hot.'],
    });
    const isOther = a.isas.length > 0 && b.isas.length > 0 && row.severity !== 'ok';
    return isOther
      ? { ...row, severity: 'error' }
      : { ...row, severity: 'ok', text: '', affects: [] };
  },
  (a, b) => {
    const row = same('clock', clockText(a), clockText(b), {
      text: 'Clocks of host CPUs may disagree by different amounts: parts of latencies are less exact.',
      affects: ['wakeup'],
    });
    if (a.clockUnit !== b.clockUnit) {
      const text =
        'One counts ns and the other cycles: no rate and no time can be compared (--tsc-khz).';
      return { ...row, severity: 'error', text, affects: [''] };
    }
    if (a.clockUnit === 'ns') return row;
    const text =
      'Times are cycles, and rates are by 10⁹ cycles: both hosts must count at one speed.';
    return { ...row, severity: 'warning', text, affects: [''] };
  },
  (a, b) =>
    same(
      'host CPUs',
      valuesOf(a, ({ hostCpus }) => hostCpus),
      valuesOf(b, ({ hostCpus }) => hostCpus),
      {
        text: 'More or fewer host CPUs change how long vCPUs wait for one.',
        affects: ['state.waking', 'state.preempted', 'wakeup'],
      },
    ),
  (a, b) => {
    const row = same(
      'format',
      valuesOf(a, ({ format }) => format),
      valuesOf(b, ({ format }) => format),
      {
        text: 'Formats hold events and their times differently, and recording costs differ.',
        affects: [],
      },
    );
    const inOne = lostInOne(a, b);
    return {
      ...row,
      text: [row.text, ...inOne.map(({ text }) => text)].join(' '),
      affects: inOne.flatMap(({ affects }) => affects),
    };
  },
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
      a: wordsOf(a).duration(a.durationNs),
      b: wordsOf(b).duration(b.durationNs),
      severity: isUneven || isShort ? 'warning' : 'ok',
      text: isUneven
        ? 'What happens seldom, and how runs begin and end, weighs more in the shorter one.'
        : isShort
          ? 'Less than a second: how the run begins and ends weighs as much as the load.'
          : '',
      affects: [],
    };
  },
  (a, b) => ({
    ...same('vCPUs', vcpuText(a), vcpuText(b), {
      text: 'Rows of all vCPUs add up different numbers of them; single vCPUs are paired by VM and id.',
      affects: ['exits.', 'idle.', 'wakes.', 'faults.', 'hot.'],
    }),
    sparesVcpus: true,
  }),
  (_a, { pairing = NO_ROLE_PAIRING }) => {
    const { applied, hint, reason, confidence } = pairing;
    if (hint.length > 0) {
      const options = hint.map((pair) => `--pair ${pairWords(pair)}`).join(' ');
      return {
        what: 'roles of vCPUs',
        a: hint.map((pair) => vcpuNumber(pair.a)).join(', '),
        b: hint.map((pair) => vcpuNumber(pair.b)).join(', '),
        severity: 'warning',
        text: `${reason}: ${confidence}. Those with the same number are compared; ${options} compares the others.`,
        affects: [''],
        sparesSums: true,
      };
    }
    return {
      what: 'roles of vCPUs',
      a: applied.map((pair) => vcpuNumber(pair.a)).join(', ') || 'by number',
      b: applied.map((pair) => vcpuNumber(pair.b)).join(', ') || 'by number',
      severity: applied.length > 0 ? 'warning' : 'ok',
      text:
        applied.length > 0
          ? `No number is in both runs, so these are compared by what they do, with ${confidence} confidence: ${reason}.`
          : '',
      affects: applied.length > 0 ? [''] : [],
      sparesSums: true,
    };
  },
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
  (a, b) => {
    const isPart = a.part !== null || b.part !== null;
    return {
      what: 'part',
      a: partText(a),
      b: partText(b),
      severity: isPart ? 'warning' : 'ok',
      text: isPart ? 'Only a part is compared.' : '',
      affects: [],
    };
  },
];

/** Equal values are fine, and so is one that a recording does not hold. */
function same(
  what: string,
  a: string,
  b: string,
  where: Pick<Comparability, 'text' | 'affects'>,
): Comparability {
  if (a === b || a === UNTOLD || b === UNTOLD) {
    return { what, a, b, severity: 'ok', text: '', affects: [] };
  }
  return { what, a, b, severity: 'warning', ...where };
}

function valuesOf(
  { sources }: RunFacts,
  of: (source: RunFacts['sources'][number]) => string | number | null,
): string {
  const values = new Set(sources.map((source) => of(source) ?? UNTOLD));
  return [...values].join(', ');
}

function clockText(facts: RunFacts): string {
  return valuesOf(facts, ({ clock }) => clock.name);
}

function lostText({ lostEvents, lostGaps, lostShare, faultsLeftOut }: RunFacts): string {
  if (lostGaps === 0)
    return faultsLeftOut === 0 ? 'none' : `${grouped(faultsLeftOut)} faults were not kept`;
  const events = lostEvents === 0 ? '' : `${counted(lostEvents, 'event')}, `;
  return `${events}${counted(lostGaps, 'gap')}, ${percent(lostShare)} of the time`;
}

/** As `--pair` has it. */
function pairWords({ a, b }: VcpuPair): string {
  return `${vcpuNumber(a)}=${vcpuNumber(b)}`;
}

function wordsOf({ clockUnit, durationNs }: RunFacts): TimeWords {
  return new TimeWords(clockUnit, durationNs);
}

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

function partText({ part }: RunFacts): string {
  return part === null ? 'all' : JSON.stringify(part);
}
