import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { TraceEngine } from '../../src/extension/TraceEngine';
import { hostHandlers } from '../../src/extension/hostHandlers';
import type { HostServices } from '../../src/extension/hostHandlers';
import { Relay } from '../../src/extension/Relay';
import type { Reply } from '../../src/protocol/RpcClient';
import type { PageNotice } from '../../src/protocol/notices';
import { fakeEngines, type FakeEngine } from './fakeEngines';

describe('Relay', () => {
  it('hands a call to the engine and its answer back', async () => {
    const { relay, posted, engines } = relayed();

    relay.receive({ id: 4, method: 'eventDetail', params: { row: 7 } });
    engines[0]!.calls[0]!.answer({ row: 7 });
    await settled();

    assert.deepEqual(engines[0]!.calls[0]!.params, { row: 7 });
    assert.deepEqual(posted, [{ id: 4, result: { row: 7 } }]);
  });

  it('hands back what went wrong, in words', async () => {
    const { relay, posted, engines } = relayed();

    relay.receive({ id: 4, method: 'eventDetail', params: { row: -1 } });
    engines[0]!.calls[0]!.refuse(new Error('There is no row -1.'));
    await settled();

    assert.deepEqual(posted, [{ id: 4, error: 'There is no row -1.' }]);
  });

  it('refuses an unknown request, and never shows it to the engine', async () => {
    const { relay, posted, engines } = relayed();

    relay.receive({ id: 4, method: 'readFile', params: {} });
    await settled();

    assert.deepEqual(posted, [{ id: 4, error: 'There is no request "readFile".' }]);
    assert.equal(engines[0]!.calls.length, 0);
  });

  it('passes on how the load goes', () => {
    const { posted, engines } = relayed();

    engines[0]!.loadWentOn({ kind: 'complete' });

    assert.deepEqual(posted, [{ notice: 'load', load: { kind: 'complete' }, loadNumber: 1 }]);
  });

  it('starts the engine anew for a reload', async () => {
    const { relay, posted, engines } = relayed();

    relay.receive({ id: 4, method: 'reload', params: { tscKhz: 2_400_000 } });
    await settled();

    assert.equal(engines[0]!.isDisposed, true);
    assert.deepEqual(engines[1]!.request, { tscKhz: 2_400_000 });
    assert.deepEqual(posted, [{ id: 4, result: {} }]);
  });

  it('keeps the engine when a reload asks for nonsense', async () => {
    const { relay, posted, engines } = relayed();

    relay.receive({ id: 4, method: 'reload', params: { tscKhz: -1 } });
    await settled();

    assert.equal(engines.length, 1);
    assert.match(JSON.stringify(posted), /frequency/);
  });

  it('answers itself what concerns the editor, and never asks the engine', async () => {
    const { relay, posted, engines } = relayed();

    relay.receive({ id: 4, method: 'pickRecordings', params: {} });
    await settled();

    assert.deepEqual(posted, [{ id: 4, result: { paths: ['/traces/guest.trace.dat'] } }]);
    assert.equal(engines[0]!.calls.length, 0);
  });

  it('posts nothing to a hidden page, which VS Code would keep for the next one', async () => {
    const { relay, posted, engines } = relayed();
    relay.receive({ id: 0, method: 'eventDetail', params: { row: 7 } });

    relay.pageHidden();
    engines[0]!.calls[0]!.answer({ row: 7 });
    engines[0]!.loadWentOn({ kind: 'complete' });
    await settled();

    assert.deepEqual(posted, []);
  });

  it('keeps the late answer to one page from the next, whose calls have the same numbers', async () => {
    const { relay, posted, engines } = relayed();
    relay.receive({ id: 0, method: 'eventDetail', params: { row: 7 } });
    relay.pageHidden();
    relay.receive({ id: 0, method: 'traceFacts', params: {} });

    engines[0]!.calls[0]!.answer({ row: 7 });
    engines[0]!.calls[1]!.answer({ facts: null });
    await settled();

    assert.deepEqual(posted, [{ id: 0, result: { facts: null } }]);
  });

  it('tells a page which event to show, at once', () => {
    const { relay, posted } = relayed();
    relay.receive({ id: 0, method: 'traceFacts', params: {} });

    relay.show({ notice: 'reveal', row: 7 });

    assert.deepEqual(posted, [{ notice: 'reveal', row: 7 }]);
  });

  it('tells what changed to a page that is shown, and to no other', () => {
    const { relay, posted } = relayed();
    const notice = {
      notice: 'notes',
      file: { path: null, notes: [], problem: null },
    } as const;

    relay.tell(notice);
    relay.pageHidden();
    relay.tell(notice);

    assert.deepEqual(posted, [notice]);
  });

  it('shows all that belongs together, and only the last of what does not', () => {
    const { relay, posted } = relayed();
    const range = { notice: 'range', fromNs: 1, toNs: 2, lane: null, timeNs: null } as const;

    relay.show({ notice: 'timeline' });
    relay.show({ notice: 'reveal', row: 7 }, range);
    relay.receive({ id: 0, method: 'traceFacts', params: {} });

    assert.deepEqual(posted, [{ notice: 'reveal', row: 7 }, range]);
  });

  it('keeps the event to show for a page that is not there yet, or not any more', () => {
    const { relay, posted } = relayed();

    relay.show({ notice: 'reveal', row: 7 });
    assert.deepEqual(posted, []);
    relay.receive({ id: 0, method: 'traceFacts', params: {} });
    assert.deepEqual(posted.splice(0), [{ notice: 'reveal', row: 7 }]);

    relay.pageHidden();
    relay.show({ notice: 'reveal', row: 8 });
    relay.show({ notice: 'reveal', row: 9 });
    assert.deepEqual(posted, []);
    relay.receive({ id: 0, method: 'traceFacts', params: {} });
    relay.receive({ id: 1, method: 'traceFacts', params: {} });
    assert.deepEqual(posted, [{ notice: 'reveal', row: 9 }]);
  });

  it('falls silent with its panel, and leaves the engine to the other panels', async () => {
    const { relay, posted, engines } = relayed();
    relay.receive({ id: 4, method: 'eventDetail', params: { row: 7 } });

    relay.dispose();
    engines[0]!.calls[0]!.answer({ row: 7 });
    engines[0]!.loadWentOn({ kind: 'complete' });
    await settled();

    assert.deepEqual(posted, []);
    assert.equal(engines[0]!.isDisposed, false);
  });
});

interface Relayed {
  readonly relay: Relay;
  readonly engines: readonly FakeEngine[];
  readonly posted: (Reply | PageNotice)[];
}

function relayed(): Relayed {
  const { start, started } = fakeEngines();
  const posted: (Reply | PageNotice)[] = [];
  const engine = new TraceEngine(start);
  const services: Pick<HostServices, 'reload' | 'pickRecordings'> = {
    reload: (request) => engine.reload(request),
    pickRecordings: async () => ['/traces/guest.trace.dat'],
  };
  const relay = new Relay({
    engine,
    handlers: hostHandlers(services as HostServices),
    post: (message) => posted.push(message),
  });
  return { relay, engines: started, posted };
}
