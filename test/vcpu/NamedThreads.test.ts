import assert from 'node:assert/strict';
import { NamedThreads } from '../../src/vcpu/NamedThreads';
import type { NamedVcpu } from '../../src/vcpu/RecordedThreads';
import { VcpuBindings } from '../../src/vcpu/VcpuBindings';

const named = (tid: number, vcpu: number, fromNs: number, vm?: number): NamedVcpu => ({
  tid,
  vcpu,
  vm,
  fromNs,
});

describe('NamedThreads', () => {
  it('binds a thread that no event of its own binds, over time', () => {
    const bindings = new VcpuBindings();
    const list = [named(7, 0, 10)];
    const threads = new NamedThreads(0, list, bindings);
    threads.bindNew();
    list.push(named(7, 1, 50, 3));
    threads.bindNew();
    const vcpuAt = (timeNs: number) => bindings.all[bindings.at(0, 7, timeNs)!]!.vcpu;
    assert.deepEqual([0, 10, 49, 50].map(vcpuAt), [0, 0, 0, 1]);
    assert.equal(threads.vmOf(7), 3);
    assert.equal(threads.vmOf(8), undefined);
  });

  it('leaves a thread to the events that name its vCPU', () => {
    const bindings = new VcpuBindings();
    bindings.bind(0, 7, 2, 5);
    new NamedThreads(0, [named(7, 0, 10)], bindings).bindNew();
    assert.deepEqual(
      bindings.all.map(({ vcpu }) => vcpu),
      [2],
    );
  });
});
