import assert from 'node:assert/strict';
import { hexOfSigned } from '../../../src/base/signedAddress';
import { hotHappenings } from '../../../src/engine/hotSource';
import { hotCauseNeeds } from '../../../src/engine/needs';
import { nodeDecompressor } from '../../../src/engine/node/nodeDecompressor';
import { OpenTrace } from '../../../src/engine/OpenTrace';
import { hotCausePasses } from '../../../src/engine/passes';
import { readThrough } from '../../../src/engine/readThrough';
import { memorySource } from '../../../src/formats/memorySource';
import { TraceDatRecording } from '../../../src/ingest/tracedat/TraceDatRecording';
import type { HotSubject } from '../../../src/protocol/code';
import type { VcpuSelection } from '../../../src/protocol/exits';
import type { HotHappenings } from '../../../src/queries/hot/HotSource';
import { idleTracepoints } from '../../support/idle/tracepoints';
import { vectorEvents } from '../../support/idle/vectorEvents';
import { fixtureBytes, sourcesOf } from '../../support/openTrace';
import { writtenTrace } from '../../support/traceText';

async function foundIn(
  bytes: Uint8Array,
  of: HotSubject,
  selection?: VcpuSelection,
): Promise<HotHappenings> {
  const decompressor = await nodeDecompressor();
  const source = memorySource('made.trace.dat', bytes);
  const recording = new TraceDatRecording({ source, decompressor, tscKhz: undefined });
  const trace = new OpenTrace({ ...hotCauseNeeds, open: sourcesOf(recording) });
  return hotHappenings(trace, readThrough(trace, hotCausePasses(trace)), of, selection);
}

function made(text: string, lacking: readonly string[] = []): Uint8Array {
  const tracepoints = idleTracepoints('X4').filter(({ name }) => !lacking.includes(name));
  return writtenTrace(vectorEvents(text), { clock: 'mono', tracepoints });
}

/** `reason rip by vCPUs: count, paired, ns, wakeups`. */
function words({ rows }: HotHappenings): string[] {
  return rows.map(
    ({ reason, rip, vcpus, count, durations, wakeups }) =>
      `${reason} ${hexOfSigned(rip)} by ${vcpus.join()}: ${count}, ${durations.count}, ${durations.totalNs}, ${wakeups}`,
  );
}

/** vCPU 1 wakes vCPU 0 by an IPI, and vCPU 0 itself by its timer. */
const WOKEN = `
  0 c0 T0 EN   0 c1 T1 EN   10 c0 T0 EX 12 guest_rip=0x1000   11 c0 T0 SO S
  100 c1 T1 EX 32 guest_rip=0x2000   101 c1 T1 IPI 0 253   102 c1 T1 ACC 0 253   103 c1 T1 WG T0
  106 c0 T0 SI   107 c0 T0 WK 97000 1   108 c0 T0 INJ 253   110 c0 T0 EN   120 c1 T1 EN
  200 c0 T0 EX 12 guest_rip=0x1000   201 c0 T0 SO S   300 c0 irq HRT   301 c0 irq WG T0
  302 c0 T0 SI   303 c0 T0 WK 103000 1   304 c0 T0 ACC 0 236   305 c0 T0 INJ 236   306 c0 T0 EN
`;

describe('which code sends IPIs', () => {
  it('has the exits that sent them, their time, and the waits that they ended', async () => {
    const found = await foundIn(made(WOKEN), 'ipis');
    assert.deepEqual(words(found), ['MSR_WRITE 0x2000 by 1: 1, 1, 20000, 1']);
    assert.equal(found.lack, null);
  });

  it('leaves out what other vCPUs do than the selected one', async () => {
    assert.deepEqual(words(await foundIn(made(WOKEN), 'ipis', { vcpu: 0 })), []);
    assert.equal((await foundIn(made(WOKEN), 'ipis', { vcpu: 1 })).rows.length, 1);
  });

  it('finds as many in a real recording as kvm_apic_ipi events', async () => {
    const found = await foundIn(fixtureBytes('vmx-hlt-ipi'), 'ipis');
    assert.deepEqual(
      found.rows.map(({ reason, rip, count, durations, wakeups }) => [
        ...[reason, rip, count, durations.count, wakeups],
      ]),
      [['MSR_WRITE', 0x10015a, 100, 100, 100]],
    );
    const { overTime, firstNs, lastNs } = found.rows[0]!;
    const shown = overTime.inBins({ fromNs: firstNs, binNs: (lastNs - firstNs) / 4, bins: 4 });
    assert.equal(
      shown.reduce((sum, count) => sum + count, 0),
      100,
    );
  });

  it('says why it cannot tell where no event does', async () => {
    const text = WOKEN.replace('101 c1 T1 IPI 0 253', '');
    const { lack } = await foundIn(made(text, ['kvm_apic_ipi', 'kvm_msr', 'kvm_apic']), 'ipis');
    assert.match(lack!, /None of kvm_apic_ipi, kvm_msr and kvm_apic was recorded/);
  });

  it('says that IPIs are told by writes of the ICR', async () => {
    const text = WOKEN.replace('IPI 0 253', 'kvm_msr write=1 ecx=0x830 data=0xfd');
    const found = await foundIn(made(text, ['kvm_apic_ipi']), 'ipis');
    assert.deepEqual(words(found), ['MSR_WRITE 0x2000 by 1: 1, 1, 20000, 1']);
    assert.match(found.lack!, /^kvm_apic_ipi was not recorded: IPIs are told by writes/);
  });
});

describe('which code ends the idle periods of others', () => {
  it("has the time from the sender's exit to the entry of the woken vCPU, and counts other causes", async () => {
    const found = await foundIn(made(WOKEN), 'wakes');
    assert.deepEqual(words(found), ['ipi 0x2000 by 1: 1, 1, 10000, 1']);
    assert.deepEqual(found.elsewhere, [{ reason: 'timer', count: 1 }]);
    assert.equal(
      found.lack,
      'No code of another vCPU is known to have caused 1 further ends of idle periods: timer 1.',
    );
    assert.equal(found.rows[0]!.firstNs, 100_000);
  });

  it('has stores that woke whoever waited for them', async () => {
    const found = await foundIn(fixtureBytes('vmx-page-true-sharing'), 'wakes');
    assert.deepEqual(
      found.rows.map(({ reason, rip, vcpus, count }) => [reason, rip, vcpus, count]),
      [['device', 0x10003d, [1], 30]],
    );
  });

  it('adds up to the idle periods that ended', async () => {
    for (const name of ['vmx-hlt-ipi', 'svm-hlt-ipi.zlib', 'vmx-two-vms', 'vmx-lost-events']) {
      const bytes = fixtureBytes(name);
      const { rows, withoutRip, elsewhere } = await foundIn(bytes, 'wakes');
      const idle = await foundIn(bytes, 'idle');
      const sum = (list: readonly { readonly count: number }[]): number =>
        list.reduce((total, { count }) => total + count, 0);
      const ended = idle.rows.reduce((total, { durations }) => total + durations.count, 0);
      assert.equal(sum(rows) + withoutRip + sum(elsewhere), ended, name);
    }
  });

  it('tells how many senders it cannot place', async () => {
    const text = WOKEN.replace('guest_rip=0x2000', 'guest_rip=0');
    const { rows, withoutRip } = await foundIn(made(text), 'wakes');
    assert.deepEqual([rows.length, withoutRip], [0, 1]);
  });
});
