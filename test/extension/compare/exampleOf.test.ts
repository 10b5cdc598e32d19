import assert from 'node:assert/strict';
import { exampleOf, rowOfB } from '../../../src/extension/compare/exampleOf';

describe('An example of a row of a comparison', () => {
  const vcpu = { vm: 0, vcpu: 1 };

  it('of exits is one of those that a filter finds, and leads to all of them', () => {
    const row = { id: 'vm0.vcpu1.exits.HLT.rate', measure: 'rate', vcpu } as const;
    const filter = 'kvm_exit reason=HLT vm=0 vcpu=1';

    const { searches, more } = exampleOf(row, 3);

    assert.deepEqual(searches, [{ kind: 'exits', filter, nearNs: null }]);
    assert.deepEqual(more.shows, [{ notice: 'matches', filter }]);
  });

  it('of how long exits take is one that took about as long', () => {
    const row = { id: 'exits.HLT.p99', measure: 'p99', vcpu: null } as const;

    assert.deepEqual(exampleOf(row, 5_000).searches, [
      { kind: 'exits', filter: 'kvm_exit reason=HLT', nearNs: 5_000 },
    ]);
  });

  it('of a state is where a vCPU was in it', () => {
    const row = { id: 'vm0.vcpu1.state.halt_poll.share', measure: 'share', vcpu } as const;

    assert.deepEqual(exampleOf(row, 0.1).searches, [{ kind: 'state', state: 'halt_poll', vcpu }]);
  });

  it('is of the vCPU of B that is paired with the one of the row', () => {
    const row = { id: 'vm0.vcpu1.exits.HLT.rate', measure: 'rate', vcpu } as const;
    const other = { vm: 0, vcpu: 4 };

    const runs = { vcpusOfA: [vcpu], vcpusOfB: [vcpu, other] };
    assert.deepEqual(rowOfB(row, { ...runs, pairing: [{ a: vcpu, b: other }] }).vcpu, other);
    assert.deepEqual(rowOfB(row, { ...runs, pairing: [] }), row);
  });

  it('of an idle strategy is a period of it, and leads to the view of idling', () => {
    const row = { id: 'idle.hlt-poll-miss.share', measure: 'share', vcpu: null } as const;

    const { searches, more } = exampleOf(row, 0.4);

    const selection = { strategy: 'hlt-poll-miss' };
    assert.deepEqual(searches, [{ kind: 'period', selection, order: 'length', shows: 'strategy' }]);
    assert.deepEqual(more.shows, [{ notice: 'idle', vm: 0, strategy: 'hlt-poll-miss' }]);
  });

  it('of a percentile is a wakeup that took about as long', () => {
    const row = { id: 'wakeup.ipi.p99', measure: 'p99', vcpu: null } as const;

    const found = { kind: 'period', order: 'latency', shows: 'wakes' } as const;
    assert.deepEqual(exampleOf(row, 10_000).searches, [
      { ...found, selection: { cause: 'ipi', latencyNs: [9_500, 10_500] } },
      { ...found, selection: { cause: 'ipi' } },
    ]);
  });

  it('of stores into a page is one of them, in its own VM', () => {
    const row = { id: 'page.vm1.0x2000000.false.rate', measure: 'false.rate', vcpu: null } as const;

    const { searches, more } = exampleOf(row, 4);

    const selection = { vm: 1, gpa: 0x2000000 };
    assert.deepEqual(searches, [{ kind: 'fault', selection: { ...selection, stores: 'unheard' } }]);
    assert.deepEqual(more.shows, [{ notice: 'faults', selection }]);
  });

  it('of guest code is hot code with its function, without the module', () => {
    const row = { id: 'hot.kvm:pv_wait.part.0.rate', measure: 'rate', vcpu: null } as const;

    const { searches, more } = exampleOf(row, 4);

    assert.deepEqual(searches, [{ kind: 'code', place: 'pv_wait.part.0', vcpu: null }]);
    assert.deepEqual(more.shows, [{ notice: 'code', of: 'exits', search: 'pv_wait.part.0' }]);
  });
});
