import assert from 'node:assert/strict';
import type { SessionHandlers } from '../../src/engine/SessionApi';
import { loadedSession } from '../support/loadedSession';

/** vCPU 1 sends vCPU 0 a hundred IPIs, which halts in between. */
const FIXTURE = 'vmx-hlt-ipi';

describe('What a session tells of idling', () => {
  let handlers: SessionHandlers;

  before(async () => {
    handlers = await loadedSession(FIXTURE);
  });

  it('accounts for the whole length of the trace on every vCPU', async () => {
    const { vcpus, durationNs } = (await handlers.idleOverview({}))!;

    assert.deepEqual(
      vcpus.map(({ vcpu }) => vcpu),
      [0, 1],
    );
    for (const { statesNs } of vcpus) {
      assert.equal(
        statesNs.reduce((sum, ns) => sum + ns, 0),
        durationNs,
      );
    }
  });

  it('counts the periods of each strategy and how sure they are', async () => {
    const { strategies } = (await handlers.idleOverview({}))!;

    assert.equal(strategies.length, 1);
    const { vcpu, strategy, periods, certain, strong, weak } = strategies[0]!;
    assert.deepEqual([vcpu, strategy, periods], [0, 'hlt-block', 100]);
    assert.equal(certain + strong + weak, 100);
  });

  it('says who woke whom', async () => {
    const { wakers, wakes } = (await handlers.idleOverview({}))!;

    assert.deepEqual(wakers, [{ cause: 'ipi', vm: 0, vcpu: 1, tid: null, comm: '' }]);
    assert.deepEqual(wakes, [{ waker: 0, vm: 0, vcpu: 0, count: 100 }]);
  });

  it('lists the slowest wakes first, a page at a time', async () => {
    const ask = { selection: {}, order: 'latency', count: 60 } as const;
    const first = (await handlers.idlePeriods({ ...ask, start: 0 }))!;
    const second = (await handlers.idlePeriods({ ...ask, start: 60 }))!;

    assert.deepEqual([first.total, first.rows.length, second.rows.length], [100, 60, 40]);
    const latencies = [...first.rows, ...second.rows].map(({ wake }) => wake!.totalNs!);
    assert.deepEqual(
      latencies,
      latencies.toSorted((a, b) => b - a),
    );
  });

  it('says where the vCPU was when it began to idle, and where its sender was', async () => {
    const page = await handlers.idlePeriods({
      selection: {},
      order: 'start',
      start: 0,
      count: 100,
    });
    for (const { rip, wake, chain } of page!.rows) {
      const [idle, origin] = await Promise.all(
        chain.slice(0, 2).map(({ row }) => handlers.eventDetail({ row: row! })),
      );
      assert.deepEqual([rip, wake!.sourceRip], [idle!.rip, origin!.rip]);
    }
    const { rip, wake } = page!.rows[0]!;
    assert.deepEqual([rip, wake!.sourceRip], ['0x10000a', '0x10015a']);
  });

  it('shows the events behind every step of a wake', async () => {
    const page = await handlers.idlePeriods({ selection: {}, order: 'start', start: 0, count: 1 });
    const { chain } = page!.rows[0]!;

    assert.deepEqual(
      chain.map(({ step, event }) => [step, event]),
      [
        ['idle', 'kvm_exit'],
        ['origin', 'kvm_exit'],
        ['cause', 'kvm_apic_accept_irq'],
        ['waking', 'sched_waking'],
        ['running', 'sched_switch'],
        ['entry', 'kvm_entry'],
      ],
    );
    for (const { row, timeNs, event } of chain) {
      const detail = await handlers.eventDetail({ row: row! });
      assert.deepEqual([detail.timeNs, detail.event.split(':')[1]], [timeNs, event]);
    }
  });

  it('lists the periods of a selection only', async () => {
    const total = async (selection: object): Promise<number> =>
      (await handlers.idlePeriods({ selection, order: 'start', start: 0, count: 0 }))!.total;

    assert.equal(await total({ cause: 'ipi', sourceVcpu: 1 }), 100);
    assert.equal(await total({ cause: 'ipi', sourceVcpu: null }), 0);
    assert.equal(await total({ cause: 'timer' }), 0);
    assert.equal(await total({ vcpu: 1 }), 0);
    assert.equal(await total({ strategy: 'hlt-block', vm: 0 }), 100);
    assert.equal(await total({ lengthNs: [0, 1000] }), 0);
    assert.equal(await total({ latencyNs: [0, 1e9] }), 100);
  });

  it('counts every ended period once in the histogram of lengths', async () => {
    const { lengths, latencies } = (await handlers.idleHistograms({ bins: 50 }))!;

    for (const { counts } of [lengths, latencies]) {
      assert.equal(
        counts.reduce((sum, count) => sum + count, 0),
        100,
      );
    }
    const histogramOfOther = (await handlers.idleHistograms({ bins: 50, vcpu: 1 }))!;
    assert.equal(histogramOfOther.lengths.counts.length, 0);
  });
});
