import type { Difference, RunVcpu } from '../../protocol/compare';
import type { PeriodOrder, PeriodSelection } from '../../protocol/idle';
import type { FaultSelection } from '../../protocol/pages';
import type { ExampleNotice } from '../../protocol/notices';
import { vcpuOfB } from '../../protocol/vcpuPartners';
import type { PairedRuns } from '../../protocol/vcpuPartners';
import { rowSubject } from '../../protocol/rowSubject';

/** What is looked for in a recording. */
export type Search =
  /** The middle one of the exits that a filter finds, or one that took about so long. */
  | { readonly kind: 'exits'; readonly filter: string; readonly nearNs: number | null }
  /** An exit in a function, or at an address. */
  | { readonly kind: 'code'; readonly place: string; readonly vcpu: RunVcpu | null }
  /** Where a vCPU was longest in a state. */
  | { readonly kind: 'state'; readonly state: string; readonly vcpu: RunVcpu | null }
  /** Where a poll window became so long. */
  | { readonly kind: 'window'; readonly windowNs: number }
  /** Of these idle periods the one in the middle of an order: all of it, or how it ended. */
  | {
      readonly kind: 'period';
      readonly selection: PeriodSelection;
      readonly order: PeriodOrder;
      readonly shows: 'strategy' | 'wakes';
    }
  /** The dearest of these page faults. */
  | { readonly kind: 'fault'; readonly selection: FaultSelection };

/** Where in a recording an example of a row is. */
export interface Example {
  /** Each is made where those before it find nothing. */
  readonly searches: readonly Search[];
  /** The view that tells most of the row. */
  readonly more: NonNullable<ExampleNotice['more']>;
}

type Row = Pick<Difference, 'id' | 'measure' | 'vcpu'>;

/** Around a percentile: durations that are called it. */
const NEAR = 0.05;

/** What shows a row of a comparison in the recording of a run. `value`: what the row has there. */
export function exampleOf(row: Row, value: number): Example {
  const { family, subject } = rowSubject(row);
  const { vcpu } = row;
  const of = vcpu ?? {};
  switch (family) {
    case 'exits': {
      const words = ['kvm_exit', `reason=${quoted(subject)}`];
      if (vcpu !== null) words.push(`vm=${vcpu.vm}`, `vcpu=${vcpu.vcpu}`);
      const filter = words.join(' ');
      const isPercentile = row.measure === 'p50' || row.measure === 'p99';
      return {
        searches: [{ kind: 'exits', filter, nearNs: isPercentile ? value : null }],
        more: { label: 'All of them in the timeline', shows: [{ notice: 'matches', filter }] },
      };
    }
    case 'state':
      return {
        searches: [{ kind: 'state', state: subject, vcpu }],
        more: { label: 'Idle view', shows: [{ notice: 'idle', vm: 0, ...of }] },
      };
    case 'idle':
      return {
        searches: [period({ ...of, strategy: subject }, 'length', 'strategy')],
        more: idleView({ vm: 0, ...of, strategy: subject }),
      };
    case 'poll_window': {
      const polls: readonly Search[] = [
        { kind: 'state', state: 'halt_poll', vcpu },
        period(of, 'length', 'strategy'),
      ];
      const isLongest = row.measure === 'most';
      return {
        searches: isLongest ? [{ kind: 'window', windowNs: value }, ...polls] : polls,
        more: idleView({ vm: 0, ...of }),
      };
    }
    case 'wakes':
      return {
        searches: [period({ ...of, cause: subject }, 'latency', 'wakes')],
        more: idleView({ vm: 0, ...of }),
      };
    case 'wakeup': {
      const cause = subject === '' ? of : { ...of, cause: subject };
      return {
        searches: [{ ...cause, latencyNs: near(value) }, cause].map((selection) =>
          period(selection, 'latency', 'wakes'),
        ),
        more: idleView({ vm: 0, ...of }),
      };
    }
    case 'idle_length':
      return {
        searches: [{ ...of, lengthNs: near(value) }, of].map((selection) =>
          period(selection, 'length', 'strategy'),
        ),
        more: idleView({ vm: 0, ...of }),
      };
    case 'faults':
      return faultExample({ ...of, cause: subject });
    case 'page':
      return storeExample(pageOf(subject), row.measure);
    case 'hot': {
      const [, place = subject] = /^[^:]+:(.+)$/.exec(subject) ?? [];
      return {
        searches: [{ kind: 'code', place, vcpu }],
        more: { label: 'Code view', shows: [{ notice: 'code', of: 'exits', search: place }] },
      };
    }
  }
}

/** The row with the vCPU of run B that it is about: rows name those of run A, and only such as have a partner. */
export function rowOfB<T extends Row>(row: T, runs: PairedRuns): T {
  return row.vcpu === null ? row : { ...row, vcpu: vcpuOfB(runs)(row.vcpu) ?? row.vcpu };
}

function period(
  selection: PeriodSelection,
  order: PeriodOrder,
  shows: 'strategy' | 'wakes',
): Search {
  return { kind: 'period', selection, order, shows };
}

function idleView(of: {
  readonly vm: number;
  readonly vcpu?: number;
  readonly strategy?: string;
}): Example['more'] {
  return { label: 'Idle view', shows: [{ notice: 'idle', ...of }] };
}

function faultExample(selection: FaultSelection): Example {
  return {
    searches: [{ kind: 'fault', selection }],
    more: { label: 'Pages view', shows: [{ notice: 'faults', selection }] },
  };
}

/** The Pages view shows all faults of the page. */
function storeExample(page: FaultSelection, measure: Row['measure']): Example {
  const stores = measure === 'true.rate' ? 'waking' : measure === 'false.rate' ? 'unheard' : 'all';
  return { ...faultExample(page), searches: [{ kind: 'fault', selection: { ...page, stores } }] };
}

function near(value: number): readonly [number, number] {
  return [value * (1 - NEAR), value * (1 + NEAR)];
}

/** `0x2000000`, `vm1.0x2000000`. */
function pageOf(subject: string): FaultSelection {
  const [, vm = '0', gpa = subject] = /^vm(\d+)\.(.+)$/.exec(subject) ?? [];
  return { vm: Number(vm), gpa: Number(gpa) };
}

function quoted(word: string): string {
  return /^[\w-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
