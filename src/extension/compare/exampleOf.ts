import type { Difference, VcpuPair } from '../../protocol/compare';
import type { PeriodOrder, PeriodSelection } from '../../protocol/idle';
import type { FaultSelection } from '../../protocol/pages';
import type { CodeNotice, IdleNotice, MatchesNotice } from '../../protocol/requests';
import { rowSubject } from '../../protocol/rowSubject';

/** Where in a recording an example of a row is: a view with what it is about, or something to be looked for. */
export type Example =
  | { readonly kind: 'view'; readonly notice: MatchesNotice | IdleNotice | CodeNotice }
  /** The first of these idle periods; each selection where the one before it finds none. */
  | {
      readonly kind: 'period';
      readonly selections: readonly PeriodSelection[];
      readonly order: PeriodOrder;
    }
  /** The dearest of these page faults. */
  | { readonly kind: 'fault'; readonly selection: FaultSelection };

type Row = Pick<Difference, 'id' | 'measure' | 'vcpu'>;

/** Around a percentile: durations that are called it. */
const NEAR = 0.05;

/** What shows a row of a comparison in the recording of a run. `value`: what the row has there. */
export function exampleOf(row: Row, value: number): Example {
  const { family, subject } = rowSubject(row);
  const of = row.vcpu ?? {};
  switch (family) {
    case 'exits': {
      const words = ['kvm_exit', `reason=${quoted(subject)}`];
      if (row.vcpu !== null) words.push(`vm=${row.vcpu.vm}`, `vcpu=${row.vcpu.vcpu}`);
      return { kind: 'view', notice: { notice: 'matches', filter: words.join(' ') } };
    }
    case 'state':
      return { kind: 'view', notice: { notice: 'idle', vm: 0, ...of } };
    case 'idle':
      return { kind: 'view', notice: { notice: 'idle', vm: 0, ...of, strategy: subject } };
    case 'wakes':
      return { kind: 'period', selections: [{ ...of, cause: subject }], order: 'latency' };
    case 'wakeup': {
      const cause = subject === '' ? of : { ...of, cause: subject };
      const latencyNs = near(value);
      return { kind: 'period', selections: [{ ...cause, latencyNs }, cause], order: 'latency' };
    }
    case 'idle_length':
      return {
        kind: 'period',
        selections: [{ ...of, lengthNs: near(value) }, of],
        order: 'length',
      };
    case 'faults':
      return { kind: 'fault', selection: { ...of, cause: subject } };
    case 'page':
      return { kind: 'fault', selection: pageOf(subject) };
    case 'hot': {
      const [, search = subject] = /^[^:]+:(.+)$/.exec(subject) ?? [];
      return { kind: 'view', notice: { notice: 'code', of: 'exits', search } };
    }
  }
}

/** The row with the vCPU of run B that it is about: rows name those of run A. */
export function rowOfB(row: Row, pairing: readonly VcpuPair[]): Row {
  const { vcpu } = row;
  const paired = pairing.find(({ a }) => a.vm === vcpu?.vm && a.vcpu === vcpu.vcpu);
  return paired === undefined ? row : { ...row, vcpu: paired.b };
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
