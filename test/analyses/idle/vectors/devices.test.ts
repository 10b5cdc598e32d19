import assert from 'node:assert/strict';
import { tidOf } from '../../../support/idle/vectorEvents';
import { vectorTrace } from '../../../support/idle/vectorTrace';

describe('wakes by devices, signals and pages, by the vectors of the domain reference', () => {
  it('V11 names the vhost thread that brought an MSI through an irqfd', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 SO S
      10 c1 VH kvm_msi_set_irq data=0x41   10.4 c1 VH ACC 0 65   11 c1 VH WG T0
      14 c0 T0 SI   15 c0 T0 WK 14500 1   16 c0 T0 INJ 65   17 c0 T0 EN
    `);
    trace.assertPeriods({
      cause: 'device',
      causeConfidence: 'certain',
      vector: 65,
      senderTid: tidOf('VH'),
      sender: null,
      total: 6.6,
    });
  });

  it('V12 counts no interrupt where KVM only scans its routes', async () => {
    const trace = await vectorTrace(`
      0 c1 T1 EN   0 c0 T0 EN
      1 c1 T1 EX 32   2 c1 T1 kvm_msi_set_irq data=0x41   3 c1 T1 kvm_msi_set_irq data=0x42
      4 c1 T1 EN   5 c1 M ACC 0 80   10 c0 T0 EX 12   11 c0 T0 EN
    `);
    trace.assertPeriods({ vcpu: 0, cause: 'device', vector: 80, senderTid: tidOf('M') });
  });

  it('V13 tells a wake through the PIC, of which the local APIC shows nothing', async () => {
    const trace = await vectorTrace(`
      0 c1 T0 EX 12   1 c1 T0 SO S
      10 c1 irq HRT pit_timer_fn   11 c1 irq WG PIT   18 c0 PIT SI
      20 c0 PIT kvm_set_irq gsi=0 level=1 irq_source_id=2
      22 c0 PIT kvm_ioapic_set_irq pin=0 e=0x10000   24 c0 PIT kvm_pic_set_irq chip=0 pin=0
      26 c0 PIT WG T0   40 c1 T0 SI   41 c1 T0 WK 40000 1   42 c1 T0 EN
    `);
    trace.assertPeriods({ cause: 'device', senderTid: tidOf('PIT'), vector: null, gsi: 0 });
  });

  const signalled = `
    0 c1 M WG T0   4.0 c1 M WU T0   8.2 c1 M signal_generate sig=10 pid=1000   16.0 c1 T0 SI
    30.6 c1 T0 WK 1189829 1   34.1 c1 T0 kvm_fpu load=0   35.9 c1 T0 UX 10 -4
  `;

  it('V14 takes a signal that is traced after its waking for the cause', async () => {
    const trace = await vectorTrace(`${signalled}   53.9 c1 T0 EN`);
    trace.assertPeriods({ cause: 'signal', senderTid: tidOf('M') });
  });

  it('names the interrupt line of a device that the local APIC took', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   1 c0 T0 SO S
      10 c1 IO kvm_set_irq gsi=11 level=1   10.4 c1 IO ACC 0 65   11 c1 IO WG T0
      14 c0 T0 SI   15 c0 T0 WK 14500 1   16 c0 T0 INJ 65   17 c0 T0 EN
    `);
    trace.assertPeriods({ cause: 'device', causeConfidence: 'certain', vector: 65, gsi: 11 });
  });

  it('V14 goes on with the period where the thread only handled the signal', async () => {
    const trace = await vectorTrace(`
      ${signalled}   53.9 c1 T0 kvm_fpu load=1   59.0 c1 T0 SO S
      2105.2 c1 PIT WG T0   2109.5 c1 PIT WU T0   2114.5 c1 T0 SI   2128.7 c1 T0 WK 2071711 1
      2139 c1 T0 kvm_apic rw=1 reg=0xb0   2140 c1 T0 HP 10000(g)0
    `);
    trace.assertPeriods({
      from: 0,
      to: 2128.7,
      strategy: 'hlt-block',
      cause: 'device',
      senderTid: tidOf('PIT'),
      earlier: [[30.6, 'signal', 'certain', tidOf('M')]],
    });
    const states = trace.states('T0');
    assert.ok(states.includes('userspace 35.9–53.9'), states.join());
    // No window: what it did before it slept is bookkeeping.
    assert.ok(states.includes('kernel 56.989–59'), states.join());
  });

  it('V29 tells a halt in the VMM from one in the kernel', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 12   2 c0 T0 UX 5 0   5 c0 T0 SO S   80 c1 IO WG T0   84 c0 T0 SI   95 c0 T0 EN
    `);
    trace.assertPeriods({
      strategy: 'hlt-userspace',
      cause: 'device',
      causeConfidence: 'weak',
      senderTid: tidOf('IO'),
    });
  });

  it('V60 takes a wait for a page of the host for no idling of the guest', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EN   1 c0 T0 EX 48   2 c0 T0 kvm_try_async_get_page gva=0x1000 gfn=1
      3 c0 T0 kvm_async_pf_not_present token=1 gva=0x1000   4 c0 T0 SO S
      500 c1 W kvm_async_pf_completed address=0x7f0000001000 gva=0x1000   501 c1 W WG T0
      505 c0 T0 SI   506 c0 T0 kvm_async_pf_ready token=1 gva=0x1000   507 c0 T0 EN
    `);
    trace.assertPeriods({ from: 4, to: 507, strategy: 'async-pf', cause: 'apf-ready' });
    assert.ok(trace.states('T0').includes('stalled 4–501'), trace.states('T0').join());
  });

  it('ends a loop of waits where the guest waits for a page instead', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 EX 40   1 c0 T0 kvm_async_pf_not_present   2 c0 T0 SO S   5 c0 T0 EN
      6 c0 T0 EX 40   7 c0 T0 EN   9 c0 T0 EX 30   10 c0 T0 EN
    `);
    trace.assertPeriods(
      { from: 0, to: 0, strategy: 'pause-spin' },
      { from: 2, to: 5, strategy: 'async-pf' },
      { from: 6, to: 7, strategy: 'pause-spin' },
    );
  });

  it('V61 tells the wait of a vCPU that was never started', async () => {
    const trace = await vectorTrace(`
      0 c3 T3 SO S   0 c0 T0 EN
      1000000 c0 T0 ACC 3 0 dm=0x500   1000001 c0 T0 WG T3   1000010 c3 T3 SI   1000020 c3 T3 SO S
      1100000 c0 T0 ACC 3 0x9a dm=0x600   1100001 c0 T0 WG T3   1100010 c3 T3 SI   1200000 c3 T3 EN
    `);
    trace.assertPeriods({
      vcpu: 3,
      from: 0,
      to: 1_200_000,
      strategy: 'wait-for-sipi',
      cause: 'init-sipi',
      sender: 0,
    });
  });
});
