import type { EventBlock, EventKind, WordColumn } from '../../events/EventTable';
import { highWords, lowWords } from '../../events/fields';

/** What an event tells about page faults and the pages' entries. */
export const FaultAction = {
  Exit: 0,
  Entry: 1,
  Switch: 2,
  Waking: 3,
  Accept: 4,
  /** From here on: about the fault that the event's own thread handles. */
  Fault: 5,
  Fast: 6,
  Requested: 7,
  Map: 8,
  Mmio: 9,
  FastMmio: 10,
  MmioMark: 11,
  Async: 12,
  Emulate: 13,
  Userspace: 14,
  Nested: 15,
  DirtyRing: 16,
  /** From here on: any thread takes a page's entry away, or what the entry allowed. */
  Change: 17,
  Unmap: 18,
  Replace: 19,
  ZapAll: 20,
  Split: 21,
  PmlFull: 22,
  /** A host CPU is interrupted to run a function, as KVM does to make vCPUs leave their guests. */
  Call: 23,
} as const;

/** How many there are. */
export const FAULT_ACTIONS = 24;

export type FaultAction = (typeof FaultAction)[keyof typeof FaultAction];

/** By event: its action and the fields it needs, in the order of `FaultColumns.low`. */
const actions: ReadonlyMap<string, readonly [FaultAction, ...string[]]> = new Map([
  [
    'kvm_exit',
    [FaultAction.Exit, 'exit_reason', 'isa', 'guest_rip', 'info1', 'info2', 'intr_info'],
  ],
  ['kvm_entry', [FaultAction.Entry]],
  ['sched_switch', [FaultAction.Switch, 'prev_pid', 'prev_state', 'next_pid']],
  ['sched_waking', [FaultAction.Waking, 'pid']],
  ['kvm_apic_accept_irq', [FaultAction.Accept, 'apicid']],
  ['kvm_page_fault', [FaultAction.Fault, 'fault_address', 'error_code']],
  ['fast_page_fault', [FaultAction.Fast, 'new_spte', 'old_spte']],
  ['kvm_mmu_spte_requested', [FaultAction.Requested, 'gfn']],
  ['kvm_mmu_set_spte', [FaultAction.Map, 'gfn', 'level', 'spte']],
  ['kvm_mmio', [FaultAction.Mmio, 'gpa']],
  ['kvm_fast_mmio', [FaultAction.FastMmio, 'gpa']],
  ['mark_mmio_spte', [FaultAction.MmioMark]],
  ['handle_mmio_page_fault', [FaultAction.MmioMark]],
  ['kvm_try_async_get_page', [FaultAction.Async]],
  ['kvm_async_pf_not_present', [FaultAction.Async]],
  ['kvm_emulate_insn', [FaultAction.Emulate]],
  ['kvm_userspace_exit', [FaultAction.Userspace, 'reason', 'errno']],
  ['kvm_nested_vmexit', [FaultAction.Nested]],
  ['kvm_dirty_ring_push', [FaultAction.DirtyRing]],
  ['kvm_tdp_mmu_spte_changed', [FaultAction.Change, 'gfn', 'new_spte', 'old_spte', 'level']],
  ['kvm_unmap_hva_range', [FaultAction.Unmap, 'start', 'end']],
  ['kvm_unmap_hva', [FaultAction.Replace, 'hva']],
  ['kvm_set_spte_hva', [FaultAction.Replace, 'hva']],
  ['kvm_mmu_zap_all_fast', [FaultAction.ZapAll]],
  ['kvm_mmu_invalidate_zap_all_pages', [FaultAction.ZapAll]],
  ['kvm_mmu_split_huge_page', [FaultAction.Split]],
  ['kvm_pml_full', [FaultAction.PmlFull]],
  ['call_function_entry', [FaultAction.Call]],
  ['call_function_single_entry', [FaultAction.Call]],
]);

/** An event's action and the columns that it needs, of one block; the columns in the order of its fields. */
export interface FaultColumns {
  readonly action: FaultAction;
  readonly source: number;
  /** Whether the event has fields: it tells nothing where they were not recorded. */
  readonly hasFields: boolean;
  readonly low: readonly (WordColumn | undefined)[];
  readonly high: readonly (WordColumn | undefined)[];
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
  const [action, ...fields] = known;
  const low = fields.map((field) => lowWords(block, kind, field));
  return {
    action,
    source: kind.source,
    hasFields: low[0] !== undefined,
    low,
    high: fields.map((field) => highWords(block, kind, field)),
  };
}
