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

  it('prefers the event that is named first among those of one time', async () => {
    const { table } = await trace;

    assert.deepEqual(rowAtTime(table, 100, ['kvm_entry']), { row: 2, event: 'kvm_entry' });
    assert.deepEqual(rowAtTime(table, 100, ['kvm_exit', 'kvm_entry'])?.event, 'kvm_exit');
  });

  it('takes any other event of that time when none is named', async () => {
    assert.equal(rowAtTime((await trace).table, 200, ['sched_switch'])?.row, 3);
  });

  it('finds nothing between two events', async () => {
    const { table } = await trace;

    assert.equal(rowAtTime(table, 150, ['kvm_exit']), undefined);
    assert.equal(rowAtTime(table, 201, ['kvm_exit']), undefined);
  });
});
