import assert from 'node:assert/strict';
import { hexOfSigned } from '../../../src/base/signedAddress';
import type { VectorTrace } from '../../support/idle/vectorTrace';
import { vectorTrace } from '../../support/idle/vectorTrace';

/** `code rip: exits, paired, ns`, of places whose exits sent IPIs. */
function sendersOf({ passes: { idle } }: VectorTrace): string[] {
  return idle.senders.places.all
    .filter(({ count }) => count > 0)
    .map(
      ({ code, rip, count, durations }) =>
        `${code} ${hexOfSigned(rip)}: ${count}, ${durations.count}, ${durations.totalNs}`,
    );
}

const RUNNING = '0 c0 T0 EN   0 c1 T1 EN   0 c2 T2 EN';

describe('Senders', () => {
  it('counts an exit once, however many IPIs it sends, until its entry', async () => {
    const trace = await vectorTrace(`
      ${RUNNING}   10 c1 T1 EX 32 guest_rip=0x1234   11 c1 T1 IPI 0 253   12 c1 T1 ACC 0 253
      12 c1 T1 IPI 2 253   13 c1 T1 ACC 2 253   15 c1 T1 EN   20 c1 T1 EX 32 guest_rip=0x1234   21 c1 T1 EN
    `);
    assert.deepEqual(sendersOf(trace), ['32 0x1234: 1, 1, 5000']);
  });

  it('knows the hypercall by which a guest sends to many, and no other one', async () => {
    const trace = await vectorTrace(`
      ${RUNNING}   10 c1 T1 EX 18 guest_rip=0x1234   11 c1 T1 kvm_hypercall nr=10 a0=5 a3=0xfb
      12 c1 T1 EN   20 c1 T1 EX 18 guest_rip=0x2000   21 c1 T1 kvm_hypercall nr=5 a1=2   22 c1 T1 EN
    `);
    assert.deepEqual(sendersOf(trace), ['18 0x1234: 1, 1, 2000']);
  });

  for (const [what, event] of [
    ['an x2APIC', 'kvm_msr write=1 ecx=0x830 data=0xfd'],
    ['an xAPIC', 'kvm_apic rw=1 reg=0x300 val=0xfd'],
  ]) {
    it(`takes writes of the ICR of ${what} where kvm_apic_ipi is not recorded`, async () => {
      const trace = await vectorTrace(
        `
          ${RUNNING}   10 c1 T1 EX 32 guest_rip=0x1234   11 c1 T1 ${event}   12 c1 T1 EN
          20 c1 T1 EX 32 guest_rip=0x2000   21 c1 T1 kvm_msr write=1 ecx=0x6e0 data=5
          21 c1 T1 kvm_msr write=0 ecx=0x830   21 c1 T1 kvm_apic rw=0 reg=0x300   22 c1 T1 EN
        `,
        { lacking: ['kvm_apic_ipi'] },
      );
      assert.deepEqual(sendersOf(trace), ['32 0x1234: 1, 1, 2000']);
    });
  }

  it('tells no place where exits are not recorded, but how many IPIs there were', async () => {
    const trace = await vectorTrace(`
      0 c0 T0 HVT 0   0 c1 T1 HVT 0   5 c1 T1 WK 3000 1   11 c1 T1 IPI 0 253   12 c1 T1 ACC 0 253
    `);
    assert.deepEqual(sendersOf(trace), []);
    assert.equal(trace.passes.idle.senders.withoutRip, 1);
  });

  it('does not take what comes after the entry for a part of the exit', async () => {
    const trace = await vectorTrace(`
      ${RUNNING}   10 c1 T1 EX 32 guest_rip=0x1234   11 c1 T1 EN   11 c1 T1 IPI 0 253
    `);
    assert.deepEqual(sendersOf(trace), []);
  });

  it('knows an exit that the guest took in the very moment of its entry', async () => {
    const trace = await vectorTrace(`
      ${RUNNING}   0 c1 T1 EX 32 guest_rip=0x1234   1 c1 T1 IPI 0 253   2 c1 T1 EN
    `);
    assert.deepEqual(sendersOf(trace), ['32 0x1234: 1, 1, 2000']);
  });

  it('pairs no exit with an entry beyond lost events', async () => {
    const trace = await vectorTrace(`
      ${RUNNING}   10 c1 T1 EX 32 guest_rip=0x1234   11 c1 T1 IPI 0 253   lost c1 40   20 c1 T1 EN
    `);
    assert.deepEqual(sendersOf(trace), ['32 0x1234: 1, 0, 0']);
  });

  it('lets the fast path of an IPI take no time where it entered the guest below the tracepoint', async () => {
    const trace = await vectorTrace(`
      ${RUNNING}   10 c1 T1 EX 32 guest_rip=0x1234   11 c1 T1 IPI 0 253   12 c1 T1 EN
      20 c1 T1 EX 32 guest_rip=0x1234   21 c1 T1 IPI 0 253   30 c1 T1 EX 1 guest_rip=0x1240   35 c1 T1 EN
    `);
    assert.deepEqual(sendersOf(trace), ['32 0x1234: 2, 2, 2000']);
  });
});
