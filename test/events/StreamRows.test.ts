import assert from 'node:assert/strict';
import { StreamRows } from '../../src/events/StreamRows';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

describe('StreamRows', () => {
  it('tells how much of a trace happened on a host CPU', async () => {
    const { table, reader } = await openedTrace(
      traceText(`
        0 cpu0 100 kvm_entry vcpu_id=0
        100 cpu1 101 kvm_entry vcpu_id=1
        200 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
        300 cpu0 100 kvm_entry vcpu_id=0
      `),
    );
    const rows = new StreamRows();
    for (const block of table.blocks) rows.add(block);
    assert.equal(
      rows.shareOf(reader.streams, ({ hostCpu }) => hostCpu === 0),
      0.75,
    );
    assert.equal(
      rows.shareOf(reader.streams, ({ hostCpu }) => hostCpu === 2),
      0,
    );
  });

  it('has no share of no rows', () => {
    assert.equal(
      new StreamRows().shareOf([], () => true),
      0,
    );
  });
});
