import { FAULT_CAUSES } from '../../analyses/faults/faultCause';
import { CAUSES, STRATEGIES } from '../../analyses/idle/words';
import { svmExitReasons } from '../../kvm/svmExitReasons';
import { vmxExitReasons } from '../../kvm/vmxExitReasons';
import type { Measure } from '../../protocol/compare';
import { withoutVcpu } from '../../protocol/rowSubject';
import type { RunVcpu, SeriesFamily } from '../../protocol/compare';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';
import { measuresOf, percentiles } from './measures';

const PERCENTILES = percentiles.map(({ measure }) => measure);
/** Rows of these are of all vCPUs together. */
const OF_ALL_VCPUS: ReadonlySet<string> = new Set(['page', 'hot', 'most', ...PERCENTILES]);

interface Shape {
  /** undefined: any. */
  readonly subjects: ReadonlySet<string> | undefined;
  readonly measures: readonly Measure[];
}

const shapes: Readonly<Record<MetricId['family'], Shape>> = {
  exits: {
    subjects: new Set([...vmxExitReasons, ...svmExitReasons].map(([, name]) => name)),
    measures: [...measuresOf.exits, ...PERCENTILES],
  },
  state: { subjects: new Set(VCPU_STATES), measures: measuresOf.state },
  idle: { subjects: new Set(STRATEGIES), measures: measuresOf.idle },
  poll_window: { subjects: new Set(['open']), measures: [...measuresOf.poll_window, 'most'] },
  wakes: { subjects: new Set(CAUSES), measures: measuresOf.wakes },
  wakeup: { subjects: new Set(['', ...CAUSES]), measures: PERCENTILES },
  idle_length: { subjects: new Set(['']), measures: PERCENTILES },
  faults: { subjects: new Set(FAULT_CAUSES), measures: measuresOf.faults },
  page: { subjects: undefined, measures: measuresOf.page },
  hot: { subjects: undefined, measures: measuresOf.hot },
};

/** What the id of a row says. */
export interface MetricId {
  /** undefined: all vCPUs together. */
  readonly vcpu: RunVcpu | undefined;
  readonly family: SeriesFamily | 'wakeup' | 'idle_length';
  /** '' of all wakeups, and of the length of idle periods. */
  readonly subject: string;
  readonly measure: Measure;
}

/** Takes an id apart that a row of a comparison can have: what it is about may have happened in neither run. */
export function metricOf(id: string): MetricId | undefined {
  const [, vm, number] = /^vm(\d+)\.vcpu(\d+)\./.exec(id) ?? [];
  const vcpu = vm === undefined ? undefined : { vm: Number(vm), vcpu: Number(number) };
  const [family = '', ...rest] = withoutVcpu(id).split('.');
  if (!isFamily(family)) return undefined;
  const { subjects, measures } = shapes[family];
  const text = rest.join('.');
  for (const measure of measures) {
    if (text !== measure && !text.endsWith(`.${measure}`)) continue;
    if (vcpu !== undefined && [family, measure].some((of) => OF_ALL_VCPUS.has(of))) continue;
    const subject = text.slice(0, -measure.length).replace(/\.$/, '');
    const isKnown = subjects === undefined ? subject !== '' : subjects.has(subject);
    if (isKnown) return { vcpu, family, subject, measure };
  }
  return undefined;
}

function isFamily(family: string): family is MetricId['family'] {
  return Object.hasOwn(shapes, family);
}
