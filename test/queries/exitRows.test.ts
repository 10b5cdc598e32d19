import assert from 'node:assert/strict';
import { exitNamesOf } from '../../src/engine/exitNames';
import type { ExitRow } from '../../src/protocol/ExitRow';
import type { VcpuSelection } from '../../src/protocol/exits';
import { exitRows } from '../../src/queries/exitRows';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

async function rowsOf(text: string, selection: VcpuSelection = {}): Promise<readonly ExitRow[]> {
  const trace = await openedTrace(traceText(text));
  const { tallies } = trace.exits;
  return exitRows(tallies, trace.directory.refs(), exitNamesOf(trace), selection);
}

const TWO_VCPUS = `
  0 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
  100 cpu0 100 kvm_entry vcpu_id=0
  200 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
  500 cpu0 100 kvm_entry vcpu_id=0
  600 cpu0 100 kvm_exit exit_reason=48 isa=1 vcpu_id=0
  1000 cpu0 100 kvm_entry vcpu_id=0
  1100 cpu0 100 kvm_exit exit_reason=30 isa=1 vcpu_id=0
  0 cpu1 101 kvm_exit exit_reason=12 isa=1 vcpu_id=1
  70 cpu1 101 kvm_entry vcpu_id=1
`;

describe('exitRows', () => {
  it('has a row for each vCPU and reason, most time first, with its share of the vCPU’s time', async () => {
    const rows = await rowsOf(TWO_VCPUS);
    assert.deepEqual(rows[0], {
      vm: 0,
      vcpu: 0,
      isa: 'vmx',
      reason: 'HLT',
      code: 12,
      class: 'idle',
      classes: [{ class: 'idle', count: 2 }],
      count: 2,
      paired: 2,
      totalNs: 400,
      minNs: 100,
      meanNs: 200,
      p50Ns: 100,
      p90Ns: 300,
      p99Ns: 300,
      maxNs: 300,
      share: 0.5,
      perfPaired: 1,
      perfTotalNs: 300,
    });
    assert.deepEqual(
      rows.map(({ vcpu, reason, count, totalNs, share }) => [vcpu, reason, count, totalNs, share]),
      [
        [0, 'HLT', 2, 400, 0.5],
        [0, 'EPT_VIOLATION', 1, 400, 0.5],
        [0, 'IO_INSTRUCTION', 1, 0, 0],
        [1, 'HLT', 1, 70, 1],
      ],
    );
  });

  it('says that exits without an entry have no duration', async () => {
    const row = (await rowsOf(TWO_VCPUS)).find(({ code }) => code === 30);
    const { paired, totalNs, minNs, meanNs, p50Ns, p90Ns, p99Ns, maxNs } = row!;
    assert.deepEqual([paired, totalNs], [0, 0]);
    assert.deepEqual([minNs, meanNs, p50Ns, p90Ns, p99Ns, maxNs], Array(6).fill(null));
  });

  it('can be restricted to a VM and a vCPU', async () => {
    assert.deepEqual(
      (await rowsOf(TWO_VCPUS, { vcpu: 1 })).map(({ vcpu }) => vcpu),
      [1],
    );
    assert.deepEqual(await rowsOf(TWO_VCPUS, { vm: 1 }), []);
    assert.equal((await rowsOf(TWO_VCPUS, { vm: 0, vcpu: 0 })).length, 3);
  });

  it('leaves out the exits of a thread that nothing calls a vCPU', async () => {
    const withoutVcpuId = traceText('0 cpu0 100 kvm_exit exit_reason=12 isa=1', {
      tracepoints: [
        { system: 'kvm', name: 'kvm_exit', id: 301, fields: ['u32 exit_reason', 'u32 isa'] },
      ],
    });
    const trace = await openedTrace(withoutVcpuId);
    assert.equal(trace.exits.tallies.length, 1);
    assert.deepEqual(exitRows(trace.exits.tallies, trace.directory.refs(), {}, {}), []);
  });

  it('adds up the times that one thread ran the same vCPU', async () => {
    const rows = await rowsOf(`
      0 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      10 cpu0 100 kvm_entry vcpu_id=0
      20 cpu0 100 kvm_entry vcpu_id=1
      30 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      60 cpu0 100 kvm_entry vcpu_id=0
    `);
    assert.deepEqual(
      rows.map(({ vcpu, count, totalNs }) => [vcpu, count, totalNs]),
      [[0, 2, 40]],
    );
  });

  it('names reasons as the recording does, and does not guess those of an unknown ISA', async () => {
    const rows = await rowsOf(`
      0 cpu0 100 kvm_exit exit_reason=120 isa=2 vcpu_id=0
      1 cpu0 101 kvm_exit exit_reason=12 isa=3 vcpu_id=1
      2 cpu0 102 kvm_exit exit_reason=0xfff isa=1 vcpu_id=2
    `);
    assert.deepEqual(
      rows.map(({ isa, reason, code, class: exitClass }) => [isa, reason, code, exitClass]),
      [
        ['svm', 'hlt', 120, 'idle'],
        [null, 'isa3:0xc', 12, 'unknown'],
        ['vmx', '0xfff', 4095, 'unknown'],
      ],
    );
  });

  it('tells every class of exits whose other fields tell more than their reason', async () => {
    const [row] = await rowsOf(`
      0 cpu0 100 kvm_exit exit_reason=0x400 isa=2 info1=0x10000000e vcpu_id=0
      10 cpu0 100 kvm_exit exit_reason=0x400 isa=2 info1=0x100000006 vcpu_id=0
      20 cpu0 100 kvm_exit exit_reason=0x400 isa=2 info1=0x100000006 vcpu_id=0
    `);
    assert.equal(row?.class, 'mem');
    assert.deepEqual(row.classes, [
      { class: 'mem', count: 2 },
      { class: 'mmio', count: 1 },
    ]);
  });
});
