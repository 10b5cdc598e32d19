import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { TraceEngine } from '../../src/extension/TraceEngine';
import type { LoadState } from '../../src/protocol/loading';
import { fakeEngines } from './fakeEngines';

const complete: LoadState = { kind: 'complete' };

describe('TraceEngine', () => {
  it('ends the engine before it starts the next one', () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine((request, loadWentOn) => {
      assert.ok(started.every(({ isDisposed }) => isDisposed));
      return start(request, loadWentOn);
    });

    engine.reload({ part: { toNs: 5 } });

    assert.deepEqual(
      started.map(({ request, isDisposed }) => [request, isDisposed]),
      [
        [{}, true],
        [{ part: { toNs: 5 } }, false],
      ],
    );
  });

  it('keeps what a reload does not name', () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);

    engine.reload({ part: { toNs: 5 } });
    engine.reload({ tscKhz: 2_000_000 });
    engine.reload({});
    engine.reload({ part: {} });

    assert.deepEqual(
      started.slice(2).map(({ request }) => request),
      [
        { part: { toNs: 5 }, tscKhz: 2_000_000 },
        { part: { toNs: 5 }, tscKhz: 2_000_000 },
        { part: {}, tscKhz: 2_000_000 },
      ],
    );
  });

  it('asks the new engine again what the old one had not answered', async () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);
    const answer = engine.call('findEvent', { filter: '' });

    engine.reload({});
    started[0]!.calls[0]!.refuse(new Error('The trace was closed.'));
    await settled();
    started[1]!.calls[0]!.answer({ position: 3 });

    assert.deepEqual(await answer, { position: 3 });
  });

  it('hands back the error of the engine of the moment', async () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);
    const answer = engine.call('findEvent', { filter: 'vcpu=' });

    started[0]!.calls[0]!.refuse(new Error('A number is missing.'));

    await assert.rejects(answer, /A number is missing/);
  });

  it('counts its loads, so that a page can tell one from the next', () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);
    const numbers: number[] = [];
    engine.onLoad((_, loadNumber) => numbers.push(loadNumber));

    started[0]!.loadWentOn(complete);
    engine.reload({});
    started[1]!.loadWentOn(complete);

    assert.deepEqual(numbers, [1, 2]);
  });

  it('asks the engine of the moment', () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);
    engine.reload({});

    void engine.call('eventDetail', { row: 7 });

    assert.equal(started[0]?.calls.length, 0);
    assert.equal(started[1]?.calls[0]?.method, 'eventDetail');
  });

  it('tells every listener how the load goes on, until it is disposed', () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);
    const heard: string[] = [];
    engine.onLoad(({ kind }) => heard.push(`first ${kind}`));
    const second = engine.onLoad(({ kind }) => heard.push(`second ${kind}`));

    started[0]?.loadWentOn(complete);
    second.dispose();
    engine.reload({});
    started[1]?.loadWentOn(complete);

    assert.deepEqual(heard, ['first complete', 'second complete', 'first complete']);
  });

  it('ends with its document', () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);
    engine.onLoad(() => assert.fail('a listener outlived the document'));

    engine.dispose();
    started[0]?.loadWentOn(complete);

    assert.equal(started[0]?.isDisposed, true);
  });
});
