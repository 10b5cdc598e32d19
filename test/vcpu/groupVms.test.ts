import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupVms } from '../../src/vcpu/groupVms';
import type { VmGrouping } from '../../src/vcpu/groupVms';
import type { NamedGuest } from '../../src/vcpu/RecordedThreads';
import type { VcpuBinding } from '../../src/vcpu/VcpuBindings';
import type { WakeupLink } from '../../src/vcpu/WakeupLinks';

const threads = (...list: (readonly [tid: number, vcpu: number])[]): VcpuBinding[] =>
  list.map(([tid, vcpu]) => ({ source: 0, tid, vcpu, fromNs: 0 }));

const wakes = (...list: (readonly [waker: number, woken: number])[]): WakeupLink[] =>
  list.map(([waker, woken]) => ({ waker, woken, count: 1 }));

/** Thread ids of each VM. */
function vms(bindings: readonly VcpuBinding[], links: readonly WakeupLink[] = []): number[][] {
  return tidsOf(groupVms(bindings, links, told()), bindings);
}

/** What a recording tells of its threads: the guests it names, and processes. */
function told(
  guests: readonly NamedGuest[] = [],
  pids: Readonly<Record<number, number>> = {},
  comms: Readonly<Record<number, string>> = {},
) {
  return { guests, pidOf: (tid: number) => pids[tid], commOf: (tid: number) => comms[tid] };
}

function tidsOf(grouping: VmGrouping, bindings: readonly VcpuBinding[]): number[][] {
  return grouping.vms.map((vm) => vm.bindings.map((index) => bindings[index]!.tid));
}

describe('groupVms', () => {
  it('takes vCPUs of different ids for one VM when nothing speaks against it', () => {
    const bindings = threads([101, 1], [100, 0]);
    const grouping = groupVms(bindings, [], told());
    assert.deepEqual(tidsOf(grouping, bindings), [[100, 101]]);
    assert.equal(grouping.guessed, false);
  });

  it('never puts two threads that run one vCPU id into a VM', () => {
    assert.deepEqual(vms(threads([100, 0], [200, 0])), [[100], [200]]);
  });

  it('keeps threads apart that the recording gives to different VMs, however near they are', () => {
    const bindings = threads([100, 0], [101, 1]);
    const vmOf = (tid: number) => tid - 100;
    const grouping = groupVms(bindings, wakes([100, 101]), told(), vmOf);
    assert.deepEqual(tidsOf(grouping, bindings), [[100], [101]]);
    assert.deepEqual(tidsOf(groupVms(bindings, [], told([], { 100: 7, 101: 8 })), bindings), [
      [100],
      [101],
    ]);
  });

  it('joins threads that the recording gives to one VM, however far they are', () => {
    const bindings = threads([100, 0], [101, 0], [900, 1]);
    const vmOf = (tid: number) => (tid === 101 ? 0 : 1);
    assert.deepEqual(tidsOf(groupVms(bindings, [], told(), vmOf), bindings), [[100, 900], [101]]);
  });

  it('V13 V76 takes the process of a VM from the name of the kernel thread that serves it', () => {
    const bindings = threads([100, 0], [101, 1], [200, 0], [201, 1]);
    const links = wakes([50, 100], [50, 201], [60, 200], [60, 101]);
    const comms = { 50: 'kvm-pit/32668', 60: 'vhost-900' };
    const grouping = groupVms(bindings, links, told([], {}, comms));
    assert.deepEqual(
      grouping.vms.map(({ pid }) => pid),
      [32668, 900],
    );
    assert.deepEqual(tidsOf(grouping, bindings), [
      [100, 201],
      [200, 101],
    ]);
  });

  const interleaved = threads([100, 0], [101, 0], [102, 1], [103, 1]);

  it('tells two VMs apart by the IPIs between their vCPUs', () => {
    const links = wakes([100, 103], [101, 102]);
    const grouping = groupVms(interleaved, links, told());
    assert.deepEqual(tidsOf(grouping, interleaved), [
      [100, 103],
      [101, 102],
    ]);
    assert.equal(grouping.guessed, false);
  });

  it('tells them apart by the threads that wake them: a VMM’s own wake only its vCPUs', () => {
    const links = wakes([50, 100], [50, 103], [60, 101], [60, 102]);
    assert.deepEqual(vms(interleaved, links), [
      [100, 103],
      [101, 102],
    ]);
  });

  it('learns nothing from a thread that wakes vCPUs of both', () => {
    const links = wakes([50, 100], [50, 101], [50, 102], [50, 103]);
    assert.equal(groupVms(interleaved, links, told()).guessed, true);
  });

  it('goes by the nearness of thread ids when nobody wakes anybody, and says so', () => {
    const bindings = threads([100, 0], [101, 1], [200, 0], [201, 1]);
    const grouping = groupVms(bindings, [], told());
    assert.deepEqual(tidsOf(grouping, bindings), [
      [100, 101],
      [200, 201],
    ]);
    assert.equal(grouping.guessed, true);
  });

  it('believes the recording that names its guests, whatever else speaks against it', () => {
    const guests = [
      { name: 'web', vcpuTids: [{ tid: 100 }, { tid: 102 }] },
      { name: 'db', vcpuTids: [{ tid: 101 }, { tid: 103 }] },
    ];
    const grouping = groupVms(interleaved, wakes([100, 103]), told(guests));
    assert.deepEqual(
      grouping.vms.map(({ name }) => name),
      ['web', 'db'],
    );
    assert.deepEqual(tidsOf(grouping, interleaved), [
      [100, 102],
      [101, 103],
    ]);
  });

  it('goes by the process of the threads, before anything else, and tells it', () => {
    const pids = { 100: 90, 103: 90, 101: 91, 102: 91 };
    const grouping = groupVms(interleaved, wakes([100, 102], [101, 103]), told([], pids));
    assert.deepEqual(tidsOf(grouping, interleaved), [
      [100, 103],
      [101, 102],
    ]);
    assert.deepEqual(
      grouping.vms.map(({ pid }) => pid),
      [90, 91],
    );
    assert.equal(grouping.guessed, false);
  });

  it('passes over threads of a guest that never ran', () => {
    const guests = [{ name: 'web', vcpuTids: [{ tid: 7 }, { tid: 100 }] }];
    const { vms: groups } = groupVms(threads([100, 0]), [], told(guests));
    assert.deepEqual(groups, [{ name: 'web', pid: undefined, bindings: [0] }]);
  });

  it('lists VMs by their lowest thread, and vCPUs by id', () => {
    const bindings = threads([300, 1], [301, 0], [100, 1], [101, 0]);
    assert.deepEqual(vms(bindings), [
      [101, 100],
      [301, 300],
    ]);
  });

  it('leaves a thread that runs several vCPUs in turn in one VM', () => {
    const bindings = [...threads([100, 0], [100, 1]), { source: 0, tid: 100, vcpu: 0, fromNs: 9 }];
    assert.deepEqual(vms(bindings), [[100, 100, 100]]);
  });

  it('puts every binding into exactly one VM, in which no two threads share a vCPU', () => {
    const tid = fc.integer({ min: 1, max: 12 });
    const binding = fc.tuple(tid, fc.integer({ min: 0, max: 3 }));
    const link = fc.tuple(tid, tid);
    fc.assert(
      fc.property(
        fc.array(binding, { maxLength: 14 }),
        fc.array(link, { maxLength: 20 }),
        fc.array(tid, { maxLength: 4 }),
        (list, wakeups, named) => {
          const bindings = threads(...list);
          const guests = [{ name: 'named', vcpuTids: named.map((one) => ({ tid: one })) }];
          const { vms: groups } = groupVms(bindings, wakes(...wakeups), told(guests));
          const all = groups.flatMap((vm) => vm.bindings).sort((a, b) => a - b);
          assert.deepEqual(
            all,
            list.map((_, index) => index),
          );
          for (const vm of groups) {
            const tidOfVcpu = new Map<number, number>();
            for (const index of vm.bindings) {
              const { vcpu, tid: runner } = bindings[index]!;
              assert.equal(tidOfVcpu.get(vcpu) ?? runner, runner);
              tidOfVcpu.set(vcpu, runner);
            }
          }
        },
      ),
    );
  });

  it('is quick with very many threads', () => {
    const many = Array.from({ length: 50_000 }, (_, index): [number, number] => [index, index]);
    assert.equal(vms(threads(...many)).length, 1);
  });
});
