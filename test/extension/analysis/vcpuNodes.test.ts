import assert from 'node:assert/strict';
import { vcpuNodes } from '../../../src/extension/analysis/vcpuNodes';
import { cannedFacts } from '../../webview/canned/cannedFacts';
import { cannedOverview } from '../../webview/canned/cannedIdle';

describe('vcpuNodes', () => {
  const vms = vcpuNodes(cannedFacts(1), cannedOverview);

  it('names VMs and their vCPUs, with the two states that took most time', () => {
    assert.deepEqual(
      vms.map(({ label, description, children }) => [label, description, children.length]),
      [
        ['VM 0', 'web-frontend', 4],
        ['VM 1', 'pid 2044', 2],
      ],
    );
    const [first] = vms[0]!.children;
    assert.deepEqual(
      [first!.label, first!.description],
      ['vCPU 0', 'blocked in a halt 64.0 %, guest code 21.0 %'],
    );
  });

  it('shows the states of a vCPU, most time first, then its strategies', () => {
    const { children } = vms[0]!.children[0]!;

    assert.deepEqual(children.at(0)!.description, '64.0 %, 73.9 s');
    assert.deepEqual(
      children.slice(-2).map(({ label, description }) => [label, description]),
      [
        ['hlt-poll-miss', '181,204 periods, 61.5 %'],
        ['hlt-poll-hit', '40,112 periods, 1.0 %'],
      ],
    );
    assert.deepEqual(children.at(-1)!.target, {
      kind: 'idle',
      vm: 0,
      vcpu: 0,
      strategy: 'hlt-poll-hit',
    });
  });

  it('leads to the lanes of a vCPU', () => {
    const [vcpu] = vms[0]!.children;

    assert.deepEqual(vcpu!.place, { lane: 'vm0/vcpu0/state', timeNs: null });
    assert.equal(vcpu!.children[0]!.place!.lane, 'vm0/vcpu0/state');
    assert.equal(vcpu!.children.at(-1)!.place!.lane, 'vm0/vcpu0/strategy');
    assert.equal(vms[0]!.place, undefined);
  });

  it('leaves out states in which a vCPU never was', () => {
    const labels = vms[1]!.children[1]!.children.map(({ label }) => label);

    assert.deepEqual(labels, ['guest code', 'in KVM', 'unknown', 'idle inside the guest']);
  });

  it('says nothing of a thread that is not recorded', () => {
    const vcpus = cannedOverview.vcpus.map((vcpu) => ({ ...vcpu, tid: null }));
    const [vm] = vcpuNodes(cannedFacts(1), { ...cannedOverview, vcpus });

    assert.ok(vms[0]!.children.every(({ tooltip }) => /^Thread \d+$/.test(tooltip)));
    assert.ok(vm!.children.every(({ tooltip }) => tooltip === ''));
  });

  it('has an id for every node that no other has', () => {
    const ids: string[] = [];
    const take = (nodes: typeof vms): void => {
      for (const { id, children } of nodes) {
        ids.push(id);
        take(children);
      }
    };
    take(vms);

    assert.equal(new Set(ids).size, ids.length);
  });
});
