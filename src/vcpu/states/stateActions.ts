import type { EventBlock, EventKind, WordColumn } from '../../events/EventTable';
import { highWords, lowWords } from '../../events/fields';

/** What an event does to the thread it stands for; from Switch on, threads are named by its fields. */
export const StateAction = {
  Entry: 0,
  Exit: 1,
  HaltEnd: 2,
  Window: 3,
  UserspaceExit: 4,
  /** Anything else of KVM on the thread: it is in the kernel. */
  InKernel: 5,
  /** The run ioctl loads the guest's FPU when it begins, and unloads it when it ends. */
  Fpu: 6,
  /** Anything of an interrupt: the guest of that thread does not run. */
  Interrupt: 7,
  Switch: 8,
  Waking: 9,
  Wakeup: 10,
  Gone: 11,
} as const;

export type StateAction = (typeof StateAction)[keyof typeof StateAction];

/** An event's action and the columns that it needs, of one block. */
export interface StateColumns {
  readonly action: StateAction;
  readonly source: number;
  readonly first: WordColumn | undefined;
  readonly firstHigh: WordColumn | undefined;
  readonly second: WordColumn | undefined;
  readonly third: WordColumn | undefined;
}

/** By event: its action, and its fields in the order of `StateColumns`. */
const actions: ReadonlyMap<string, readonly [StateAction, ...string[]]> = new Map([
  ['kvm_entry', [StateAction.Entry]],
  ['kvm_exit', [StateAction.Exit, 'exit_reason', 'isa']],
  ['kvm_vcpu_wakeup', [StateAction.HaltEnd, 'ns', 'waited']],
  ['kvm_halt_poll_ns', [StateAction.Window, 'new', 'old']],
  ['kvm_userspace_exit', [StateAction.UserspaceExit]],
  ['kvm_fpu', [StateAction.Fpu, 'load']],
  ['sched_switch', [StateAction.Switch, 'prev_pid', 'next_pid', 'prev_state']],
  ['sched_waking', [StateAction.Waking, 'pid']],
  ['sched_wakeup', [StateAction.Wakeup, 'pid']],
  ['sched_wakeup_new', [StateAction.Wakeup, 'pid']],
  ['sched_process_exit', [StateAction.Gone, 'pid']],
  ['hrtimer_expire_entry', [StateAction.Interrupt]],
]);

const INTERRUPT_SYSTEMS = ['irq', 'irq_vectors'];
const KVM_SYSTEMS = ['kvm', 'kvmmmu'];

/** Fields that states are told by: whoever reads a part of a trace should keep them. */
export const STATE_FIELDS: readonly string[] = [...actions.values()].flatMap(
  ([, ...fields]) => fields,
);

/** Whether states depend on an event. */
export function movesStates(system: string, event: string): boolean {
  return actions.has(event) || KVM_SYSTEMS.includes(system) || INTERRUPT_SYSTEMS.includes(system);
}

/** Undefined: states do not depend on the event. */
export function actionOf(block: EventBlock, kind: EventKind): StateColumns | undefined {
  const [action, first, second, third] = actions.get(kind.name) ?? actionOfSystem(kind.system);
  if (action === undefined) return undefined;
  const low = (name: string | undefined): WordColumn | undefined =>
    name === undefined ? undefined : lowWords(block, kind, name);
  return {
    action,
    source: kind.source,
    first: low(first),
    firstHigh: first === undefined ? undefined : highWords(block, kind, first),
    second: low(second),
    third: low(third),
  };
}

function actionOfSystem(system: string): readonly [StateAction?, ...string[]] {
  if (INTERRUPT_SYSTEMS.includes(system)) return [StateAction.Interrupt];
  return KVM_SYSTEMS.includes(system) ? [StateAction.InKernel] : [];
}
