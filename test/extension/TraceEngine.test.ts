import assert from 'node:assert/strict';
import { TraceEngine } from '../../src/extension/TraceEngine';
import type { LoadState } from '../../src/protocol/requests';
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

  it('loads the same part again when the file changed', () => {
    const { start, started } = fakeEngines();
    const engine = new TraceEngine(start);
    engine.reload({ part: { toNs: 5 } });

    engine.loadAgain();

    assert.deepEqual(started[2]?.request, { part: { toNs: 5 } });
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
