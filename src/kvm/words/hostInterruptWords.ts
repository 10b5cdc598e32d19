import { hex } from '../../base/hex';
import {
  decimalField,
  groupedField,
  hexField,
  integerOf,
  isSet,
  numberOf,
  textOf,
  wordOf,
} from '../fieldValues';
import { hostVectorMeaning, hostVectorName } from '../hostVectors';
import { hrtimerPurpose } from '../hrtimerFunctions';
import { softirqName } from '../softirqs';
import type { DescribedEvent, Describer, Describers, Words } from './words';

/** Interrupts of the host, system `irq`. Source: domain reference A.4. */
export const irqWords: Describers = {
  irq_handler_entry: ({ fields }) => ({
    summary: `host IRQ ${decimalField(fields, 'irq')}${deviceOf(fields)} begins`,
  }),
  irq_handler_exit: ({ fields }) => ({
    summary: `host IRQ ${decimalField(fields, 'irq')} ends, ${isSet(fields, 'ret') ? 'handled' : 'not handled'}`,
  }),
  softirq_entry: softirqWords('begins'),
  softirq_exit: softirqWords('ends'),
  softirq_raise: softirqWords('is requested'),
};

/** Any tracepoint of system `irq_vectors`: `local_timer_entry`, `reschedule_exit`, … */
export function hostVectorWords({ name, fields }: DescribedEvent): Words {
  const vector = wordOf(fields, 'vector');
  const edge = name.endsWith('_entry') ? 'begins' : name.endsWith('_exit') ? 'ends' : name;
  if (vector === undefined) return { summary: `host interrupt ${edge}, vector unknown` };
  const vectorName = hostVectorName(vector);
  const meaning = hostVectorMeaning(vector);
  const named = vectorName === undefined ? hex(vector) : `${hex(vector)} ${vectorName}`;
  return {
    summary: `host vector ${named} ${edge}`,
    sentences: [meaning === undefined ? undefined : `It is ${meaning}.`],
    meanings: { vector: vectorName },
  };
}

/** Timers of the host, system `timer`. The clock of `now` and `expires` is the timer's own. */
export const hostTimerWords: Describers = {
  hrtimer_expire_entry: ({ fields }) => ({
    summary: `hrtimer fires: ${functionOf(fields)}, now ${groupedField(fields, 'now')} ns`,
    meanings: { function: purposeOf(fields) },
  }),
  hrtimer_expire_exit: ({ fields }) => ({
    summary: `hrtimer ${hexField(fields, 'hrtimer')} has been handled`,
  }),
  hrtimer_start: ({ fields }) => ({
    summary: `hrtimer armed: ${functionOf(fields)}, expires ${groupedField(fields, 'expires')} ns`,
    meanings: { function: purposeOf(fields) },
  }),
  tick_stop: ({ fields }) => ({
    summary: `tick ${isSet(fields, 'success') ? 'stopped' : 'not stopped'}, dependency ${hexField(fields, 'dependency')}`,
  }),
  hrtimer_cancel: ({ fields }) => ({ summary: `hrtimer ${hexField(fields, 'hrtimer')} cancelled` }),
};

/** System `power`. */
export const powerWords: Describers = {
  cpu_idle: cpuIdleWords,
  guest_halt_poll_ns: ({ fields }) => ({
    summary: `guest's own halt-poll window ${isSet(fields, 'grow') ? 'grows' : 'shrinks'}: ${groupedField(fields, 'old')} → ${groupedField(fields, 'new')} ns`,
    sentences: ['Traced within the guest, by the haltpoll governor.'],
  }),
};

/** System `ipi`. */
export const ipiWords: Describers = {
  ipi_send_cpu: ({ fields }) => ({
    summary: `IPI to host CPU ${decimalField(fields, 'cpu')}, callback ${symbolOf(fields, 'callback')}`,
  }),
  ipi_send_cpumask: ({ fields }) => ({
    summary: `IPI to host CPUs ${textOf(fields, 'cpumask') ?? 'of a mask'}, callback ${symbolOf(fields, 'callback')}`,
  }),
};

/** System `csd`: function calls between host CPUs. */
export const csdWords: Describers = {
  csd_queue_cpu: ({ fields }) => ({
    summary: `function ${symbolOf(fields, 'func')} queued for host CPU ${decimalField(fields, 'cpu')}`,
  }),
  csd_function_entry: ({ fields }) => ({
    summary: `function ${symbolOf(fields, 'func')} of another host CPU begins`,
  }),
  csd_function_exit: ({ fields }) => ({
    summary: `function ${symbolOf(fields, 'func')} of another host CPU ends`,
  }),
};

type Fields = DescribedEvent['fields'];

function deviceOf(fields: Fields): string {
  const device = textOf(fields, 'name');
  return device === undefined ? '' : ` ${device}`;
}

function softirqWords(edge: string): Describer {
  return ({ fields }) => {
    const vec = numberOf(fields, 'vec');
    const name = vec === undefined ? undefined : softirqName(vec);
    const named = `${name ?? 'unnamed'} (${decimalField(fields, 'vec')})`;
    return { summary: `soft interrupt ${named} ${edge}`, meanings: { vec: name } };
  };
}

/** The kernel marks "leaves idle" with -1, which some readers deliver unsigned. */
function cpuIdleWords({ fields }: DescribedEvent): Words {
  const state = integerOf(fields, 'state');
  const hostCpu = decimalField(fields, 'cpu_id');
  const isLeaving = state !== undefined && BigInt.asUintN(32, state) === 0xffff_ffffn;
  return {
    summary: isLeaving
      ? `CPU ${hostCpu} leaves idle`
      : `CPU ${hostCpu} enters idle state ${decimalField(fields, 'state')}`,
    meanings: { state: isLeaving ? 'leaves idle' : 'index of the idle state' },
  };
}

function symbolOf(fields: Fields, name: string): string {
  return textOf(fields, name) ?? hexField(fields, name);
}

function functionOf(fields: Fields): string {
  const purpose = purposeOf(fields);
  const symbol = symbolOf(fields, 'function');
  return purpose === undefined ? symbol : `${symbol}, ${purpose}`;
}

function purposeOf(fields: Fields): string | undefined {
  const symbol = textOf(fields, 'function');
  return symbol === undefined ? undefined : hrtimerPurpose(symbol);
}
