import assert from 'node:assert/strict';
import fc from 'fast-check';
import { blockOfRow } from '../../src/events/fields';
import { eventRecord } from '../../src/queries/eventRecord';
import type { EventRecord } from '../../src/queries/eventRecord';
import { eventAccess } from '../../src/engine/eventAccess';
import { openedTrace } from '../support/openTrace';
import { traceText, writtenTrace } from '../support/traceText';
import type { TraceTextOptions } from '../support/traceText';
import type { Tracepoint } from '../support/tracepoints';

async function recordsOf(text: string, options: TraceTextOptions = {}): Promise<EventRecord[]> {
  const trace = await openedTrace(traceText(text, options));
  const access = eventAccess(trace, trace.passes);
  return Array.from({ length: trace.table.length }, (_, row) => {
    const { block, at } = blockOfRow(trace.table, row);
    return eventRecord(access, block, at);
  });
}

describe('eventRecord', () => {
  it('names everything as the contract does, and an exit’s reason', async () => {
    const text = `
      5 cpu2 100 kvm_exit exit_reason=48 isa=1 vcpu_id=1 guest_rip=0xffffffff81000000 info1=0x181
    `;
    const [record] = await recordsOf(text, { comms: ['100 CPU 1/KVM'] });
    assert.deepEqual(record, {
      time_ns: 0,
      cpu: 2,
      tid: 100,
      comm: 'CPU 1/KVM',
      event: 'kvm_exit',
      vm: 0,
      vcpu: 1,
      system: 'kvm',
      common_flags: 0,
      reason: 'EPT_VIOLATION',
      exit_reason: 48,
      guest_rip: '0xffffffff81000000',
      isa: 1,
      info1: '0x181',
      info2: 0,
      intr_info: 0,
      error_code: 0,
      vcpu_id: 1,
    });
  });

  it('holds null for what the recording does not hold', async () => {
    const [record] = await recordsOf('5 cpu0 7 kvm_userspace_exit reason=10 errno=-4');
    assert.deepEqual(record, {
      time_ns: 0,
      cpu: 0,
      tid: 7,
      comm: null,
      event: 'kvm_userspace_exit',
      vm: null,
      vcpu: null,
      system: 'kvm',
      common_flags: 0,
      reason: 10,
      errno: -4,
    });
  });

  it('does not let a field hide a column of the same name', async () => {
    const clash: Tracepoint = {
      system: 'made',
      name: 'clash',
      id: 9,
      fields: ['u32 cpu', 'u32 vcpu', 'char[16] comm', 'u32 time_ns'],
    };
    const text = '5 cpu3 7 clash cpu=44 vcpu=55 comm=inner time_ns=66';
    const [record] = await recordsOf(text, { tracepoints: [clash], comms: ['7 outer'] });
    const { cpu, vcpu, comm, time_ns: timeNs } = record!;
    assert.deepEqual([cpu, vcpu, comm, timeNs], [3, null, 'outer', 0]);
    const {
      field_cpu: own,
      field_vcpu: ownVcpu,
      field_comm: ownComm,
      field_time_ns: ownTime,
    } = record!;
    assert.deepEqual([own, ownVcpu, ownComm, ownTime], [44, 55, 'inner', 66]);
  });

  it('spells a value of 64 bits as a number only where a double holds it', async () => {
    const wide: Tracepoint = { system: 'made', name: 'wide', id: 9, fields: ['u64 a', 's64 b'] };
    const value = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
    const decompressed = await openedTrace(writtenTrace([], { tracepoints: [wide] }));
    assert.equal(decompressed.table.length, 0);
    await fc.assert(
      fc.asyncProperty(value, async (bits) => {
        const fields = { a: bits, b: BigInt.asIntN(64, bits) };
        const event = { time: 0, hostCpu: 0, tid: 1, event: 'wide', fields };
        const trace = await openedTrace(writtenTrace([event], { tracepoints: [wide] }));
        const { a, b } = eventRecord(eventAccess(trace, trace.passes), trace.table.blocks[0]!, 0);
        const back = (one: unknown): bigint => BigInt.asUintN(64, BigInt(one as string | number));
        assert.equal(back(a), bits);
        assert.equal(back(b), bits);
        if (bits > BigInt(Number.MAX_SAFE_INTEGER)) assert.equal(a, `0x${bits.toString(16)}`);
      }),
      { numRuns: 30 },
    );
  });
});
