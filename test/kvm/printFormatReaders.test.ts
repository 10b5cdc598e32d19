import assert from 'node:assert/strict';
import { fastPageFaultOutcomes, fastPageFaultReturnName } from '../../src/kvm/fastPageFault';
import { decodeTaskState, isDisplaced, preemptMaskOf } from '../../src/kvm/taskStates';
import {
  conditionsOf,
  fastPageFaultFormat61,
  fastPageFaultFormat618,
  schedSwitchFormat49,
  schedSwitchFormat61,
} from './printFormats';

describe('fastPageFaultOutcomes', () => {
  it('reads the numbers of each kernel out of its print format', () => {
    assert.deepEqual(
      [...(fastPageFaultOutcomes(conditionsOf(fastPageFaultFormat61)) ?? [])],
      [
        [5, 'spurious'],
        [4, 'fixed'],
      ],
    );
    assert.deepEqual(
      [...(fastPageFaultOutcomes(conditionsOf(fastPageFaultFormat618)) ?? [])],
      [
        [6, 'spurious'],
        [5, 'fixed'],
      ],
    );
  });

  it('tells nothing without the numbers', () => {
    const printFormat = '"vcpu %d spurious %d fixed %d", REC->vcpu_id';
    assert.equal(fastPageFaultOutcomes(conditionsOf(printFormat)), undefined);
  });

  it('names the other results by the number of fixed', () => {
    const outcomes = fastPageFaultOutcomes(conditionsOf(fastPageFaultFormat618));
    assert.equal(fastPageFaultReturnName(3, outcomes ?? new Map()), 'WRITE_PROTECTED');
    assert.equal(fastPageFaultReturnName(3, new Map([[4, 'fixed']])), 'INVALID');
  });
});

describe('taskStates', () => {
  it('reads the preempt mask out of the print format', () => {
    assert.equal(preemptMaskOf(conditionsOf(schedSwitchFormat61)), 0x100n);
    assert.equal(preemptMaskOf(conditionsOf(schedSwitchFormat49)), 2048n);
    assert.equal(preemptMaskOf([]), 0x100n);
  });

  it('tells preempted, runnable and sleeping apart', () => {
    const letters = (state: bigint) =>
      decodeTaskState(state, conditionsOf(schedSwitchFormat61)).letters;
    assert.deepEqual([0n, 1n, 2n, 0x100n, 0x80n].map(letters), ['R', 'S', 'D', 'R+', 'I']);
    assert.equal(decodeTaskState(0x100n, []).preempted, true);
  });

  it('follows the mask of an old kernel', () => {
    assert.equal(decodeTaskState(2048n, conditionsOf(schedSwitchFormat49)).letters, 'R+');
    assert.equal(decodeTaskState(0x100n, conditionsOf(schedSwitchFormat49)).preempted, false);
  });

  it('take a thread for displaced that was preempted, by the mark of any kernel, or ran in R', () => {
    assert.deepEqual([0, 0x100, 1024, 4096].map(isDisplaced), [true, true, true, true]);
    assert.deepEqual([0x1, 0x2, 0x40, 0x80].map(isDisplaced), [false, false, false, false]);
  });
});
