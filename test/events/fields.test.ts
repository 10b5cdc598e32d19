import assert from 'node:assert/strict';
import { blockOfRow, fieldIndex, fieldValue } from '../../src/events/fields';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

describe('fieldValue', () => {
  it('is signed where the format says so, and exact for 8 bytes', async () => {
    const trace = await openedTrace(
      traceText(`
        1 cpu0 100 kvm_userspace_exit reason=10 errno=-4
        2 cpu0 100 kvm_exit exit_reason=48 guest_rip=0xffffffff81234567 info1=0x8000000000000181
        3 cpu0 100 kvm_vcpu_wakeup ns=3000000000 waited=1
      `),
    );
    const values = (row: number, ...names: string[]): unknown[] => {
      const { block, at } = blockOfRow(trace.table, row);
      const kind = trace.table.kinds[block.kind[at]!]!;
      return names.map((name) => fieldValue(block, kind, at, name));
    };
    assert.deepEqual(values(0, 'reason', 'errno'), [10, -4]);
    assert.deepEqual(values(1, 'exit_reason', 'guest_rip', 'info1'), [
      48,
      0xffff_ffff_8123_4567n,
      0x8000_0000_0000_0181n,
    ]);
    assert.deepEqual(values(2, 'ns', 'waited', 'valid'), [3_000_000_000n, 1, 0]);
  });

  it('knows no field that the format lacks or that is not kept', async () => {
    const trace = await openedTrace(traceText('1 cpu0 100 sched_waking comm=a pid=7'));
    const [block] = trace.table.blocks;
    const [kind] = trace.table.kinds;
    assert.equal(fieldIndex(kind!, 'success'), -1);
    assert.equal(fieldValue(block!, kind!, 0, 'success'), undefined);
    assert.equal(fieldValue(block!, kind!, 0, 'comm'), undefined);
    assert.equal(fieldValue(block!, kind!, 0, 'pid'), 7);
  });
});
