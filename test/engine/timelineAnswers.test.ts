import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { TraceSession } from '../../src/engine/TraceSession';
import { memorySource } from '../../src/formats/memorySource';
import { madeSession } from '../support/madeSession';
import { fixtureBytes } from '../support/openTrace';

describe('What a session tells of its timeline in words', () => {
  /** `breathe`: what a load waits for between its steps. */
  async function openedSession(breathe: () => Promise<void>): Promise<TraceSession> {
    const source = memorySource('hlt-ipi.trace.dat', fixtureBytes('vmx-hlt-ipi'));
    return madeSession(source, await nodeDecompressor(), { breathe });
  }

  async function loadedSession(): Promise<TraceSession> {
    const session = await openedSession(() => new Promise((resolve) => setImmediate(resolve)));
    await session.load();
    return session;
  }

  it('waits for the whole trace', async () => {
    let go = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const session = await openedSession(() => gate);
    const loading = session.load();
    const { handlers } = session;
    const place = { lane: 'vm0/vcpu0/state', timeNs: 3e8, slackNs: 0 };
    assert.equal(await handlers.timelineAt(place), null);
    assert.equal(await handlers.timelineRange({ fromNs: 0, toNs: 1e9 }), null);
    await assert.rejects(
      handlers.timelineTraceEvents({ fromNs: 0, toNs: 1e9, start: 0 }),
      /once all of it is read/,
    );
    go();
    await loading;
    assert.equal((await handlers.timelineAt(place))?.lane, 'vm0/vcpu0/state');
  });

  it('counts where the events of a filter fell as often as the table lists them', async () => {
    const { handlers } = await loadedSession();
    const window = { fromNs: 0, columnNs: 1e6, columns: 700 };
    for (const filter of ['', 'kvm_exit', 'any~HLT', 'addr=0x10000a', 'reason=HLT vcpu=0']) {
      const { total } = await handlers.eventPage({ filter, start: 0, count: 0 });
      const matches = await handlers.timelineMatches({ ...window, filter });
      assert.equal(matches.total, total);
      assert.equal(
        matches.counts.reduce((sum, count) => sum + count, 0),
        total,
      );
      const half = await handlers.timelineMatches({ ...window, filter, columns: 300 });
      assert.deepEqual(half.counts, matches.counts.slice(0, 300));
    }
    const hlts = await handlers.timelineMatches({ ...window, filter: 'any~HLT' });
    assert.equal(hlts.total, 100);
    await assert.rejects(
      handlers.timelineMatches({ ...window, filter: 'reason<12' }),
      /reason cannot be compared with </,
    );
    await assert.rejects(
      handlers.timelineMatches({ ...window, columnNs: 0, filter: '' }),
      /have a length/,
    );
  });

  it('gives a range up when a newer one is asked for', async () => {
    const { handlers } = await loadedSession();
    const [older, newer] = await Promise.allSettled([
      handlers.timelineRange({ fromNs: 0, toNs: 6e8 }),
      handlers.timelineRange({ fromNs: 0, toNs: 3e8 }),
    ]);
    assert.equal(older.status, 'rejected');
    assert.match(String(older.reason), /Another range was asked for/);
    assert.equal(newer.status, 'fulfilled');
    assert.equal(newer.value?.toNs, 3e8);
  });

  it('writes a stretch as JSON that is one text in pieces', async () => {
    const { handlers } = await loadedSession();
    const range = { fromNs: 1.5e8, toNs: 5e8 };
    let text = '';
    for (let start: number | null = 0; start !== null;) {
      const piece = await handlers.timelineTraceEvents({ ...range, start });
      text += piece.text;
      start = piece.next;
    }
    const { traceEvents } = JSON.parse(text) as { readonly traceEvents: readonly unknown[] };
    assert.ok(traceEvents.length > 1000);
  });
});
