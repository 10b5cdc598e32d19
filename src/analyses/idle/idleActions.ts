import type { EventBlock, EventKind, WordColumn } from '../../events/EventTable';
import { highWords, lowWords } from '../../events/fields';

/** What an event tells about idling and waking. */
export const IdleAction = {
  Entry: 0,
  Exit: 1,
  HaltEnd: 2,
  Window: 3,
  UserspaceExit: 4,
  Emulate: 5,
  Inject: 6,
  InjectException: 7,
  Accept: 8,
  PostedAccept: 9,
  Ipi: 10,
  Hypercall: 11,
  HyperVIpi: 12,
  AvicIpi: 13,
  Msi: 14,
  Line: 15,
  PageFault: 16,
  NestedInject: 17,
  AsyncPage: 18,
  AsyncReady: 19,
  AsyncDone: 20,
  Msr: 21,
  Cpuid: 22,
  Paravirtual: 23,
  Switch: 24,
  Waking: 25,
  Signal: 26,
  PostedRoute: 27,
  Apic: 28,
  Timer: 29,
  Device: 30,
  LocalTimer: 31,
  Vector: 32,
  InterruptEnd: 33,
} as const;

export type IdleAction = (typeof IdleAction)[keyof typeof IdleAction];

/** By event: its action and the fields it needs, in the order of `IdleColumns`; `|` parts names over the versions. */
const actions: ReadonlyMap<string, readonly [IdleAction, ...string[]]> = new Map([
  ['kvm_entry', [IdleAction.Entry, 'intr_info']],
  ['kvm_exit', [IdleAction.Exit, 'exit_reason', 'guest_rip', 'isa', 'intr_info|info2']],
  ['kvm_vcpu_wakeup', [IdleAction.HaltEnd, 'waited', 'ns']],
  ['kvm_halt_poll_ns', [IdleAction.Window, 'new', 'old']],
  ['kvm_userspace_exit', [IdleAction.UserspaceExit, 'reason', 'errno']],
  ['kvm_emulate_insn', [IdleAction.Emulate, 'insn', 'rip']],
  ['kvm_inj_virq', [IdleAction.Inject, 'vector|irq']],
  ['kvm_inj_exception', [IdleAction.InjectException, 'exception']],
  ['kvm_apic_accept_irq', [IdleAction.Accept, 'apicid', 'vec', 'dm']],
  ['kvm_apicv_accept_irq', [IdleAction.PostedAccept, 'apicid', 'vec', 'dm']],
  ['kvm_apic_ipi', [IdleAction.Ipi, 'icr_low']],
  ['kvm_hypercall', [IdleAction.Hypercall, 'nr', 'a3']],
  ['kvm_hv_send_ipi', [IdleAction.HyperVIpi, 'vector']],
  ['kvm_hv_send_ipi_ex', [IdleAction.HyperVIpi, 'vector']],
  ['kvm_avic_incomplete_ipi', [IdleAction.AvicIpi, 'icrl']],
  ['kvm_msi_set_irq', [IdleAction.Msi, 'data']],
  ['kvm_set_irq', [IdleAction.Line, 'gsi']],
  ['kvm_pi_irte_update', [IdleAction.PostedRoute, 'vcpu_id', 'host_irq|gsi', 'set']],
  ['kvm_page_fault', [IdleAction.PageFault, 'error_code', 'fault_address']],
  ['kvm_nested_vmexit_inject', [IdleAction.NestedInject]],
  ['kvm_async_pf_not_present', [IdleAction.AsyncPage]],
  ['kvm_async_pf_ready', [IdleAction.AsyncReady]],
  ['kvm_async_pf_completed', [IdleAction.AsyncDone]],
  ['kvm_msr', [IdleAction.Msr, 'ecx', 'data', 'write|rw']],
  ['kvm_apic', [IdleAction.Apic, 'reg', 'val', 'rw']],
  ['kvm_cpuid', [IdleAction.Cpuid, 'function', 'rax', 'rbx', 'rcx']],
  ['kvm_pv_eoi', [IdleAction.Paravirtual]],
  ['kvm_pv_tlb_flush', [IdleAction.Paravirtual]],
  ['sched_switch', [IdleAction.Switch, 'prev_pid', 'next_pid', 'prev_state']],
  ['sched_waking', [IdleAction.Waking, 'pid']],
  ['signal_generate', [IdleAction.Signal, 'pid']],
  ['hrtimer_expire_entry', [IdleAction.Timer]],
  ['hrtimer_expire_exit', [IdleAction.InterruptEnd]],
  ['irq_handler_entry', [IdleAction.Device]],
  ['irq_handler_exit', [IdleAction.InterruptEnd]],
  ['local_timer_entry', [IdleAction.LocalTimer]],
]);

/** An event's action and the columns that it needs, of one block. */
export interface IdleColumns {
  readonly action: IdleAction;
  readonly source: number;
  readonly first: WordColumn | undefined;
  readonly second: WordColumn | undefined;
  readonly secondHigh: WordColumn | undefined;
  readonly third: WordColumn | undefined;
  readonly fourth: WordColumn | undefined;
}

/** Fields that idle periods are told by: whoever reads a part of a trace should keep them. */
export const IDLE_FIELDS: readonly string[] = [...actions.values()].flatMap(([, ...fields]) =>
  fields.flatMap((names) => names.split('|')),
);

/** Whether idle periods depend on an event. */
export function tellsIdling(system: string, event: string): boolean {
  if (event === 'kvm_apic') return false;
  return actions.has(event) || (system === 'irq_vectors' && event.endsWith('_entry'));
}

/** Whether an event tells who sends IPIs, as those by which idle periods are told do. */
export function tellsSenders(system: string, event: string): boolean {
  return event === 'kvm_apic' || tellsIdling(system, event);
}

/** Undefined: the event tells nothing about idling. */
export function idleActionOf(block: EventBlock, kind: EventKind): IdleColumns | undefined {
  const known = actions.get(kind.name);
  const [action, first, second, third, fourth] =
    known ?? (tellsIdling(kind.system, kind.name) ? [IdleAction.Vector] : []);
  if (action === undefined) return undefined;
  const low = (names: string | undefined): WordColumn | undefined =>
    names === undefined ? undefined : lowWords(block, kind, ...names.split('|'));
  return {
    action,
    source: kind.source,
    first: low(first),
    second: low(second),
    secondHigh: second === undefined ? undefined : highWords(block, kind, second),
    third: low(third),
    fourth: low(fourth),
  };
}
