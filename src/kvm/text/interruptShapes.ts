import { printed, printedInPart } from './printedEvent';
import type { PrintedEvents } from './printedEvent';

const ACCEPT = {
  fields: 'apicid:x32 dm:u16 tm:u16 vec:u8',
  // Up to 3.10.
  printed: 'coalesced:u8',
  shapes: [
    'apicid {apicid} vec {vec} ({dm@deliveryModes+8}|{tm?level|edge}){coalesced? (coalesced)}',
  ],
};
const EOI = printed('apicid:x32 vector:s32', 'apicid {apicid} vector {vector}');
const INTERRUPT = 'dst {~} vec {~} ({~})';
const APICV_REQUEST = '{activate?activate|deactivate}';

/** Domain reference A.2. A truth value is 1 where its word stands, whatever number the kernel had. */
export const interruptShapes: PrintedEvents = {
  kvm_apic_accept_irq: ACCEPT,
  kvm_apicv_accept_irq: ACCEPT,
  // Every bit that an ICR has a meaning for is printed.
  kvm_apic_ipi: printed(
    'icr_low:u32c dest_id:x32',
    'dst {dest_id} vec {icr_low} ({icr_low@deliveryModes+8}|{icr_low?logical|physical+11}|{icr_low?assert|de-assert+14}|{icr_low?level|edge+15}|{icr_low@shorthands+18})',
  ),
  kvm_apic: printed('rw:u32 reg:u32 val:X64', 'apic_{rw?write|read} {reg@apicRegisters} = {val}'),
  kvm_eoi: EOI,
  kvm_pv_eoi: EOI,
  kvm_inj_virq: [
    printed(
      'vector:X32 soft:u8 reinjected:u8',
      '{soft?Soft/INTn|IRQ} {vector}{reinjected? [reinjected]|}',
    ),
    printed('irq:u32', 'irq {irq}'),
  ],
  // Old kernels print (0x0) where there is no error code, new ones where it is 0.
  kvm_inj_exception: printed(
    'exception:u8 has_error:u8 error_code:X32 reinjected:u8',
    '{exception@exceptions} (0x0){reinjected? [reinjected]}',
    '{exception@exceptions} ({error_code}){has_error=1}{reinjected? [reinjected]}',
    '{exception@exceptions}{has_error=0}{reinjected? [reinjected]}',
  ),
  kvm_set_irq: printed(
    'gsi:u32 level:s32 irq_source_id:s32',
    'gsi {gsi} level {level} source {irq_source_id}',
  ),
  // Which bits of address, data and e are set beside those that are printed cannot be told.
  kvm_msi_set_irq: printedInPart('address:u64 data:u64c', '', INTERRUPT),
  kvm_ioapic_set_irq: printedInPart(
    'e:u64c pin:s32 coalesced:u8',
    '',
    'pin {pin} dst {~}){coalesced? (coalesced)|}',
  ),
  kvm_ioapic_delayed_eoi_inj: printedInPart('e:u64c', '', INTERRUPT),
  kvm_pic_set_irq: printedInPart(
    'chip:u8 pin:u8 elcr:u8 imr:u8 coalesced:u8',
    '',
    'chip {chip} pin {pin} ({~}){coalesced? (coalesced)|}',
  ),
  kvm_ack_irq: printed('irqchip:u32 pin:u32', 'irqchip {irqchip@irqchips} pin {pin}'),
  kvm_hv_timer_state: printed(
    'vcpu_id:x32 hv_timer_in_use:x32',
    'vcpu_id {vcpu_id} hv_timer {hv_timer_in_use}',
  ),
  kvm_wait_lapic_expire: printed('vcpu_id:u32 delta:s64', 'vcpu {vcpu_id}: delta {delta} ({~})'),
  kvm_pi_irte_update: printed(
    'host_irq:u32 vcpu_id:u32 gsi:X32 gvec:X32 pi_desc_addr:X64 set:u8',
    '«VT-d »PI is {set?enabled and being updated|disabled} for irq {host_irq}, vcpu {vcpu_id}, gsi: {gsi}, gvec: {gvec}«, pi_desc_addr: {pi_desc_addr}»',
  ),
  kvm_avic_incomplete_ipi: printed(
    'vcpu:u32 icrh:X32 icrl:x32 id:u32 index:u32',
    'vcpu={vcpu}, icrh:icrl={icrh}:{icrl}, id={id}, index={index}',
  ),
  kvm_avic_kick_vcpu_slowpath: printed(
    'icrh:X32 icrl:x32 index:u32',
    'icrh:icrl={icrh}:{icrl}, index={index}',
  ),
  kvm_avic_doorbell: printed('vcpuid:u32 apicid:u32'),
  kvm_avic_ga_log: printed('vmid:u32 vcpuid:u32'),
  kvm_avic_unaccelerated_access: printed(
    'vcpu:u32 offset:X32 ft:u8 rw:u8 vec:X32',
    'vcpu={vcpu}, offset={offset}({~}), {ft?trap|fault}, {rw?write|read}, vec={vec}',
  ),
  kvm_apicv_inhibit_changed: printed(
    'reason:s32 set:u8 inhibits:X64',
    '{set?set|cleared} reason={reason}, inhibits={inhibits}« {~}»',
  ),
  kvm_apicv_update_request: [
    printed('activate:u8 bit:u32', `${APICV_REQUEST} bit={bit}`),
    printed('activate:u8 reason:u32', `${APICV_REQUEST} reason={reason}`),
  ],
};
