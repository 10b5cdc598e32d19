import assert from 'node:assert/strict';
import { exampleOf, rowOfB } from '../../../src/extension/compare/exampleOf';

describe('An example of a row of a comparison', () => {
  const vcpu = { vm: 0, vcpu: 1 };

  it('of exits is a filter for them', () => {
    const row = { id: 'vm0.vcpu1.exits.HLT.rate', measure: 'rate', vcpu } as const;

    assert.deepEqual(exampleOf(row, 3), {
      kind: 'view',
      notice: { notice: 'matches', filter: 'kvm_exit reason=HLT vm=0 vcpu=1' },
    });
  });

  it('is of the vCPU of B that is paired with the one of the row', () => {
    const row = { id: 'vm0.vcpu1.exits.HLT.rate', measure: 'rate', vcpu } as const;
    const other = { vm: 0, vcpu: 4 };

    assert.deepEqual(rowOfB(row, [{ a: vcpu, b: other }]).vcpu, other);
    assert.equal(rowOfB(row, []), row);
  });

  it('of an idle strategy is the view of idling with its periods', () => {
    const row = { id: 'idle.hlt-poll-miss.share', measure: 'share', vcpu: null } as const;

    assert.deepEqual(exampleOf(row, 0.4), {
      kind: 'view',
      notice: { notice: 'idle', vm: 0, strategy: 'hlt-poll-miss' },
    });
  });

  it('of a percentile is a wakeup that took about as long', () => {
    const row = { id: 'wakeup.ipi.p99', measure: 'p99', vcpu: null } as const;

    assert.deepEqual(exampleOf(row, 10_000), {
      kind: 'period',
      selections: [{ cause: 'ipi', latencyNs: [9_500, 10_500] }, { cause: 'ipi' }],
      order: 'latency',
    });
  });

  it('of a page is a fault on it, in its own VM', () => {
    const row = { id: 'page.vm1.0x2000000.false.rate', measure: 'false.rate', vcpu: null } as const;

    assert.deepEqual(exampleOf(row, 4), {
      kind: 'fault',
      selection: { vm: 1, gpa: 0x2000000 },
    });
  });

  it('of guest code is hot code with its function, without the module', () => {
    const row = { id: 'hot.kvm:pv_wait.part.0.rate', measure: 'rate', vcpu: null } as const;

    assert.deepEqual(exampleOf(row, 4), {
      kind: 'view',
      notice: { notice: 'code', of: 'exits', search: 'pv_wait.part.0' },
    });
  });
});
