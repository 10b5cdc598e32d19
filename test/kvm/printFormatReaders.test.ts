import assert from 'node:assert/strict';
import fc from 'fast-check';
import { constantValue } from '../../src/kvm/constantExpression';
import { fastPageFaultOutcomes, fastPageFaultReturnName } from '../../src/kvm/fastPageFault';
import { decodeTaskState, preemptMaskOf } from '../../src/kvm/taskStates';
import {
  fastPageFaultFormat61,
  fastPageFaultFormat618,
  schedSwitchFormat49,
  schedSwitchFormat61,
} from './printFormats';

describe('constantValue', () => {
  it('computes what print formats hold', () => {
    assert.equal(constantValue('0x040 + 14'), 0x4e);
    assert.equal(constantValue('((((1UL))) << (15))'), 0x8000);
    assert.equal(constantValue('(1 << 0) | (1 << 3)'), 9);
    assert.equal(constantValue('(((0x00 | 0x40 | 0x3f) + 1) << 1)'), 0x100);
    assert.equal(constantValue('-1'), -1);
    assert.equal(constantValue(' 12 '), 12);
  });

  it('refuses what is no constant', () => {
    for (const text of ['VDSO_CLOCKMODE_NONE', '', '1 +', '(1', '1 2', 'REC->ret', '1 << 99']) {
      assert.equal(constantValue(text), undefined, text);
    }
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        constantValue(text);
      }),
    );
    assert.equal(constantValue('('.repeat(1_500)), undefined);
    assert.equal(constantValue('-'.repeat(1_500)), undefined);
  });
});

describe('fastPageFaultOutcomes', () => {
  it('reads the numbers of each kernel out of its print format', () => {
    assert.deepEqual(
      [...(fastPageFaultOutcomes(fastPageFaultFormat61) ?? [])],
      [
        [5, 'spurious'],
        [4, 'fixed'],
      ],
    );
    assert.deepEqual(
      [...(fastPageFaultOutcomes(fastPageFaultFormat618) ?? [])],
      [
        [6, 'spurious'],
        [5, 'fixed'],
      ],
    );
  });

  it('tells nothing without the numbers', () => {
    assert.equal(fastPageFaultOutcomes('"vcpu %d spurious %d fixed %d", REC->vcpu_id'), undefined);
  });

  it('names the other results by the number of fixed', () => {
    const outcomes = fastPageFaultOutcomes(fastPageFaultFormat618);
    assert.equal(fastPageFaultReturnName(3, outcomes ?? new Map()), 'WRITE_PROTECTED');
    assert.equal(fastPageFaultReturnName(3, new Map([[4, 'fixed']])), 'INVALID');
  });
});

describe('taskStates', () => {
  it('reads the preempt mask out of the print format', () => {
    assert.equal(preemptMaskOf(schedSwitchFormat61), 0x100);
    assert.equal(preemptMaskOf(schedSwitchFormat49), 2048);
    assert.equal(preemptMaskOf(undefined), 0x100);
  });

  it('tells preempted, runnable and sleeping apart', () => {
    const letters = (state: bigint) => decodeTaskState(state, schedSwitchFormat61).letters;
    assert.deepEqual([0n, 1n, 2n, 0x100n, 0x80n].map(letters), ['R', 'S', 'D', 'R+', 'I']);
    assert.equal(decodeTaskState(0x100n).preempted, true);
  });

  it('follows the mask of an old kernel', () => {
    assert.equal(decodeTaskState(2048n, schedSwitchFormat49).letters, 'R+');
    assert.equal(decodeTaskState(0x100n, schedSwitchFormat49).preempted, false);
  });
});
