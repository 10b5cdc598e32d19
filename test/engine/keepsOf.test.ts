import assert from 'node:assert/strict';
import { keepsOf } from '../../src/engine/keepsOf';

describe('keepsOf', () => {
  const kept = (patterns: readonly string[] | undefined, ...names: string[]): string[] =>
    names.filter(keepsOf(patterns));

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

  it('takes every other character as it is', () => {
    assert.deepEqual(kept(['a.c', 'x(y'], 'abc', 'a.c', 'x(y'), ['a.c', 'x(y']);
  });
});
