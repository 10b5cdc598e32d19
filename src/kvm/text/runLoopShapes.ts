import { printed } from './printedEvent';
import type { PrintedEvents } from './printedEvent';

const EXIT_FIELDS =
  'exit_reason:u32 guest_rip:X64 isa:u32 info1:X64 info2:X64 intr_info:X32 error_code:X32 vcpu_id:u32 requests:X64';
/** Layouts X1 to X5 of A.1.1; without a vCPU the plugin of trace-cmd, too. */
const EXIT_SHAPES = [
  'vcpu {vcpu_id} reason {exit_reason!isa} rip {guest_rip}{^}« info1 {info1} info2 {info2} intr_info {intr_info} error_code {error_code}»« requests {requests}»« info {info1} {info2}»',
  'reason {exit_reason!isa} rip {guest_rip}{^}« info {info1} {info2}»',
];
const NESTED_EXIT_FIELDS =
  'exit_code:u32 exit_info1:X64 exit_info2:X64 exit_int_info:X32 exit_int_info_err:X32 isa:u32';
const NESTED_EXIT_SHAPES = [
  'reason: {exit_code!isa} ext_inf1: {exit_info1} ext_inf2: {exit_info2} ext_int: {exit_int_info} ext_int_err: {exit_int_info_err}',
  'reason {exit_code!isa} info1 {exit_info1} info2 {exit_info2} int_info {exit_int_info} int_info_err {exit_int_info_err}',
];
const SMM = printed(
  'vcpu_id:u32 smbase:X64 entering:u8',
  'vcpu {vcpu_id}: {entering?entering|leaving} SMM, smbase {smbase}',
);

/** Domain reference A.1; arch/x86/kvm/trace.h, include/trace/events/kvm.h, plugin_kvm.c of libtraceevent. */
export const runLoopShapes: PrintedEvents = {
  kvm_entry: [
    printed(
      'vcpu_id:u32 rip:X64 immediate_exit:u8 intr_info:X32 error_code:X32',
      'vcpu {vcpu_id}«, rip {rip}»« rip {rip}{^}»« intr_info {intr_info} error_code {error_code}»{immediate_exit?[immediate exit]}',
    ),
    printed('vcpu_pc:X64', 'PC: {vcpu_pc}'),
  ],
  kvm_exit: [
    printed(EXIT_FIELDS, ...EXIT_SHAPES),
    printed(
      'ret:s32 esr_ec:X32 vcpu_pc:X64',
      '{ret@armExceptions}: HSR_EC: {esr_ec} ({~}), PC: {vcpu_pc}',
    ),
    printed(
      'sepc:X64 scause:X64 stval:X64 htval:X64 htinst:X64',
      'SEPC:{sepc}, SCAUSE:{scause}, STVAL:{stval}, HTVAL:{htval}, HTINST:{htinst}',
    ),
    printed('exit_nr:u64 pc:X64 reason:u32'),
  ],
  // With a negative errno that is what the number is, and the reason is not told.
  kvm_userspace_exit: printed(
    'reason:u32 errno:s32',
    'reason restart ({errno-})',
    'reason error ({errno-})',
    'reason {~} ({reason})',
  ),
  kvm_vcpu_wakeup: printed(
    'ns:u64 waited:u8 valid:u8',
    '{waited?wait|poll} time {ns} ns«, polling {valid?valid|invalid}»',
  ),
  kvm_halt_poll_ns: printed(
    'grow:u8 vcpu_id:u32 new:u32 old:u32',
    'vcpu {vcpu_id}: halt_poll_ns {new} ({grow?grow|shrink} {old})',
  ),
  kvm_emulate_insn: printed(
    'rip:x64 csbase:x32 len:u8 insn:insn flags:u8 failed:u8',
    '{csbase}:{rip}:{insn#len} ({flags@emulationModes}){failed? failed|}',
    '{csbase}:{rip}{^}: {insn#len}  FAIL{failed=1}',
    '{csbase}:{rip}{^}: {insn#len} FAIL{failed=1}',
    '{csbase}:{rip}{^}: {insn#len}{failed=0}',
    '{csbase}:{rip}{^}: {~}',
  ),
  kvm_fpu: printed('load:u32', '{load?load|unload}'),
  // The plugin looks for a field that is gone since 5.10, says so, and leaves it to the print format.
  kvm_nested_vmexit: [
    printed(EXIT_FIELDS, `«<CANT FIND FIELD rip>»${EXIT_SHAPES[0]!}`),
    printed(
      `rip:X64 ${NESTED_EXIT_FIELDS}`,
      `rip: {rip} ${NESTED_EXIT_SHAPES[0]!}`,
      `rip {rip} ${NESTED_EXIT_SHAPES[1]!}`,
    ),
  ],
  kvm_nested_vmexit_inject: printed(NESTED_EXIT_FIELDS, ...NESTED_EXIT_SHAPES),
  kvm_nested_vmenter: printed(
    'rip:X64 vmcb:X64 nested_rip:X64 int_ctl:X32 event_inj:X32 tdp_enabled:u8 guest_pgd:X64 isa:u32',
    ...['vmcs: {vmcb}{isa=1}', 'vmcb: {vmcb}{isa=2}'].map(
      (control) =>
        `rip: {rip} ${control} nested_rip: {nested_rip} int_ctl: {int_ctl} event_inj: {event_inj} nested_{~}={tdp_enabled?y|n} {~}: {guest_pgd}`,
    ),
  ),
  kvm_nested_vmrun: printed(
    'rip:X64 vmcb:X64 nested_rip:X64 int_ctl:X32 event_inj:X32 npt:u8',
    'rip: {rip} vmcb: {vmcb} nrip: {nested_rip} int_ctl: {int_ctl} event_inj: {event_inj} npt: {npt?on|off}',
  ),
  kvm_nested_intr_vmexit: printed('rip:X64', 'rip: {rip}'),
  kvm_nested_intercepts: printed(
    'cr_read:x16 cr_write:x16 exceptions:x32 intercept1:x32 intercept2:x32 intercept3:x32',
    'cr_read: {cr_read} cr_write: {cr_write} excp: {exceptions} intercepts: {intercept1} {intercept2} {intercept3}',
  ),
  kvm_invlpga: printed(
    'rip:X64 asid:u32 address:X64',
    'rip: {rip} asid: {asid} address: {address}',
  ),
  kvm_skinit: printed('rip:X64 slb:X32', 'rip: {rip} slb: {slb}'),
  kvm_smm_transition: SMM,
  kvm_enter_smm: SMM,
  kvm_ple_window_update: printed(
    'vcpu_id:u32 new:u32 old:u32',
    'vcpu {vcpu_id} old {old} new {new} ({~})',
  ),
  kvm_ple_window: printed(
    'grow:u8 vcpu_id:u32 new:s32 old:s32',
    'vcpu {vcpu_id}: ple_window {new} ({grow?grow|shrink} {old})',
  ),
};
