import assert from 'node:assert/strict';
import { inWords, summaryOf } from './words';

describe('interrupts in words', () => {
  it('takes apicid of an acceptance for the vCPU id', () => {
    const { summary, meanings } = inWords('kvm:kvm_apic_accept_irq', {
      apicid: 1,
      dm: 0,
      tm: 0,
      vec: 65,
    });
    assert.equal(summary, 'vcpu 1 accepts vector 0x41, Fixed, edge');
    assert.equal(meanings.get('apicid'), 'the vCPU id, not an APIC id');
  });

  it('reads the paravirtual kick, which has no vector', () => {
    assert.equal(
      summaryOf('kvm:kvm_apic_accept_irq', { apicid: 1, dm: 0x300, tm: 0, vec: 0 }),
      'vcpu 1 accepts PV kick (Res3), edge',
    );
  });

  it('tells a posted interrupt', () => {
    assert.equal(
      summaryOf('kvm:kvm_apicv_accept_irq', { apicid: 0, dm: 0, tm: 0, vec: 0x51 }),
      'vector 0x51, Fixed, edge, posted to the hardware of vcpu 0',
    );
  });

  it('tells the target of an IPI', () => {
    assert.equal(
      summaryOf('kvm:kvm_apic_ipi', { icr_low: 0x4040, dest_id: 0 }),
      'IPI to APIC id 0: vector 0x40, Fixed, physical, edge',
    );
  });

  it('decodes an ICR write', () => {
    assert.equal(
      summaryOf('kvm:kvm_apic', { rw: 1, reg: 0x300, val: 0x4040n }),
      'APIC write 0x300 ICR = 0x4040: vector 0x40, Fixed, physical, edge',
    );
  });

  it('tells an EOI without an interrupt in service', () => {
    assert.equal(
      summaryOf('kvm:kvm_eoi', { apicid: 1, vector: -1 }),
      'vcpu 1 EOI, nothing in service',
    );
  });

  it('reads injections of both layouts', () => {
    assert.equal(summaryOf('kvm:kvm_inj_virq', { irq: 236 }), 'injects interrupt 0xec');
    assert.equal(
      summaryOf('kvm:kvm_inj_virq', { vector: 0x42, soft: 0, reinjected: 1 }),
      'injects interrupt 0x42 again',
    );
    assert.equal(
      summaryOf('kvm:kvm_inj_exception', { exception: 14, has_error: 1, error_code: 6 }),
      'injects #PF (14), error code 0x6',
    );
    assert.equal(
      summaryOf('kvm:kvm_inj_exception', { exception: 6, has_error: 0, error_code: 0 }),
      'injects #UD (6)',
    );
  });

  it('reads lines and messages of devices', () => {
    assert.equal(
      summaryOf('kvm:kvm_set_irq', { gsi: 0, level: 1, irq_source_id: 2 }),
      'GSI 0 high, source 2 (likely the in-kernel PIT)',
    );
    assert.equal(
      summaryOf('kvm:kvm_msi_set_irq', { address: 0xfee01000n, data: 0x42n }),
      'MSI vector 0x42, Fixed, edge, to APIC id 1',
    );
    assert.equal(
      summaryOf('kvm:kvm_msi_set_irq', { address: 0x000001_00_fee02000n, data: 0x42n }),
      'MSI vector 0x42, Fixed, edge, to APIC id 258',
    );
    assert.equal(
      summaryOf('kvm:kvm_ioapic_set_irq', { e: 0x10000n, pin: 0, coalesced: 0 }),
      'I/O APIC pin 0: vector 0x0, Fixed, edge, to APIC id 0, masked: nothing is delivered',
    );
    assert.equal(
      summaryOf('kvm:kvm_pic_set_irq', { chip: 0, pin: 3, elcr: 0, imr: 8, coalesced: 0 }),
      'PIC master pin 3, edge, masked',
    );
  });

  it('tells where the local timer runs and how late it was', () => {
    assert.equal(
      summaryOf('kvm:kvm_hv_timer_state', { vcpu_id: 1, hv_timer_in_use: 0 }),
      'vcpu 1 local timer on an hrtimer of the host',
    );
    assert.equal(
      summaryOf('kvm:kvm_wait_lapic_expire', { vcpu_id: 0, delta: -2410674n }),
      "vcpu 0 woke 2,410,674 guest TSC cycles before the timer's deadline",
    );
  });

  it('tells why AVIC left an IPI to KVM', () => {
    assert.equal(
      summaryOf('kvm:kvm_avic_incomplete_ipi', { vcpu: 0, icrh: 1, icrl: 0xfd, id: 1, index: 1 }),
      'vcpu 0 IPI not completed by AVIC, target not running (1): vector 0xfd, Fixed, physical, edge',
    );
  });

  it('tells when posting to a vCPU ends, whichever sign -1 has', () => {
    const fields = { host_irq: 40, gsi: 24, gvec: 0x42 };
    assert.equal(
      summaryOf('kvm:kvm_pi_irte_update', { ...fields, vcpu_id: 2, set: 1 }),
      'host IRQ 40 (GSI 24) posts vector 0x42 to vcpu 2',
    );
    assert.equal(
      summaryOf('kvm:kvm_pi_irte_update', { ...fields, vcpu_id: -1, set: 0 }),
      'host IRQ 40 (GSI 24) no longer posts to a vCPU',
    );
  });
});

describe('what the guest asks for in words', () => {
  it('reads an MSR access', () => {
    assert.equal(
      summaryOf('kvm:kvm_msr', { write: 1, ecx: 0x6e0, data: 0x668f09b2459n, exception: 0 }),
      'write 0x6e0 IA32_TSC_DEADLINE = 0x668f09b2459',
    );
    assert.equal(
      summaryOf('kvm:kvm_msr', { write: 0, ecx: 0xffff, data: 0n, exception: 1 }),
      'read 0xffff = 0x0 (#GP)',
    );
  });

  it('tells that a guest polls itself', () => {
    const { meanings } = inWords('kvm:kvm_msr', { write: 1, ecx: 0x4b564d05, data: 0n });
    assert.match(meanings.get('data') ?? '', /must not poll/);
  });

  it('names the targets of a paravirtual IPI', () => {
    assert.equal(
      summaryOf('kvm:kvm_hypercall', { nr: 10n, a0: 0b101n, a1: 0n, a2: 4n, a3: 0xfdn }),
      'hypercall SEND_IPI (10): vector 0xfd to APIC ids 4, 6',
    );
    assert.equal(
      summaryOf('kvm:kvm_hypercall', { nr: 10n, a0: 1n, a1: 0n, a2: 1n, a3: 0x400n }),
      'hypercall SEND_IPI (10): NMI to APIC ids 1',
    );
    assert.equal(
      summaryOf('kvm:kvm_hypercall', { nr: 5n, a0: 0n, a1: 1n, a2: 0n, a3: 0n }),
      'hypercall KICK_CPU (5): wakes the vCPU with APIC id 1',
    );
  });

  it('hides the index of a leaf that has none', () => {
    const registers = { rax: 0n, rbx: 0n, rcx: 0n, rdx: 0n, found: 1 };
    assert.equal(
      summaryOf('kvm:kvm_cpuid', { function: 1, index: 1116723248, ...registers }),
      'CPUID 0x1 model and features',
    );
    assert.equal(
      summaryOf('kvm:kvm_cpuid', { function: 7, index: 1, ...registers, found: 0 }),
      'CPUID 0x7 extended features, index 0x1 (no entry found)',
    );
  });

  it('reads a port access', () => {
    assert.equal(
      summaryOf('kvm:kvm_pio', { rw: 1, port: 0x20, size: 1, count: 1, val: 0x20 }),
      'out 0x20 PIC 1 command = 0x20, 1 byte',
    );
  });
});
