import { FAULT_CAUSES } from '../../analyses/faults/faultCause';
import { CAUSES, STRATEGIES } from '../../analyses/idle/words';
import { svmExitReasons } from '../../kvm/svmExitReasons';
import { vmxExitReasons } from '../../kvm/vmxExitReasons';
import type { Measure } from '../../protocol/compare';
import { withoutVcpu } from '../../protocol/rowSubject';
import { VCPU_STATES } from '../../vcpu/states/VcpuState';
import { measuresOf, percentiles } from './measures';

const PERCENTILES = percentiles.map(({ measure }) => measure);

interface Shape {
  /** undefined: any. */
  readonly subjects: ReadonlySet<string> | undefined;
  readonly measures: readonly Measure[];
}

const shapes: Readonly<Record<string, Shape>> = {
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

/** Whether a row of a comparison can have such an id: what it is about may have happened in neither run. */
export function isMetricId(id: string): boolean {
  const [family = '', ...rest] = withoutVcpu(id).split('.');
  // A family may be called as what every object has.
  const shape = Object.hasOwn(shapes, family) ? shapes[family] : undefined;
  if (shape === undefined) return false;
  const text = rest.join('.');
  return shape.measures.some((measure) => {
    if (text !== measure && !text.endsWith(`.${measure}`)) return false;
    const subject = text.slice(0, -measure.length).replace(/\.$/, '');
    return shape.subjects === undefined ? subject !== '' : shape.subjects.has(subject);
  });
}
