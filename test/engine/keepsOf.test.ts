import assert from 'node:assert/strict';
import { keepsOf } from '../../src/engine/keepsOf';

describe('keepsOf', () => {
  const kept = (patterns: readonly string[] | undefined, ...names: string[]): string[] => {
    const keeps = keepsOf(patterns);
    return names.filter((name) => keeps('kvm', name));
  };

  it('keeps everything when nothing is named', () => {
    assert.deepEqual(kept(undefined, 'kvm_exit'), ['kvm_exit']);
    assert.deepEqual(kept([], 'kvm_exit'), ['kvm_exit']);
  });

  it('keeps a named event, and not one whose name only contains it', () => {
    assert.deepEqual(kept(['kvm_exit'], 'kvm_exit', 'kvm_userspace_exit', 'kvm_exits'), [
      'kvm_exit',
    ]);
  });

  it('takes * for anything, at any place', () => {
    assert.deepEqual(kept(['kvm_*exit'], 'kvm_exit', 'kvm_userspace_exit', 'kvm_entry'), [
      'kvm_exit',
      'kvm_userspace_exit',
    ]);
    assert.deepEqual(kept(['*'], 'a', ''), ['a', '']);
  });

  it('keeps what any of several names wants', () => {
    assert.deepEqual(kept(['sched_*', 'kvm_entry'], 'sched_switch', 'kvm_exit', 'kvm_entry'), [
      'sched_switch',
      'kvm_entry',
    ]);
  });

  it('compares the system too where a name has one', () => {
    assert.deepEqual(kept(['kvm:kvm_e*'], 'kvm_exit', 'kvm_msr'), ['kvm_exit']);
    assert.deepEqual(kept(['sched:*'], 'kvm_exit'), []);
  });

  it('takes every other character as it is', () => {
    assert.deepEqual(kept(['a.c', 'x(y'], 'abc', 'a.c', 'x(y'), ['a.c', 'x(y']);
  });
});
