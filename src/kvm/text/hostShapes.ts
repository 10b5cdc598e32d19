import { printed } from './printedEvent';
import type { PrintedEvents } from './printedEvent';

const WAKEUP = printed(
  'comm:text pid:s32 prio:s32 target_cpu:s32 success:s32',
  'comm={comm} pid={pid} prio={prio}« success={success}» target_cpu={target_cpu}',
  '{comm}:{pid} [{prio}]« success={success}» CPU:{target_cpu}',
);
const THREAD = printed('comm:text pid:s32 prio:s32');
const NUMA_PAIR = printed(
  'src_pid:s32 src_tgid:s32 src_ngid:s32 src_cpu:s32 src_nid:s32 dst_pid:s32 dst_tgid:s32 dst_ngid:s32 dst_cpu:s32 dst_nid:s32',
);
const SOFTIRQ = printed('vec:u32', 'vec={vec} [action={~}]', 'softirq={vec} action={~}');
const CSD_FUNCTION = printed('func:sym csd:ptr');
const TIMER = printed('hrtimer:ptr');
const KSM_SCAN = printed('seq:s32 rmap_entries:u32', 'seq {seq} rmap size {rmap_entries}');
const KSM_MERGE = 'pfn {pfn} rmap_item {rmap_item} mm {mm} error {err}';
const KSM_MM = printed('mm:ptr', 'mm {mm}');
const MIGRATE = 'mode={mode@migrateModes} reason={reason@migrateReasons}';
const MIGRATION_ENTRY = printed('addr:x64 pte:x64 order:s32');
const HOST_FAULT = printed('address:sym ip:sym error_code:X64');
const HOST_MSR = printed('msr:x32 val:x64 failed:s32', '{msr}, value {val}{failed? #GP|}');

/** Events of the host by system: domain reference A.4; include/trace/events, plugin_sched_switch.c of libtraceevent. */
export const hostShapes: Readonly<Record<string, PrintedEvents>> = {
  sched: {
    sched_switch: printed(
      'prev_comm:text prev_pid:s32 prev_prio:s32 prev_state:s64 next_comm:text next_pid:s32 next_prio:s32',
      'prev_comm={prev_comm} prev_pid={prev_pid} prev_prio={prev_prio} prev_state={prev_state@@taskStates} ==> next_comm={next_comm} next_pid={next_pid} next_prio={next_prio}',
      '{prev_comm}:{prev_pid} [{prev_prio}] {prev_state@@pluginTaskStates} ==> {next_comm}:{next_pid} [{next_prio}]« {~}»',
    ),
    sched_waking: WAKEUP,
    sched_wakeup: WAKEUP,
    sched_wakeup_new: WAKEUP,
    sched_migrate_task: printed('comm:text pid:s32 prio:s32 orig_cpu:s32 dest_cpu:s32'),
    sched_stat_runtime: {
      fields: 'comm:text pid:s32 runtime:u64',
      printed: 'vruntime:u64',
      shapes: ['comm={comm} pid={pid} runtime={runtime} [ns]« vruntime={vruntime} [ns]»'],
    },
    sched_process_fork: printed(
      'parent_comm:text parent_pid:s32 child_comm:text child_pid:s32',
      'comm={parent_comm} pid={parent_pid} child_comm={child_comm} child_pid={child_pid}',
    ),
    sched_process_exec: printed('filename:text pid:s32 old_pid:s32'),
    sched_process_exit: printed(
      'comm:text pid:s32 prio:s32 group_dead:u8',
      'comm={comm} pid={pid} prio={prio}« group_dead={group_dead?true|false}»',
    ),
    sched_process_free: THREAD,
    sched_process_wait: THREAD,
    sched_move_numa: printed(
      'pid:s32 tgid:s32 ngid:s32 src_cpu:s32 src_nid:s32 dst_cpu:s32 dst_nid:s32',
    ),
    sched_stick_numa: NUMA_PAIR,
    sched_swap_numa: NUMA_PAIR,
  },
  irq: {
    irq_handler_entry: printed(
      'irq:s32 name:text',
      'irq={irq} name={name}',
      'irq={irq} handler={name}',
    ),
    irq_handler_exit: printed(
      'irq:s32 ret:s32',
      'irq={irq} ret={ret?handled|unhandled}',
      'irq={irq} return={ret?handled|unhandled}',
    ),
    softirq_entry: SOFTIRQ,
    softirq_exit: SOFTIRQ,
    softirq_raise: SOFTIRQ,
  },
  ipi: {
    ipi_send_cpu: printed('cpu:u32 callsite:sym callback:sym'),
    ipi_send_cpumask: printed('cpumask:text callsite:sym callback:sym'),
  },
  csd: {
    csd_queue_cpu: printed('cpu:u32 callsite:sym func:sym csd:ptr'),
    csd_function_entry: CSD_FUNCTION,
    csd_function_exit: CSD_FUNCTION,
  },
  timer: {
    hrtimer_expire_entry: printed('hrtimer:ptr now:s64 function:sym'),
    hrtimer_expire_exit: TIMER,
    hrtimer_start: printed(
      'hrtimer:ptr function:sym expires:s64 softexpires:s64 mode:u32 was_armed:u8',
      'hrtimer={hrtimer} function={function} expires={expires} softexpires={softexpires}« mode={mode@@timerModes}»« was_armed={was_armed}»',
    ),
    hrtimer_cancel: TIMER,
    tick_stop: printed(
      'success:s32 dependency:s32',
      'success={success} dependency={dependency@tickDependencies}',
    ),
  },
  power: {
    cpu_idle: printed('state:u32 cpu_id:u32'),
    guest_halt_poll_ns: printed(
      'grow:u8 new:u32 old:u32',
      'halt_poll_ns {new} ({grow?grow|shrink} {old})',
    ),
  },
  signal: {
    signal_generate: printed(
      'sig:s32 errno:s32 code:s32 comm:text pid:s32 group:s32 result:s32',
      'sig={sig} errno={errno} code={code} comm={comm} pid={pid}« grp={group} res={result}»',
    ),
    signal_deliver: printed('sig:s32 errno:s32 code:s32 sa_handler:x64 sa_flags:x64'),
  },
  ksm: {
    ksm_start_scan: KSM_SCAN,
    ksm_stop_scan: KSM_SCAN,
    ksm_merge_one_page: printed('pfn:u64 rmap_item:ptr mm:ptr err:s32', `ksm ${KSM_MERGE}`),
    ksm_merge_with_ksm_page: printed(
      'ksm_page:ptr pfn:u64 rmap_item:ptr mm:ptr err:s32',
      `«ksm »${KSM_MERGE}`,
    ),
    ksm_remove_ksm_page: printed('pfn:u64', 'pfn {pfn}'),
    ksm_remove_rmap_item: printed(
      'pfn:u64 rmap_item:ptr mm:ptr',
      'pfn {pfn} rmap_item {rmap_item} mm {mm}',
    ),
    ksm_enter: KSM_MM,
    ksm_exit: KSM_MM,
  },
  migrate: {
    mm_migrate_pages: printed(
      'succeeded:u64 failed:u64 thp_succeeded:u64 thp_failed:u64 thp_split:u64 large_folio_split:u64 mode:u32 reason:s32',
      `nr_succeeded={succeeded} nr_failed={failed}« nr_thp_succeeded={thp_succeeded} nr_thp_failed={thp_failed} nr_thp_split={thp_split}»« nr_split={large_folio_split}» ${MIGRATE}`,
    ),
    mm_migrate_pages_start: printed('mode:u32 reason:s32', MIGRATE),
    set_migration_pte: MIGRATION_ENTRY,
    remove_migration_pte: MIGRATION_ENTRY,
  },
  // The kernel has put further statuses between these, so only two are numbers in all of them.
  huge_memory: {
    mm_collapse_huge_page: printed(
      'mm:ptr isolated:s32 status:s32',
      'mm={mm}, isolated={isolated}, status={status@scanStatuses}',
    ),
    mm_khugepaged_scan_pmd: printed(
      'mm:ptr pfn:X64 writable:u8 referenced:s32 none_or_zero:s32 status:s32 unmapped:s32',
      'mm={mm}, scan_pfn={pfn}, writable={writable}«, referenced={referenced}», none_or_zero={none_or_zero}, status={status@scanStatuses}«, unmapped={unmapped}»',
    ),
    mm_khugepaged_scan_file: printed(
      'mm:ptr pfn:X64 filename:text present:s32 swap:s32 result:s32',
      'mm={mm}, scan_pfn={pfn}, filename={filename}, present={present}, swap={swap}, result={result@scanStatuses}',
    ),
    mm_khugepaged_collapse_file: printed(
      'mm:ptr hpfn:X64 addr:x64 filename:text result:s32',
      'mm={mm}, hpfn={hpfn}, index={~}, addr={addr}, is_shmem={~}, filename={filename}, nr={~}, result={result@scanStatuses}',
    ),
  },
  exceptions: { page_fault_user: HOST_FAULT, page_fault_kernel: HOST_FAULT },
  msr: { read_msr: HOST_MSR, write_msr: HOST_MSR },
  task: {
    task_newtask: printed('pid:s32 comm:text clone_flags:x64 oom_score_adj:s16'),
    task_rename: printed('pid:s32 oldcomm:text newcomm:text oom_score_adj:s16'),
  },
  raw_syscalls: {
    sys_enter: printed('id:s64', 'NR {id} ({~})'),
    sys_exit: printed('id:s64 ret:s64', 'NR {id} = {ret}'),
  },
  ftrace: {
    print: printed('ip:sym buf:text', 'ip={ip} buf={buf}', '{ip}: {buf}', '{buf}'),
    bprint: printed(
      'ip:sym fmt:ptr buf:text',
      'ip={ip} fmt={fmt} buf={buf}',
      '{ip}: {buf}',
      '{buf}',
    ),
    bputs: printed('ip:sym str:text', 'ip={ip} str={str}', '{ip}: {str}', '{str}'),
  },
};
