import assert from 'node:assert/strict';
import fc from 'fast-check';
import { VcpuBindings } from '../../src/vcpu/VcpuBindings';
import { openedTrace } from '../support/openTrace';
import { traceText } from '../support/traceText';

/** `[thread, vCPU, from]` of every binding. */
async function bindingsOf(text: string): Promise<[number, number, number][]> {
  const trace = await openedTrace(traceText(text));
  return trace.directory.bindings.all.map(({ tid, vcpu, fromNs }) => [tid, vcpu, fromNs]);
}

describe('VcpuBindings', () => {
  for (const event of ['kvm_entry', 'kvm_exit', 'kvm_page_fault']) {
    it(`binds the thread of a ${event} to the vCPU it names (A-10)`, async () => {
      assert.deepEqual(await bindingsOf(`5 cpu0 100 ${event} vcpu_id=3`), [[100, 3, 0]]);
    });
  }

  it('does not bind by events that are about another vCPU', async () => {
    assert.deepEqual(await bindingsOf('5 cpu0 100 kvm_apic_accept_irq apicid=3 vec=48'), []);
  });

  it('keeps one binding however often it is confirmed, and on whatever CPU', async () => {
    const text = `
      0 cpu0 100 kvm_entry vcpu_id=1
      10 cpu1 100 kvm_exit vcpu_id=1
      20 cpu0 100 kvm_entry vcpu_id=1
    `;
    assert.deepEqual(await bindingsOf(text), [[100, 1, 0]]);
  });

  it('has one binding for each vCPU that the thread runs, however often it changes (A-11)', async () => {
    const text = `
      0 cpu0 100 kvm_entry vcpu_id=0
      10 cpu0 100 kvm_entry vcpu_id=1
      20 cpu0 100 kvm_entry vcpu_id=0
      30 cpu0 100 kvm_entry vcpu_id=1
    `;
    assert.deepEqual(await bindingsOf(text), [
      [100, 0, 0],
      [100, 1, 10],
    ]);
  });

  it('follows a thread that changes both its vCPU and its CPU', async () => {
    const text = `
      0 cpu0 100 kvm_entry vcpu_id=0
      10 cpu1 100 kvm_entry vcpu_id=1
      20 cpu0 100 kvm_entry vcpu_id=0
    `;
    const { bindings } = (await openedTrace(traceText(text))).directory;
    assert.deepEqual(
      [0, 10, 20].map((timeNs) => bindings.at(0, 100, timeNs)),
      [0, 1, 0],
    );
  });

  it('gives a thread’s events before its first binding to that binding (A-12)', () => {
    const bindings = new VcpuBindings();
    const first = bindings.bind(0, 100, 7, 50);
    const second = bindings.bind(0, 100, 8, 90);
    assert.equal(bindings.at(0, 100, 10), first);
    assert.equal(bindings.at(0, 100, 50), first);
    assert.equal(bindings.at(0, 100, 89), first);
    assert.equal(bindings.at(0, 100, 90), second);
    assert.equal(bindings.at(0, 100, 1000), second);
  });

  it('lets a later event name the vCPU of a thread that was met before', () => {
    const bindings = new VcpuBindings();
    const unnamed = bindings.current(0, 100, 5);
    assert.equal(bindings.all[unnamed]!.vcpu, -1);
    assert.equal(bindings.bind(0, 100, 2, 30), unnamed);
    assert.deepEqual(bindings.all, [{ source: 0, tid: 100, vcpu: 2, fromNs: 5 }]);
  });

  it('tells threads of two recordings apart that have one id', () => {
    const bindings = new VcpuBindings();
    const host = bindings.bind(0, 100, 2, 30);
    const nested = bindings.bind(1, 100, 0, 31);
    assert.notEqual(host, nested);
    assert.equal(bindings.at(0, 100, 40), host);
    assert.equal(bindings.at(1, 100, 40), nested);
    assert.equal(bindings.at(2, 100, 40), undefined);
  });

  it('knows nothing of a thread that was never met', () => {
    assert.equal(new VcpuBindings().at(0, 100, 0), undefined);
  });

  it('finds the binding in force at any time', () => {
    const steps = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 9 })),
      {
        minLength: 1,
        maxLength: 40,
      },
    );
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 400 }), (list, asked) => {
        const bindings = new VcpuBindings();
        let timeNs = 0;
        const bound = list.map(([vcpu, gap]) => {
          timeNs += gap;
          bindings.bind(0, 100, vcpu, timeNs);
          return { vcpu, timeNs };
        });
        const latest = bound.findLast((step) => step.timeNs <= asked) ?? bound[0]!;
        assert.equal(bindings.all[bindings.at(0, 100, asked)!]!.vcpu, latest.vcpu);
      }),
    );
  });
});
