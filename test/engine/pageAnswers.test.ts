import assert from 'node:assert/strict';
import { nodeDecompressor } from '../../src/engine/node/nodeDecompressor';
import type { SessionHandlers } from '../../src/engine/SessionApi';
import { memorySource } from '../../src/formats/memorySource';
import { madeSession } from '../support/madeSession';
import { fixtureBytes } from '../support/openTrace';

/** vCPU 0 waits thirty times on a page that vCPU 1 stores into. */
const FIXTURE = 'vmx-page-true-sharing';
const PAGE = 0x2000000;

describe('What a session tells of pages', () => {
  let handlers: SessionHandlers;

  before(async () => {
    const source = memorySource('page.trace.dat', fixtureBytes(FIXTURE));
    const session = madeSession(source, await nodeDecompressor());
    handlers = session.handlers;
    assert.equal(await handlers.pageOverview({ bins: 10 }).catch(() => null), null);
    await session.load();
  });

  it('lists the contested page first, with its faults over time', async () => {
    const { pages, bins, faults, byCause } = (await handlers.pageOverview({ bins: 20 }))!;
    const [first] = pages;
    assert.equal(first?.gpa, PAGE);
    assert.equal(first.sharing?.kind, 'true-sharing');
    assert.equal(bins, 20);
    assert.equal(
      first.overTime.reduce((sum, count) => sum + count, 0),
      first.faults,
    );
    assert.equal(
      byCause.reduce((sum, of) => sum + of.faults, 0),
      faults,
    );
  });

  it('adds the causes of a page up to its faults', async () => {
    const { pages } = (await handlers.pageOverview({ bins: 1 }))!;
    for (const { causes, faults } of pages) {
      assert.equal(
        causes.reduce((sum, of) => sum + of.faults, 0),
        faults,
      );
    }
  });

  it('tells which store ended which idle period, from both sides', async () => {
    const { wakes } = (await handlers.pageDetail({ vm: 0, gpa: PAGE, bins: 1 }))!;
    assert.equal(wakes.length, 30);
    const { rows } = (await handlers.idlePeriods({
      selection: { vcpu: 0 },
      order: 'start',
      start: 0,
      count: 100,
    }))!;
    const stored = rows.filter(({ wake }) => wake?.store != null);
    assert.deepEqual(
      stored.map(({ startNs, wake }) => [startNs, wake?.store?.vcpu, wake?.store?.line]),
      wakes.map(({ startNs, writer, line }) => [startNs, writer, line]),
    );
  });

  it('knows nothing of a page that did not fault', async () => {
    assert.equal(await handlers.pageDetail({ vm: 0, gpa: 0x7f000000, bins: 1 }), null);
  });

  it('lists the faults of a page by time, each with its exit among the events', async () => {
    const { total, rows } = (await handlers.pageFaults({
      selection: { gpa: PAGE, cause: 'sharing' },
      order: 'time',
      start: 0,
      count: 5,
    }))!;
    assert.equal(total, 30);
    assert.equal(rows.length, 5);
    const [first] = rows;
    assert.equal(first?.woke, 0);
    assert.equal(first.access, 'write');
    assert.equal(first.allowed, 'r-x');
    const { event } = await handlers.eventDetail({ row: first.row! });
    assert.equal(event, 'kvm:kvm_exit');
  });

  it('lists the most expensive faults first when asked to', async () => {
    const { rows } = (await handlers.pageFaults({
      selection: {},
      order: 'cost',
      start: 0,
      count: 100,
    }))!;
    const costs = rows.map(({ costNs }) => costNs!);
    assert.deepEqual(
      costs,
      [...costs].sort((a, b) => b - a),
    );
  });
});
