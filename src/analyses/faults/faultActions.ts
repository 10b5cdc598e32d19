import type { EventBlock, EventKind, WordColumn } from '../../events/EventTable';
import { highWords, lowWords } from '../../events/fields';

/** What an event tells about the page fault that a vCPU's thread handles. */
export type FaultAction =
  | 'exit'
  | 'entry'
  | 'fault'
  | 'fast'
  | 'map'
  | 'mmio'
  | 'async'
  | 'own-unmap'
  | 'userspace'
  | 'accept'
  | 'waking';

/** By event: its action and the fields it needs, in the order of `FaultColumns`. */
const actions: ReadonlyMap<string, readonly [FaultAction, ...string[]]> = new Map([
  ['kvm_exit', ['exit', 'exit_reason', 'isa', 'guest_rip']],
  ['kvm_entry', ['entry']],
  ['kvm_page_fault', ['fault', 'fault_address', 'error_code']],
  ['fast_page_fault', ['fast', 'new_spte', 'old_spte']],
  ['kvm_mmu_set_spte', ['map', 'gfn']],
  ['kvm_mmio', ['mmio', 'gpa']],
  ['kvm_fast_mmio', ['mmio', 'gpa']],
  ['mark_mmio_spte', ['mmio']],
  ['handle_mmio_page_fault', ['mmio']],
  ['kvm_try_async_get_page', ['async']],
  ['kvm_async_pf_not_present', ['async']],
  ['kvm_unmap_hva_range', ['own-unmap']],
  ['kvm_set_spte_hva', ['own-unmap']],
  ['kvm_userspace_exit', ['userspace', 'reason', 'errno']],
  ['kvm_apic_accept_irq', ['accept', 'apicid']],
  ['sched_waking', ['waking', 'pid']],
]);

/** An event's action and the columns that it needs, of one block. */
export interface FaultColumns {
  readonly action: FaultAction;
  readonly source: number;
  readonly first: WordColumn | undefined;
  readonly firstHigh: WordColumn | undefined;
  readonly second: WordColumn | undefined;
  readonly secondHigh: WordColumn | undefined;
}

/** Fields that faults are told by: whoever reads a part of a trace should keep them. */
export const FAULT_FIELDS: readonly string[] = [...actions.values()].flatMap(
  ([, ...fields]) => fields,
);

/** Whether the analysis of page faults depends on an event. */
export function tellsFaults(event: string): boolean {
  return actions.has(event);
}

/** Undefined: the event tells nothing about page faults. */
export function faultActionOf(block: EventBlock, kind: EventKind): FaultColumns | undefined {
  const known = actions.get(kind.name);
  if (known === undefined) return undefined;
  const [action, first = '', second = ''] = known;
  return {
    action,
    source: kind.source,
    first: lowWords(block, kind, first),
    firstHigh: highWords(block, kind, first),
    second: lowWords(block, kind, second),
    secondHigh: highWords(block, kind, second),
  };
}
