import assert from 'node:assert/strict';
import { blockOfRow } from '../../src/events/fields';
import type { EventBlock } from '../../src/events/EventTable';
import type { EventAccess } from '../../src/queries/EventAccess';
import { eventAccess } from '../../src/engine/eventAccess';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';
import type { TraceTextOptions } from '../support/traceText';

type Asked<T> = (access: EventAccess, block: EventBlock, at: number) => T;

/** What `ask` answers for every event. */
async function answers<T>(
  text: string,
  ask: Asked<T>,
  options: TraceTextOptions = {},
): Promise<T[]> {
  const trace = await openedTrace(traceText(text, options));
  const access = eventAccess(trace, trace.passes);
  return Array.from({ length: trace.table.length }, (_, row) => {
    const { block, at } = blockOfRow(trace.table, row);
    return ask(access, block, at);
  });
}

describe('EventAccess', () => {
  it('knows the vCPU of every event on its thread, also before it was named', async () => {
    const text = `
      1 cpu0 100 kvm_userspace_exit reason=2
      2 cpu0 100 kvm_entry vcpu_id=4
      3 cpu0 7 kvm_userspace_exit reason=2
    `;
    assert.deepEqual(await answers(text, (access, block, at) => access.vcpuOf(block, at)), [
      { vm: 0, vcpu: 4 },
      { vm: 0, vcpu: 4 },
      undefined,
    ]);
  });

  it('knows the vCPU of a thread by its name when no event names it', async () => {
    const options = {
      comms: ['100 CPU 2/KVM'],
      tracepoints: [
        { system: 'kvm', name: 'kvm_exit', id: 301, fields: ['u32 exit_reason', 'u32 isa'] },
      ],
    };
    const text = '1 cpu0 100 kvm_exit exit_reason=12 isa=1';
    const refs = await answers(text, (access, block, at) => access.vcpuOf(block, at), options);
    assert.deepEqual(refs, [{ vm: 0, vcpu: 2 }]);
  });

  it('names threads as trace-cmd report does', async () => {
    const text = '1 cpu0 100 kvm_entry\n2 cpu0 0 kvm_entry\n3 cpu0 7 kvm_entry';
    const options = { comms: ['100 CPU 0/KVM'] };
    assert.deepEqual(
      await answers(text, (access, block, at) => access.commOf(block, at), options),
      ['CPU 0/KVM', '<idle>', undefined],
    );
  });

  it('names the reason of an exit', async () => {
    const text = `
      1 cpu0 100 kvm_exit exit_reason=12 isa=1
      2 cpu0 100 kvm_exit exit_reason=0x80000021 isa=1
      3 cpu0 100 kvm_exit exit_reason=0x400 isa=2
      4 cpu0 100 kvm_entry
    `;
    assert.deepEqual(await answers(text, (access, block, at) => access.exitReasonOf(block, at)), [
      'HLT',
      'INVALID_STATE',
      'npf',
      undefined,
    ]);
  });

  it('names the reason of a nested exit, which older kernels call exit_code', async () => {
    const fields = ['u32 exit_code', 'u64 exit_info1', 'u32 isa'];
    const options = {
      tracepoints: [{ system: 'kvm', name: 'kvm_nested_vmexit_inject', id: 301, fields }],
    };
    const text = '1 cpu0 100 kvm_nested_vmexit_inject exit_code=0x78 isa=2';
    assert.deepEqual(
      await answers(text, (access, block, at) => access.exitReasonOf(block, at), options),
      ['hlt'],
    );
  });

  it('finds the exit that a thread is handling, over the events of others', async () => {
    const text = `
      1 cpu0 100 kvm_page_fault
      2 cpu0 100 kvm_exit exit_reason=48 isa=1
      3 cpu1 101 kvm_entry
      4 cpu0 100 kvm_page_fault
      5 cpu0 100 kvm_entry
      6 cpu0 100 kvm_page_fault
    `;
    const exits = await answers(text, (access, block, at) => access.exitBefore(block, at)?.code);
    assert.deepEqual(exits, [undefined, undefined, undefined, 48, 48, undefined]);
  });
});
