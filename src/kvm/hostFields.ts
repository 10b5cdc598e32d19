import type { FieldList } from './fieldList';

/** arch/x86/include/asm/trace/irq_vectors.h. Posted interrupts have no tracepoint (A.4). */
export const hostVectorEvents = [
  'local_timer',
  'reschedule',
  'call_function',
  'call_function_single',
  'irq_work',
  'x86_platform_ipi',
  'spurious_apic',
  'error_apic',
  'thermal_apic',
  'threshold_apic',
  'deferred_error_apic',
] as const;

/**
 * Tracepoints of the host that explain what a vCPU waited for, by system.
 * Thread names are strings and stay in the raw record; `args` of a system call is an array and does too.
 * Source: domain reference A.4.
 */
export const hostFields: Readonly<Record<string, FieldList>> = {
  sched: {
    sched_switch: 'prev_pid prev_state next_pid prev_prio next_prio',
    sched_waking: 'pid target_cpu prio success',
    sched_wakeup: 'pid target_cpu prio success',
    sched_wakeup_new: 'pid target_cpu prio success',
    sched_migrate_task: 'pid orig_cpu dest_cpu prio',
    sched_stat_runtime: 'pid runtime',
    sched_process_fork: 'parent_pid child_pid',
    sched_process_exec: 'pid old_pid',
    sched_process_exit: 'pid group_dead',
    sched_process_free: 'pid',
    sched_move_numa: 'pid tgid src_cpu src_nid dst_cpu dst_nid',
    sched_stick_numa: 'src_pid src_tgid src_cpu src_nid dst_pid dst_tgid dst_cpu dst_nid',
    sched_swap_numa: 'src_pid src_tgid src_cpu src_nid dst_pid dst_tgid dst_cpu dst_nid',
  },
  irq: {
    irq_handler_entry: 'irq',
    irq_handler_exit: 'irq ret',
    softirq_entry: 'vec',
    softirq_exit: 'vec',
    softirq_raise: 'vec',
  },
  irq_vectors: Object.fromEntries(
    hostVectorEvents.flatMap((name) => [
      [`${name}_entry`, 'vector'],
      [`${name}_exit`, 'vector'],
    ]),
  ),
  ipi: {
    ipi_send_cpu: 'cpu callsite callback',
    ipi_send_cpumask: 'callsite callback',
  },
  csd: {
    csd_queue_cpu: 'cpu callsite func csd',
    csd_function_entry: 'func csd',
    csd_function_exit: 'func csd',
  },
  timer: {
    hrtimer_expire_entry: 'hrtimer function now',
    hrtimer_expire_exit: 'hrtimer',
    hrtimer_start: 'hrtimer function expires softexpires mode',
    hrtimer_cancel: 'hrtimer',
    tick_stop: 'success dependency',
  },
  power: {
    cpu_idle: 'state cpu_id',
    guest_halt_poll_ns: 'new old grow',
  },
  signal: {
    signal_generate: 'sig errno code pid group result',
    signal_deliver: 'sig errno code',
  },
  ksm: {
    ksm_start_scan: 'seq rmap_entries',
    ksm_stop_scan: 'seq rmap_entries',
    ksm_merge_one_page: 'pfn rmap_item mm err',
    ksm_merge_with_ksm_page: 'ksm_page pfn rmap_item mm err',
    ksm_remove_ksm_page: 'pfn',
    ksm_remove_rmap_item: 'pfn rmap_item mm',
  },
  migrate: {
    mm_migrate_pages: 'reason mode succeeded failed thp_succeeded thp_failed',
    mm_migrate_pages_start: 'reason mode',
    set_migration_pte: 'addr pte order',
    remove_migration_pte: 'addr pte order',
  },
  huge_memory: {
    mm_collapse_huge_page: 'mm isolated status',
    mm_khugepaged_scan_pmd: 'mm pfn writable referenced none_or_zero status',
    mm_khugepaged_scan_file: 'mm pfn present swap result',
    mm_khugepaged_collapse_file: 'mm hpfn addr result',
  },
  exceptions: {
    page_fault_user: 'address ip error_code',
    page_fault_kernel: 'address ip error_code',
  },
  msr: {
    write_msr: 'msr val failed',
    read_msr: 'msr val failed',
  },
  task: {
    task_newtask: 'pid clone_flags',
    task_rename: 'pid',
  },
  raw_syscalls: {
    sys_enter: 'id',
    sys_exit: 'id ret',
  },
};
