import { printed } from './printedEvent';
import type { PrintedEvents } from './printedEvent';

const ASYNC_FAULT = printed('gva:X64 gfn:X64', 'gva = {gva}, gfn = {gfn}');
const ASYNC_TOKEN = printed('token:X64 gva:X64', 'token {token} gva {gva}');
const DIRTY_RING = 'ring {index}: dirty {dirty_index} reset {reset_index}';
const VMGEXIT = printed(
  'vcpu_id:u32 exit_reason:x64 info1:x64 info2:x64',
  'vcpu {vcpu_id}, exit_reason {exit_reason}, exit_info1 {info1}, exit_info2 {info2}',
);
const NOTIFIER = 'mmu notifier';

/** Domain reference A.3. */
export const memoryShapes: PrintedEvents = {
  kvm_page_fault: [
    printed(
      'vcpu_id:u32 guest_rip:X64 fault_address:X64 error_code:X64',
      'vcpu {vcpu_id} rip {guest_rip}{^} address {fault_address} error_code {error_code}',
    ),
    printed('fault_address:x64 error_code:x32', 'address {fault_address} error_code {error_code}'),
  ],
  kvm_mmio: printed(
    'type:u32 len:u32 gpa:X64 val:X64',
    'mmio {type@mmioTypes} len {len} gpa {gpa} val {val}',
  ),
  kvm_fast_mmio: printed('gpa:X64', 'fast mmio at gpa {gpa}'),
  vcpu_match_mmio: printed(
    'gva:X64 gpa:X64 write:u8 gpa_match:u8',
    'gva {gva} gpa {gpa} {write?Write|Read} {gpa_match?GPA|GVA}',
  ),
  kvm_unmap_hva_range: printed('start:X64 end:X64', `${NOTIFIER} unmap range: {start} -- {end}`),
  kvm_unmap_hva: printed('hva:X64', `${NOTIFIER} unmap hva: {hva}`),
  kvm_age_hva: printed('start:X64 end:X64', `${NOTIFIER} age hva: {start} -- {end}`),
  kvm_age_page: printed(
    'hva:x64 gfn:x64 level:u32 referenced:u8',
    'hva {hva} gfn {gfn}« level {level}» {referenced?YOUNG|OLD}',
  ),
  kvm_test_age_hva: printed('hva:X64', `${NOTIFIER} test age hva: {hva}`),
  kvm_set_spte_hva: printed('hva:X64', `${NOTIFIER} set pte hva: {hva}`),
  kvm_try_async_get_page: ASYNC_FAULT,
  kvm_async_pf_repeated_fault: ASYNC_FAULT,
  kvm_async_pf_doublefault: ASYNC_FAULT,
  kvm_async_pf_not_present: ASYNC_TOKEN,
  kvm_async_pf_ready: ASYNC_TOKEN,
  kvm_async_pf_completed: {
    fields: 'address:X64 gva:X64',
    printed: 'pfn:X64',
    shapes: ['gva {gva} address {address}« pfn {pfn}»'],
  },
  kvm_pml_full: printed('vcpu_id:u32', 'vcpu {vcpu_id}: PML full'),
  kvm_dirty_ring_push: printed(
    'index:s32 dirty_index:X32 reset_index:X32 slot:u32 offset:X64',
    `${DIRTY_RING} slot {slot} offset {offset} ({~})`,
  ),
  kvm_dirty_ring_reset: printed('index:s32 dirty_index:X32 reset_index:X32', `${DIRTY_RING} ({~})`),
  kvm_dirty_ring_exit: printed('vcpu_id:s32', 'vcpu {vcpu_id}'),
  kvm_rmp_fault: printed(
    'vcpu_id:u32 gpa:x64 pfn:X64 error_code:X64 rmp_level:s32 psmash_ret:s32',
    'vcpu {vcpu_id} gpa {gpa} pfn {pfn} error_code {error_code} rmp_level {rmp_level} psmash_ret {psmash_ret}',
  ),
  kvm_vmgexit_enter: VMGEXIT,
  kvm_vmgexit_exit: VMGEXIT,
  kvm_vmgexit_msr_protocol_enter: printed(
    'vcpu_id:u32 ghcb_gpa:x64',
    'vcpu {vcpu_id}, ghcb_gpa {ghcb_gpa}',
  ),
  kvm_vmgexit_msr_protocol_exit: printed(
    'vcpu_id:u32 ghcb_gpa:x64 result:s32',
    'vcpu {vcpu_id}, ghcb_gpa {ghcb_gpa}, result {result}',
  ),
  // Domain reference B.9.
  kvm_wfx_arm64: printed('vcpu_pc:X64 is_wfe:u8', 'guest executed wf{is_wfe?e|i} at: {vcpu_pc}'),
  kvm_guest_fault: printed(
    'vcpu_pc:X64 hsr:X64 hxfar:X64 ipa:X64',
    'ipa {ipa}, hsr {hsr}, hxfar {hxfar}, pc {vcpu_pc}',
  ),
  kvm_timer_hrtimer_expire: printed('timer_idx:s32', 'arch_timer_ctx_index: {timer_idx}'),
  kvm_s390_sie_enter: printed(
    'id:s32 pswmask:x64 pswaddr:x64 cpuflags:x32',
    '{id}[{pswmask}-{pswaddr}]: entering sie flags {cpuflags}',
  ),
  kvm_s390_sie_exit: printed(
    'id:s32 pswmask:x64 pswaddr:x64 icptcode:u8',
    '{id}[{pswmask}-{pswaddr}]: exit sie icptcode {icptcode} ({~})',
  ),
};
