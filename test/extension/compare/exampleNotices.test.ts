import assert from 'node:assert/strict';
import { exampleNotices } from '../../../src/extension/compare/exampleNotices';
import type { ExampleSource } from '../../../src/extension/compare/exampleNotices';

const facts = { fromNs: 0, durationNs: 1e9 };
const period = { vm: 0, vcpu: 1, startNs: 4e6, endNs: 5e6 };

describe('Showing an example', () => {
  it('takes the next selection where the one before finds no period', async () => {
    const asked: unknown[] = [];
    const engine = answering((params) => {
      asked.push((params as { readonly selection: unknown }).selection);
      return { total: 0, start: 0, rows: asked.length === 1 ? [] : [period] };
    });
    const selections = [{ latencyNs: [1, 2] }, {}] as const;

    const notices = await exampleNotices(
      { kind: 'period', selections, order: 'latency' },
      engine,
      facts,
    );

    assert.deepEqual(asked, selections);
    assert.deepEqual(notices, [
      { notice: 'range', fromNs: 3e6, toNs: 7e6, lane: 'vm0/vcpu1/state', timeNs: 5e6 },
    ]);
  });

  it('selects the event of a fault as well, where it is loaded', async () => {
    const fault = { vm: 0, vcpu: 0, timeNs: 9e6, row: 17 };
    const engine = answering(() => ({ total: 1, start: 0, rows: [fault] }));

    const [reveal, range] = await exampleNotices({ kind: 'fault', selection: {} }, engine, facts);

    assert.deepEqual(reveal, { notice: 'reveal', row: 17 });
    assert.equal(range?.notice, 'range');
  });

  it('shows nothing in a recording that has none', async () => {
    const engine = answering(() => ({ total: 0, start: 0, rows: [] }));

    assert.deepEqual(await exampleNotices({ kind: 'fault', selection: {} }, engine, facts), []);
  });
});

function answering(answer: (params: unknown) => unknown): ExampleSource {
  return { call: async (_, params) => answer(params) as never };
}
