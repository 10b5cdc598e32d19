import { tracepoints } from '../tracepoints';
import type { Tracepoint } from '../tracepoints';

/** What a tracepoint of a made recording looks like, without its id. */
type Shape = readonly [system: string, name: string, ...fields: readonly string[]];

const FIRST_ID = 400;

const shapes: readonly Shape[] = [
  ['kvm', 'kvm_halt_poll_ns', 'bool grow', 'u32 vcpu_id', 'u32 new', 'u32 old'],
  [
    'kvm',
    'kvm_emulate_insn',
    ...['u64 rip', 'u32 csbase', 'u8 len', 'u8[15] insn', 'u8 flags', 'u8 failed'],
  ],
  ['kvm', 'kvm_inj_virq', 'u32 vector', 'bool soft', 'bool reinjected'],
  ['kvm', 'kvm_inj_exception', 'u8 exception', 'u8 has_error', 'u32 error_code'],
  ['kvm', 'kvm_apicv_accept_irq', 'u32 apicid', 'u16 dm', 'u16 tm', 'u8 vec'],
  ['kvm', 'kvm_apic_ipi', 'u32 icr_low', 'u32 dest_id'],
  ['kvm', 'kvm_apic', 'u32 rw', 'u32 reg', 'u64 val'],
  ['kvm', 'kvm_eoi', 'u32 apicid', 's32 vector'],
  ['kvm', 'kvm_msr', 'u32 write', 'u32 ecx', 'u64 data', 'u8 exception'],
  ['kvm', 'kvm_cpuid', 'u32 function', 'u32 index', 'u64 rax', 'u64 rbx', 'u64 rcx', 'u64 rdx'],
  ['kvm', 'kvm_hypercall', 'ulong nr', 'ulong a0', 'ulong a1', 'ulong a2', 'ulong a3'],
  ['kvm', 'kvm_avic_incomplete_ipi', 'u32 vcpu', 'u32 icrh', 'u32 icrl', 'u32 id', 'u32 index'],
  ['kvm', 'kvm_msi_set_irq', 'u64 address', 'u64 data'],
  ['kvm', 'kvm_set_irq', 'u32 gsi', 's32 level', 's32 irq_source_id'],
  ['kvm', 'kvm_ioapic_set_irq', 'u64 e', 's32 pin', 'bool coalesced'],
  ['kvm', 'kvm_pic_set_irq', 'u8 chip', 'u8 pin', 'u8 elcr', 'u8 imr', 'bool coalesced'],
  ['kvm', 'kvm_hv_timer_state', 'u32 vcpu_id', 'u32 hv_timer_in_use'],
  ['kvm', 'kvm_pi_irte_update', 'u32 host_irq', 's32 vcpu_id', 'u32 gsi', 'u32 gvec', 'bool set'],
  ['kvm', 'kvm_fpu', 'u32 load'],
  ['kvm', 'kvm_nested_vmexit', 'u32 exit_reason', 'ulong guest_rip', 'u32 isa', 'u32 vcpu_id'],
  ['kvm', 'kvm_nested_vmexit_inject', 'u32 exit_code', 'u64 exit_info1', 'u64 exit_info2'],
  ['kvm', 'kvm_try_async_get_page', 'u64 gva', 'u64 gfn'],
  ['kvm', 'kvm_async_pf_not_present', 'u64 token', 'u64 gva'],
  ['kvm', 'kvm_async_pf_ready', 'u64 token', 'u64 gva'],
  ['kvm', 'kvm_async_pf_completed', 'ulong address', 'u64 gva'],
  ['kvm', 'kvm_mmio', 'u32 type', 'u32 len', 'u64 gpa', 'u64 val'],
  ['kvm', 'kvm_fast_mmio', 'u64 gpa'],
  ['kvm', 'kvm_unmap_hva_range', 'ulong start', 'ulong end'],
  ['kvm', 'kvm_set_spte_hva', 'ulong hva'],
  ['kvm', 'kvm_pml_full', 'u32 vcpu_id'],
  ['kvm', 'kvm_dirty_ring_push', 's32 index', 'u32 slot', 'u64 offset'],
  ['kvmmmu', 'kvm_mmu_set_spte', 'u64 gfn', 'u64 spte', 'u64 sptep', 'u8 level'],
  ['kvmmmu', 'kvm_mmu_spte_requested', 'u64 gfn', 'u64 pfn', 'u8 level'],
  [
    'kvmmmu',
    'fast_page_fault',
    ...['s32 vcpu_id', 'u64 cr2_or_gpa', 'u64 error_code', 'u64 old_spte', 'u64 new_spte'],
  ],
  [
    'kvmmmu',
    'kvm_tdp_mmu_spte_changed',
    ...['u64 gfn', 'u64 old_spte', 'u64 new_spte', 's32 level', 's32 as_id'],
  ],
  ['kvmmmu', 'kvm_mmu_zap_all_fast', 'u8 mmu_valid_gen', 'u32 used_pages'],
  [
    'sched',
    'sched_switch',
    ...['char[16] prev_comm', 's32 prev_pid', 's32 prev_prio', 's64 prev_state'],
    ...['char[16] next_comm', 's32 next_pid', 's32 next_prio'],
  ],
  ['sched', 'sched_wakeup', 'char[16] comm', 's32 pid', 's32 prio', 's32 target_cpu'],
  ['sched', 'sched_migrate_task', 'char[16] comm', 's32 pid', 's32 orig_cpu', 's32 dest_cpu'],
  ['sched', 'sched_process_exit', 'char[16] comm', 's32 pid', 's32 prio'],
  ['timer', 'hrtimer_expire_entry', 'u64 hrtimer', 's64 now', 'u64 function'],
  ['timer', 'hrtimer_expire_exit', 'u64 hrtimer'],
  ['irq', 'irq_handler_entry', 's32 irq', 'char[16] name'],
  ['irq', 'irq_handler_exit', 's32 irq', 's32 ret'],
  ['irq_vectors', 'local_timer_entry', 's32 vector'],
  ['irq_vectors', 'reschedule_entry', 's32 vector'],
  ['signal', 'signal_generate', 's32 sig', 's32 errno', 's32 code', 'char[16] comm', 's32 pid'],
];

/** Of made recordings that tell why vCPUs were idle. `X3`: kvm_exit as up to 5.9, without `intr_info`. */
export function idleTracepoints(layout: 'X3' | 'X4'): readonly Tracepoint[] {
  const known = tracepoints.map((tracepoint) =>
    tracepoint.name === 'kvm_exit' && layout === 'X3' ? withoutInfo(tracepoint) : tracepoint,
  );
  const more = shapes.map(([system, name, ...fields], at) => ({
    system,
    name,
    id: FIRST_ID + at,
    fields,
  }));
  return [...known, ...more];
}

function withoutInfo(exit: Tracepoint): Tracepoint {
  return { ...exit, fields: exit.fields.filter((field) => !/intr_info|error_code/.test(field)) };
}
