import assert from 'node:assert/strict';
import { ByteWriter } from '../support/ByteWriter';
import { fixtureBytes, openedTrace } from '../support/openTrace';
import type { AnalysedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';
import type { TraceTextOptions } from '../support/traceText';

/** `vmN vcpuN = thread` of everything that runs a vCPU. */
function listed({ directory }: AnalysedTrace): string[] {
  return directory.refs().flatMap((ref, index) => {
    const tid = directory.bindings.all[index]!.tid;
    return ref === undefined ? [] : [`vm${ref.vm} vcpu${ref.vcpu} = ${tid}`];
  });
}

const opened = (text: string, options: TraceTextOptions = {}): Promise<AnalysedTrace> =>
  openedTrace(traceText(text, options));

describe('VcpuDirectory', () => {
  it('tells the two VMs of a real recording apart', async () => {
    const trace = await openedTrace(fixtureBytes('vmx-two-vms'));
    assert.deepEqual(listed(trace).sort(), [
      'vm0 vcpu0 = 148',
      'vm0 vcpu1 = 149',
      'vm1 vcpu0 = 150',
      'vm1 vcpu1 = 151',
    ]);
    assert.equal(trace.directory.guessed, false);
  });

  const comms = ['100 CPU 2/KVM', '101 vcpu 5', '102 fc_vcpu 7', '103 bash', '104 vcpu6'];
  const nameless = (tid: number): string => `1 cpu0 ${tid} kvm_exit exit_reason=12 isa=1`;
  const withoutVcpuId = {
    comms,
    tracepoints: [
      { system: 'kvm', name: 'kvm_exit', id: 301, fields: ['u32 exit_reason', 'u32 isa'] },
    ],
  };

  it('goes by the names of threads when no event names their vCPUs (A-13)', async () => {
    const text = [100, 101, 102, 103, 104].map(nameless).join('\n');
    assert.deepEqual(listed(await opened(text, withoutVcpuId)), [
      'vm0 vcpu2 = 100',
      'vm0 vcpu5 = 101',
      'vm0 vcpu7 = 102',
      'vm0 vcpu6 = 104',
    ]);
  });

  it('believes an event more than a name', async () => {
    const trace = await opened('1 cpu0 100 kvm_entry vcpu_id=0', { comms });
    assert.deepEqual(listed(trace), ['vm0 vcpu0 = 100']);
  });

  it('takes names of VMs from the recording', async () => {
    const guest = new ByteWriter().zstr('web').u64(1).u32(1).u32(0).u32(100).finish();
    const trace = await opened('1 cpu0 100 kvm_entry vcpu_id=0', {
      options: [{ id: 13, payload: guest }],
    });
    assert.deepEqual(
      trace.directory.vms.map(({ name }) => name),
      ['web'],
    );
  });

  it('is empty for a recording without vCPUs', async () => {
    const trace = await opened('1 cpu0 100 sched_waking pid=7', { comms });
    assert.deepEqual(trace.directory.vms, []);
  });
});
