import assert from 'node:assert/strict';
import type { TraceFacts } from '../../src/protocol/facts';
import { factsOf } from '../../src/engine/factsOf';
import { ByteWriter } from '../support/ByteWriter';
import { fixtureBytes, openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

async function factsOfBytes(bytes: Uint8Array): Promise<TraceFacts> {
  const trace = await openedTrace(bytes);
  return factsOf(trace, trace.passes);
}

const zstr = (text: string): Uint8Array => new ByteWriter().zstr(text).finish();
const cpuStat = (hostCpu: number, overrun: number, dropped: number): string =>
  `CPU: ${hostCpu}\nentries: 9\noverrun: ${overrun}\ncommit overrun: 0\ndropped events: ${dropped}\n`;

describe('traceFacts', () => {
  it('says what a real recording is', async () => {
    const bytes = fixtureBytes('vmx-two-vms');
    const facts = await factsOfBytes(bytes);
    assert.deepEqual(facts.sources, [
      {
        path: 'made.trace.dat',
        format: 'trace.dat',
        version: '7',
        compression: 'zstd',
        clock: { name: 'local', unit: 'ns', conversion: 'none' },
        kernel: '6.1.0-56-cloud-amd64',
        hostCpus: 2,
        fileBytes: 18_056,
        relation: {
          kind: 'reference',
          shiftNs: '0',
          samples: null,
          guestOf: null,
          vm: null,
          guestCpus: [],
        },
      },
    ]);
    assert.equal(facts.t0Ns, '14363042004');
    assert.equal(facts.events, 6857);
    assert.equal(facts.lostEvents, 0);
    assert.deepEqual(facts.eventCounts.slice(0, 2), [
      { name: 'kvm_entry', count: 2511 },
      { name: 'kvm_exit', count: 2511 },
    ]);
    assert.deepEqual(
      facts.vms.map(({ vm, pid, name, vcpus }) => [vm, pid, name, vcpus.map(({ tid }) => tid)]),
      [
        [0, null, null, [148, 149]],
        [1, null, null, [150, 151]],
      ],
    );
    assert.deepEqual(facts.diagnostics, []);
  });

  it('places and counts the lost events of a real recording', async () => {
    const facts = await factsOfBytes(fixtureBytes('vmx-lost-events'));
    assert.equal(facts.lostEvents, 171);
    assert.equal(facts.lost.length, 1);
    const [loss] = facts.lost;
    assert.deepEqual([loss?.hostCpu, loss?.count], [0, 171]);
    assert.ok(loss!.fromNs < loss!.toNs);
    const warning = facts.diagnostics.find(({ code }) => code === 'lost-events');
    assert.match(
      warning!.message,
      /^171 events were lost on host CPU 0: the buffers were too small/,
    );
  });

  it('does not count losses whose number nobody knows', async () => {
    const facts = await factsOfBytes(
      traceText(
        '1 cpu0 7 kvm_entry\nlost cpu0\n2 cpu0 7 kvm_entry\nlost cpu1 3\n3 cpu1 7 kvm_entry',
      ),
    );
    assert.equal(facts.lostEvents, 3);
    assert.match(
      facts.diagnostics[0]!.message,
      /^3 events were lost, and at 1 places an unknown number on host CPU 0, 1:/,
    );
  });

  it('tells of events that the recorder’s own statistics miss', async () => {
    const options = [cpuStat(0, 5, 0), cpuStat(1, 2, 1)].map((text) => ({
      id: 2,
      payload: zstr(text),
    }));
    const facts = await factsOfBytes(traceText('1 cpu0 7 kvm_entry', { options }));
    const [diagnostic] = facts.diagnostics;
    assert.deepEqual([diagnostic?.severity, diagnostic?.code], ['info', 'overrun']);
    assert.match(diagnostic!.message, /count 7 overwritten and 1 dropped events/);
  });

  it('counts the host CPUs that recorded nothing, too', async () => {
    const options = [0, 1, 2].map((cpu) => ({ id: 2, payload: zstr(cpuStat(cpu, 0, 0)) }));
    const facts = await factsOfBytes(traceText('1 cpu2 7 kvm_entry', { options }));
    assert.equal(facts.sources[0]?.hostCpus, 3);
    assert.deepEqual(facts.diagnostics, []);
  });

  it('says when VMs were told apart by thread ids alone', async () => {
    const text = [100, 101, 200, 201]
      .map((tid, index) => `${index} cpu0 ${tid} kvm_entry vcpu_id=${tid % 2}`)
      .join('\n');
    const facts = await factsOfBytes(traceText(text));
    assert.equal(facts.vms.length, 2);
    assert.deepEqual(
      facts.diagnostics.map(({ severity, code }) => [severity, code]),
      [['info', 'vms-guessed']],
    );
  });

  it('names the VM and the threads where the recording does', async () => {
    const guest = new ByteWriter().zstr('web').u64(1).u32(1).u32(0).u32(100).finish();
    const facts = await factsOfBytes(
      traceText('1 cpu0 100 kvm_entry vcpu_id=0', {
        comms: ['100 CPU 0/KVM'],
        options: [{ id: 13, payload: guest }],
      }),
    );
    assert.deepEqual(facts.vms, [
      {
        vm: 0,
        source: 0,
        pid: null,
        name: 'web',
        vcpus: [{ vcpu: 0, tid: 100, comm: 'CPU 0/KVM' }],
      },
    ]);
  });

  it('knows neither kernel nor clock when the recording does not say', async () => {
    const { sources } = await factsOfBytes(traceText('1 cpu0 7 kvm_entry', { version: 6 }));
    assert.deepEqual(
      sources.map(({ kernel, clock, compression }) => [kernel, clock.name, compression]),
      [[null, null, null]],
    );
  });

  it('shows what is wrong with the file before what is wrong with its events', async () => {
    const bytes = traceText('1 cpu0 7 kvm_entry\n2 cpu1 7 kvm_entry', { version: 6 });
    const facts = await factsOfBytes(bytes.subarray(0, bytes.length - 100));
    assert.deepEqual(
      facts.diagnostics.map(({ code }) => code),
      ['truncated-section', 'damaged-cpu-data'],
    );
  });
});
