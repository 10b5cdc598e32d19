import assert from 'node:assert/strict';
import { rowAtTime } from '../../src/queries/rowAtTime';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

describe('rowAtTime', () => {
  const trace = openedTrace(
    traceText(`
      0 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      100 cpu0 100 kvm_exit exit_reason=12 isa=1 vcpu_id=0
      100 cpu1 101 kvm_entry vcpu_id=1
      200 cpu0 100 kvm_entry vcpu_id=0
    `),
  );

  it('finds the event of a name among those of one time', async () => {
    const { table } = await trace;

    assert.equal(rowAtTime(table, 100, 'kvm_exit'), 1);
    assert.equal(rowAtTime(table, 100, 'kvm_entry'), 2);
  });

  it('takes no other event of that time for it', async () => {
    assert.equal(rowAtTime((await trace).table, 200, 'sched_switch'), undefined);
  });

  it('finds nothing between two events', async () => {
    const { table } = await trace;

    assert.equal(rowAtTime(table, 150, 'kvm_exit'), undefined);
    assert.equal(rowAtTime(table, 201, 'kvm_exit'), undefined);
  });
});
