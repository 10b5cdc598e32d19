import type { RunFacts } from '../../protocol/compare';
import type { Check } from './Check';
import { same, UNTOLD } from './Check';
import { lostInOne } from './lostInText';

/** Where and how runs were recorded. */
export const hostChecks: readonly Check[] = [
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
];

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
