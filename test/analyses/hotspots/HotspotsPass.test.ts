import assert from 'node:assert/strict';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { fixtureBytes, openedTrace } from '../../support/openTrace';
import { hotTrace } from '../../support/symbols/hotPlaces';
import { traceText } from '../../support/traceText';

/** By place: `vcpu code rip: exits, paired, ns`. */
async function placesOf(text: string): Promise<readonly string[]> {
  const { passes } = await hotTrace(traceText(text));
  const refs = passes.directory.refs();
  return passes.hotspots.places.map(
    ({ binding, code, rip, count, durations }) =>
      `${refs[binding]?.vcpu ?? '?'} ${code} ${hexOfSigned(rip)}: ${count}, ${durations.count}, ${durations.totalNs}`,
  );
}

describe('HotspotsPass', () => {
  it('tells exits apart by vCPU, reason and instruction', async () => {
    const text = `
      100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0 guest_rip=0xffffffff81a592ea
      150 cpu0 100 kvm_entry vcpu_id=0
      160 cpu0 100 kvm_exit exit_reason=32 isa=1 vcpu_id=0 guest_rip=0xffffffff81a592ea
      170 cpu0 100 kvm_entry vcpu_id=0
      180 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0 guest_rip=0xffffffff81a592ea
      187 cpu0 100 kvm_entry vcpu_id=0
      190 cpu1 101 kvm_exit exit_reason=12 isa=1 vcpu_id=1 guest_rip=0xffffffff81a592ea
      195 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0 guest_rip=0x401bb8
    `;
    assert.deepEqual(await placesOf(text), [
      '0 12 0xffffffff81a592ea: 2, 2, 57',
      '0 32 0xffffffff81a592ea: 1, 1, 10',
      '1 12 0xffffffff81a592ea: 1, 0, 0',
      '0 12 0x401bb8: 1, 0, 0',
    ]);
  });

  for (const name of ['vmx-hlt-ipi', 'svm-hlt-ipi.zlib', 'vmx-lost-events', 'vmx-two-vms']) {
    it(`adds up to what the exits table says of ${name}`, async () => {
      const bytes = fixtureBytes(name);
      const { passes } = await hotTrace(bytes);
      const { tallies } = (await openedTrace(bytes)).exits;
      const sums = new Map<string, number[]>();
      for (const { binding, code, count, durations } of passes.hotspots.places) {
        const sum = sums.get(`${binding} ${code}`) ?? [0, 0, 0];
        sums.set(`${binding} ${code}`, [
          sum[0]! + count,
          sum[1]! + durations.count,
          sum[2]! + durations.totalNs,
        ]);
      }
      const expected = tallies.map(({ binding, code, count, durations }) => [
        `${binding} ${code}`,
        [count, durations.count, durations.totalNs],
      ]);
      assert.deepEqual(Object.fromEntries(sums), Object.fromEntries(expected));
    });
  }

  it('counts the exits of places beyond those it tells apart, and their time', async () => {
    const lines = Array.from({ length: 32_770 }, (_, index) => {
      const rip = `0x${(0x40_0000 + index).toString(16)}`;
      const at = index * 10;
      return `${at} cpu0 100 kvm_exit exit_reason=1 isa=1 vcpu_id=0 guest_rip=${rip}\n${at + 4} cpu0 100 kvm_entry vcpu_id=0`;
    });
    const { passes } = await hotTrace(traceText(lines.join('\n')));
    const { places, othersCount, othersNs } = passes.hotspots;
    assert.deepEqual([places.length, othersCount, othersNs], [32_768, 2, 8]);
  }).timeout(20_000);
});
