import type { FieldList } from './fieldList';

const exitFields =
  'exit_reason guest_rip vcpu_id isa info1 info2 intr_info error_code requests' as const;
/** `kvm_nested_vmexit` before 5.10, and `kvm_nested_vmexit_inject` in all versions. */
const nestedExitFields = 'exit_code exit_info1 exit_info2 exit_int_info exit_int_info_err' as const;
/** Names on arm64, riscv, and on powerpc, mips and loongarch (B.9). */
const foreignExitFields =
  'ret esr_ec vcpu_pc sepc scause stval htval htinst exit_nr pc reason' as const;

/** Domain reference A.1. */
const runLoopFields: FieldList = {
  kvm_entry: 'vcpu_id rip immediate_exit intr_info error_code vcpu_pc pc',
  kvm_exit: `${exitFields} ${foreignExitFields}`,
  kvm_userspace_exit: 'reason errno',
  kvm_vcpu_wakeup: 'ns waited valid',
  kvm_halt_poll_ns: 'vcpu_id new old grow',
  // `insn` is 15 bytes, of which the first few are kept: enough to see that it is a HLT.
  kvm_emulate_insn: 'rip csbase len insn flags failed',
  kvm_fpu: 'load',
  kvm_nested_vmexit: `${exitFields} rip ${nestedExitFields}`,
  kvm_nested_vmexit_inject: `${nestedExitFields} isa`,
  kvm_nested_vmenter: 'rip vmcb nested_rip int_ctl event_inj tdp_enabled guest_pgd isa',
  kvm_nested_vmrun: 'rip vmcb nested_rip int_ctl event_inj npt',
  kvm_nested_intr_vmexit: 'rip',
  kvm_smm_transition: 'vcpu_id smbase entering',
  kvm_enter_smm: 'vcpu_id smbase entering',
  kvm_ple_window_update: 'vcpu_id new old',
  kvm_ple_window: 'vcpu_id new old grow',
};

/** Domain reference A.2. */
const interruptFields: FieldList = {
  kvm_apic_accept_irq: 'apicid dm tm vec coalesced',
  kvm_apicv_accept_irq: 'apicid dm tm vec',
  kvm_apic_ipi: 'icr_low dest_id',
  kvm_apic: 'rw reg val',
  kvm_eoi: 'apicid vector',
  kvm_pv_eoi: 'apicid vector',
  kvm_inj_virq: 'vector irq soft reinjected',
  kvm_inj_exception: 'exception has_error error_code reinjected',
  kvm_set_irq: 'gsi level irq_source_id',
  kvm_msi_set_irq: 'address data',
  kvm_ioapic_set_irq: 'e pin coalesced',
  kvm_ioapic_delayed_eoi_inj: 'e',
  kvm_pic_set_irq: 'chip pin elcr imr coalesced',
  kvm_ack_irq: 'irqchip pin',
  kvm_hv_timer_state: 'vcpu_id hv_timer_in_use',
  kvm_wait_lapic_expire: 'vcpu_id delta',
  kvm_pi_irte_update: 'host_irq vcpu_id gsi gvec pi_desc_addr set',
  kvm_avic_incomplete_ipi: 'vcpu icrh icrl id index',
  kvm_avic_kick_vcpu_slowpath: 'icrh icrl index',
  kvm_avic_doorbell: 'vcpuid apicid',
  kvm_avic_ga_log: 'vmid vcpuid',
  kvm_avic_unaccelerated_access: 'vcpu offset ft rw vec',
  kvm_apicv_inhibit_changed: 'reason set inhibits',
  kvm_apicv_update_request: 'activate reason bit',
};

/** Calls and registers of the guest: domain reference A.2, end. */
const guestRequestFields: FieldList = {
  kvm_hypercall: 'nr a0 a1 a2 a3',
  kvm_xen_hypercall: 'nr a0 a1 a2 a3 a4 a5 cpl',
  kvm_hv_hypercall: 'code fast rep_cnt rep_idx ingpa outgpa var_cnt',
  kvm_hv_hypercall_done: 'result',
  kvm_hv_send_ipi: 'vector processor_mask',
  kvm_hv_send_ipi_ex: 'vector format valid_bank_mask',
  kvm_hv_flush_tlb: 'processor_mask address_space flags',
  kvm_hv_flush_tlb_ex: 'valid_bank_mask format address_space flags',
  kvm_hv_stimer_callback: 'vcpu_id timer_index',
  kvm_hv_stimer_expiration: 'vcpu_id timer_index direct msg_send_result',
  kvm_hv_stimer_start_one_shot: 'vcpu_id timer_index time_now count',
  kvm_hv_stimer_start_periodic: 'vcpu_id timer_index time_now exp_time',
  kvm_hv_stimer_set_config: 'vcpu_id timer_index config host',
  kvm_hv_stimer_set_count: 'vcpu_id timer_index count host',
  kvm_hv_stimer_cleanup: 'vcpu_id timer_index',
  kvm_hv_synic_set_irq: 'vcpu_id sint vector ret',
  kvm_hv_synic_send_eoi: 'vcpu_id vector',
  kvm_hv_synic_set_msr: 'vcpu_id msr data host',
  kvm_hv_notify_acked_sint: 'vcpu_id sint',
  kvm_msr: 'write rw ecx data exception',
  kvm_cr: 'rw cr val',
  kvm_cpuid: 'function index rax rbx rcx rdx found used_max_basic',
  kvm_pio: 'rw port size count val',
  kvm_pv_tlb_flush: 'vcpu_id need_flush_tlb',
  kvm_write_tsc_offset: 'vcpu_id previous_tsc_offset next_tsc_offset',
  kvm_track_tsc: 'vcpu_id nr_vcpus_matched_tsc online_vcpus use_master_clock host_clock',
  kvm_pvclock_update: 'vcpu_id version tsc_timestamp system_time tsc_to_system_mul tsc_shift flags',
  kvm_update_master_clock: 'use_master_clock host_clock offset_matched',
};

/** Domain reference A.3. */
const memoryFields: FieldList = {
  kvm_page_fault: 'fault_address error_code guest_rip vcpu_id',
  kvm_mmio: 'type len gpa val',
  kvm_fast_mmio: 'gpa',
  vcpu_match_mmio: 'gva gpa write gpa_match',
  kvm_unmap_hva_range: 'start end',
  kvm_unmap_hva: 'hva',
  kvm_age_hva: 'start end',
  kvm_age_page: 'hva gfn level referenced',
  kvm_test_age_hva: 'hva',
  kvm_set_spte_hva: 'hva',
  kvm_try_async_get_page: 'gva gfn',
  kvm_async_pf_repeated_fault: 'gva gfn',
  kvm_async_pf_doublefault: 'gva gfn',
  kvm_async_pf_not_present: 'token gva',
  kvm_async_pf_ready: 'token gva',
  kvm_async_pf_completed: 'address gva pfn',
  kvm_pml_full: 'vcpu_id',
  kvm_dirty_ring_push: 'index slot offset dirty_index reset_index',
  kvm_dirty_ring_reset: 'index dirty_index reset_index',
  kvm_dirty_ring_exit: 'vcpu_id',
  kvm_rmp_fault: 'vcpu_id gpa pfn error_code rmp_level psmash_ret',
  kvm_vmgexit_enter: 'vcpu_id exit_reason info1 info2',
  kvm_vmgexit_exit: 'vcpu_id exit_reason info1 info2',
  kvm_vmgexit_msr_protocol_enter: 'vcpu_id ghcb_gpa',
  kvm_vmgexit_msr_protocol_exit: 'vcpu_id ghcb_gpa result',
};

/** What the generic layer needs on arm64 and s390: domain reference B.9. */
const foreignFields: FieldList = {
  kvm_wfx_arm64: 'vcpu_pc is_wfe',
  kvm_guest_fault: 'vcpu_pc hsr hxfar ipa',
  kvm_timer_hrtimer_expire: 'timer_idx',
  kvm_s390_sie_enter: 'id pswmask pswaddr cpuflags',
  kvm_s390_sie_exit: 'id pswmask pswaddr icptcode',
};

/** Tracepoints of system `kvm`: arch/x86/kvm/trace.h, include/trace/events/kvm.h. */
export const kvmFields: FieldList = {
  ...runLoopFields,
  ...interruptFields,
  ...guestRequestFields,
  ...memoryFields,
  ...foreignFields,
};

/**
 * Tracepoints of system `kvmmmu`: domain reference A.3, F.2, F.4; arch/x86/kvm/mmu/mmutrace.h.
 * The walk of the guest's page tables (`kvm_mmu_paging_element`, `kvm_mmu_pagetable_walk`) is left
 * out on purpose: it can be half of a recording and answers no question.
 */
export const kvmmmuFields: FieldList = {
  fast_page_fault: 'vcpu_id cr2_or_gpa gva error_code sptep old_spte new_spte ret retry',
  kvm_mmu_spte_requested: 'gfn pfn level',
  kvm_mmu_set_spte: 'gfn spte sptep level r x u',
  kvm_tdp_mmu_spte_changed: 'gfn old_spte new_spte level as_id',
  mark_mmio_spte: 'gfn sptep access gen',
  handle_mmio_page_fault: 'addr gfn access',
  check_mmio_spte: 'spte kvm_gen spte_gen',
  kvm_mmu_split_huge_page: 'gfn spte level errno',
  kvm_mmu_zap_all_fast: 'mmu_valid_gen mmu_used_pages',
  kvm_mmu_invalidate_zap_all_pages: 'mmu_valid_gen mmu_used_pages',
  kvm_mmu_get_page: 'gfn role mmu_valid_gen root_count unsync created',
  kvm_mmu_prepare_zap_page: 'gfn role mmu_valid_gen root_count unsync',
  kvm_mmu_sync_page: 'gfn role mmu_valid_gen root_count unsync',
  kvm_mmu_unsync_page: 'gfn role mmu_valid_gen root_count unsync',
};
