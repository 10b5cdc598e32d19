import assert from 'node:assert/strict';
import { EventQuery } from '../../../webview/tables/EventQuery';
import { CannedHost, pageOf, settled } from '../canned/CannedHost';

function queryUnderTest(): {
  readonly host: CannedHost;
  readonly query: EventQuery;
  readonly events: string[];
} {
  const host = new CannedHost();
  const events: string[] = [];
  const query = new EventQuery({
    host,
    opened: ({ filter, topPosition, position }) => {
      events.push(`opened ${filter} at ${topPosition}, row at ${position ?? 'nowhere'}`);
    },
    arrived: () => events.push('arrived'),
    failed: (message) => events.push(message),
  });
  return { host, query, events };
}

const fromTop = { kind: 'position', topPosition: 0 } as const;

describe('EventQuery', () => {
  it('opens a filter when its first page is here', async () => {
    const { host, query, events } = queryUnderTest();

    query.open('kvm_exit', fromTop);
    assert.equal(query.isOpening, true);
    host.calls[0]!.answer(pageOf(100, 0, 200));
    await settled();

    assert.deepEqual(events, ['opened kvm_exit at 0, row at nowhere']);
    assert.equal(query.shownFilter, 'kvm_exit');
    assert.equal(query.total, 100);
    assert.equal(query.isOpening, false);
  });

  it('starts at an event that the new filter may have elsewhere', async () => {
    const { host, query, events } = queryUnderTest();

    query.open('kvm_exit', { kind: 'row', row: 8_000 });
    host.calls[0]!.answer({ position: 1_000 });
    await settled();
    host.calls[1]!.answer(pageOf(100_000, 799, 201));
    await settled();

    assert.deepEqual(events, ['opened kvm_exit at 992, row at 1000']);
  });

  it('keeps the last good filter when the next one has a mistake', async () => {
    const { host, query, events } = queryUnderTest();
    query.open('', fromTop);
    host.calls[0]!.answer(pageOf(100, 0, 200));
    await settled();

    query.open('reason=', fromTop);
    host.calls[1]!.fail('A value is missing.');
    await settled();

    assert.equal(events.at(-1), 'A value is missing.');
    assert.equal(query.shownFilter, '');
  });

  it('answers only the last of several filters typed while the first is being searched', async () => {
    const { host, query, events } = queryUnderTest();
    query.open('k', fromTop);
    query.open('kv', fromTop);
    query.open('kvm', fromTop);
    assert.equal(host.calls.length, 1);

    host.calls[0]!.answer(pageOf(100, 0, 200));
    await settled();
    assert.deepEqual(events, []);
    assert.deepEqual(host.calls[1]!.params, { filter: 'kvm', start: 0, count: 200 });

    host.calls[1]!.answer(pageOf(50, 0, 200));
    await settled();
    assert.deepEqual(events, ['opened kvm at 0, row at nowhere']);
  });

  it('does not show the mistake of a filter that was corrected meanwhile', async () => {
    const { host, query, events } = queryUnderTest();
    query.open('reason=', fromTop);
    query.open('reason=HLT', fromTop);

    host.calls[0]!.fail('A value is missing.');
    await settled();
    host.calls[1]!.answer(pageOf(50, 0, 200));
    await settled();

    assert.deepEqual(events, ['opened reason=HLT at 0, row at nowhere']);
  });

  it('drops every answer that arrives after it was closed', async () => {
    const { host, query, events } = queryUnderTest();
    query.open('kvm_exit', { kind: 'row', row: 8 });
    query.close();

    host.calls[0]!.answer({ position: 1 });
    await settled();

    assert.equal(host.calls.length, 1);
    assert.deepEqual(events, []);
  });
});
