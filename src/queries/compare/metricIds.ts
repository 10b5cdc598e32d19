import { FAULT_CAUSES } from '../../analyses/faults/faultCause';
import { CAUSES, STRATEGIES } from '../../analyses/idle/words';
import { svmExitReasons } from '../../kvm/svmExitReasons';
import { vmxExitReasons } from '../../kvm/vmxExitReasons';
import { withoutVcpu } from '../../protocol/rowSubject';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';

const PERCENTILES = ['p50', 'p99'];

interface Shape {
  /** undefined: any. */
  readonly subjects: ReadonlySet<string> | undefined;
  readonly measures: readonly string[];
}

const shapes: Readonly<Record<string, Shape>> = {
  exits: {
    subjects: new Set([...vmxExitReasons, ...svmExitReasons].map(([, name]) => name)),
    measures: ['rate', 'per_guest_second', 'ns_per_second', ...PERCENTILES],
  },
  state: { subjects: new Set(VCPU_STATES), measures: ['share'] },
  idle: { subjects: new Set(STRATEGIES), measures: ['rate', 'share', 'fraction'] },
  poll_window: { subjects: new Set(['open']), measures: ['fraction', 'ns_per_halt', 'most'] },
  wakes: { subjects: new Set(CAUSES), measures: ['rate', 'fraction'] },
  wakeup: { subjects: new Set(['', ...CAUSES]), measures: PERCENTILES },
  idle_length: { subjects: new Set(['']), measures: PERCENTILES },
  faults: {
    subjects: new Set(FAULT_CAUSES),
    measures: ['rate', 'per_guest_second', 'ns_per_second'],
  },
  page: { subjects: undefined, measures: ['stores.rate', 'true.rate', 'false.rate'] },
  hot: { subjects: undefined, measures: ['rate'] },
};

/** Whether a row of a comparison can have such an id: what it is about may have happened in neither run. */
export function isMetricId(id: string): boolean {
  const [family = '', ...rest] = withoutVcpu(id).split('.');
  const shape = shapes[family];
  if (shape === undefined) return false;
  const text = rest.join('.');
  return shape.measures.some((measure) => {
    if (text !== measure && !text.endsWith(`.${measure}`)) return false;
    const subject = text.slice(0, -measure.length).replace(/\.$/, '');
    return shape.subjects === undefined ? subject !== '' : shape.subjects.has(subject);
  });
}
