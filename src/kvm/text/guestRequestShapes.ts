import { printed } from './printedEvent';
import type { PrintedEvent, PrintedEvents } from './printedEvent';

const CALL = 'nr {nr} a0 {a0} a1 {a1} a2 {a2} a3 {a3}';
const SYNDBG = printed(
  'vcpu_id:s32 vp_index:u32 msr:X32 data:X64',
  'vcpu_id {vcpu_id} vp_index {vp_index} msr {msr} data {data}',
);

/** Calls and registers of the guest: domain reference A.2, end; arch/x86/kvm/trace.h. */
export const guestRequestShapes: PrintedEvents = {
  kvm_hypercall: printed('nr:X64 a0:X64 a1:X64 a2:X64 a3:X64', CALL),
  kvm_xen_hypercall: printed(
    'cpl:u8 nr:X64 a0:X64 a1:X64 a2:X64 a3:X64 a4:X64 a5:x64',
    `«cpl {cpl} »${CALL} a4 {a4} a5 {a5}`,
  ),
  kvm_hv_hypercall: printed(
    'rep_cnt:X16 rep_idx:X16 ingpa:X64 outgpa:X64 code:X16 var_cnt:X16 fast:u8',
    'code {code} {fast?fast|slow}« var_cnt {var_cnt}»« rep_cnt {rep_cnt}»« cnt {rep_cnt}» idx {rep_idx} in {ingpa} out {outgpa}',
  ),
  kvm_hv_hypercall_done: printed('result:X64', 'result {result}'),
  kvm_hv_send_ipi: printed(
    'vector:x32 processor_mask:X64',
    'vector {vector} processor_mask {processor_mask}',
  ),
  kvm_hv_send_ipi_ex: printed(
    'vector:x32 format:x64 valid_bank_mask:X64',
    'vector {vector} format {format} valid_bank_mask {valid_bank_mask}',
  ),
  kvm_hv_flush_tlb: printed(
    'processor_mask:X64 address_space:X64 flags:X64 guest_mode:u8',
    'processor_mask {processor_mask} address_space {address_space} flags {flags}«{guest_mode? (L2)| }»',
  ),
  kvm_hv_flush_tlb_ex: printed(
    'valid_bank_mask:X64 format:X64 address_space:X64 flags:X64 guest_mode:u8',
    'valid_bank_mask {valid_bank_mask} format {format} address_space {address_space} flags {flags}«{guest_mode? (L2)| }»',
  ),
  kvm_hv_stimer_callback: timer('', ''),
  kvm_hv_stimer_cleanup: timer('', ''),
  kvm_hv_stimer_expiration: timer(
    ' direct:s32 msg_send_result:s32',
    '« direct {direct} send result {msg_send_result}»« msg send result {msg_send_result}»',
  ),
  kvm_hv_stimer_start_one_shot: timer(
    ' time_now:u64 count:u64',
    ' time_now {time_now} count {count}',
  ),
  kvm_hv_stimer_start_periodic: timer(
    ' time_now:u64 exp_time:u64',
    ' time_now {time_now} exp_time {exp_time}',
  ),
  kvm_hv_stimer_set_config: timer(' config:X64 host:u8', ' config {config} host {host}'),
  kvm_hv_stimer_set_count: timer(' count:u64 host:u8', ' count {count} host {host}'),
  kvm_hv_synic_set_irq: printed(
    'vcpu_id:s32 sint:u32 vector:s32 ret:s32',
    'vcpu_id {vcpu_id} sint {sint} vector {vector} ret {ret}',
  ),
  kvm_hv_synic_send_eoi: printed(
    'vcpu_id:s32 sint:u32 vector:s32 ret:s32',
    'vcpu_id {vcpu_id} vector {vector}',
  ),
  kvm_hv_synic_set_msr: printed(
    'vcpu_id:s32 msr:X32 data:X64 host:u8',
    'vcpu_id {vcpu_id} msr {msr} data {data} host {host}',
  ),
  kvm_hv_syndbg_get_msr: SYNDBG,
  kvm_hv_syndbg_set_msr: SYNDBG,
  kvm_hv_notify_acked_sint: printed('vcpu_id:s32 sint:u32', 'vcpu_id {vcpu_id} sint {sint}'),
  kvm_msr: printed(
    'write:u32 ecx:x32 data:X64 exception:u8',
    'msr_{write?write|read} {ecx} = {data}{exception? (#GP)|}',
  ),
  kvm_cr: printed('rw:u32 cr:x32 val:X64', 'cr_{rw?write|read} {cr} = {val}'),
  // The index came with used_max_basic (5.7).
  kvm_cpuid: printed(
    'function:x32 index:x32 rax:x64 rbx:x64 rcx:x64 rdx:x64 found:u8 used_max_basic:u8',
    'func {function}« idx {index}{used_max_basic=0}» rax {rax} rbx {rbx} rcx {rcx} rdx {rdx}«, cpuid entry {found?found|not found}»{used_max_basic?, used max basic}',
  ),
  kvm_pio: printed(
    'rw:u32 port:X32 size:u32 count:u32 val:X32',
    'pio_{rw?write|read} at {port} size {size} count {count}« val {val}»« (...)»',
  ),
  kvm_pv_tlb_flush: printed(
    'vcpu_id:u32 need_flush_tlb:u8',
    'vcpu {vcpu_id} need_flush_tlb {need_flush_tlb?true|false}',
  ),
  kvm_write_tsc_offset: printed(
    'vcpu_id:u32 previous_tsc_offset:u64 next_tsc_offset:u64',
    'vcpu={vcpu_id} prev={previous_tsc_offset} next={next_tsc_offset}',
  ),
  kvm_track_tsc: printed(
    'vcpu_id:u32 nr_vcpus_matched_tsc:u32 online_vcpus:u32 use_master_clock:u8 host_clock:u32',
    'vcpu_id {vcpu_id} masterclock {use_master_clock} offsetmatched {nr_vcpus_matched_tsc} nr_online {online_vcpus} hostclock {host_clock@hostClocks}',
  ),
  kvm_pvclock_update: printed(
    'vcpu_id:u32 version:u32 tsc_timestamp:X64 system_time:X64 tsc_to_system_mul:X32 tsc_shift:s8 flags:X8',
    'vcpu_id {vcpu_id}, pvclock {~} version {version}, tsc_timestamp {tsc_timestamp}, system_time {system_time}, tsc_to_system_mul {tsc_to_system_mul}, tsc_shift {tsc_shift}, flags {flags} {~}',
  ),
  kvm_update_master_clock: printed(
    'use_master_clock:u8 host_clock:u32 offset_matched:u8',
    'masterclock {use_master_clock} hostclock {host_clock@hostClocks} offsetmatched {offset_matched}',
  ),
};

/** Synthetic timers of Hyper-V. */
function timer(fields: string, shape: string): PrintedEvent {
  return printed(
    `vcpu_id:s32 timer_index:s32${fields}`,
    `vcpu_id {vcpu_id} timer {timer_index}${shape}`,
  );
}
