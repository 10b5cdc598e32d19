import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { TraceEngine } from '../../src/extension/TraceEngine';
import { untilLoaded } from '../../src/extension/untilLoaded';
import { cannedFacts } from '../webview/canned/cannedFacts';
import { fakeEngines } from './fakeEngines';

const facts = cannedFacts(3);
const loading = { kind: 'loading', doneBytes: 1, totalBytes: 2, events: 1 } as const;

function started() {
  const { start, started: engines } = fakeEngines();
  const closing = new AbortController();
  const loaded = untilLoaded(new TraceEngine(start), closing.signal);
  return { loaded, closing, engine: engines[0]! };
}

describe('untilLoaded', () => {
  it('gives the facts of a trace that is loaded', async () => {
    const { loaded, engine } = started();

    engine.calls[0]!.answer({ facts, load: { kind: 'complete' } });

    assert.equal(await loaded, facts);
  });

  it('waits for the end of a load, and asks again', async () => {
    const { loaded, engine } = started();
    engine.calls[0]!.answer({ facts: null, load: loading });
    await settled();
    engine.loadWentOn(loading);
    await settled();
    assert.equal(engine.calls.length, 1);

    engine.loadWentOn({ kind: 'complete' });
    await settled();
    engine.calls[1]!.answer({ facts, load: { kind: 'complete' } });

    assert.equal(await loaded, facts);
  });

  it('misses no end that comes before the answer', async () => {
    const { loaded, engine } = started();
    engine.loadWentOn({ kind: 'complete' });
    engine.calls[0]!.answer({ facts: null, load: loading });
    await settled();

    engine.calls[1]!.answer({ facts, load: { kind: 'complete' } });

    assert.equal(await loaded, facts);
  });

  it('gives nothing when nothing is loaded', async () => {
    const { loaded, engine } = started();

    engine.calls[0]!.answer({ facts: null, load: { kind: 'failed', message: 'no trace' } });

    assert.equal(await loaded, undefined);
  });

  it('passes on what went wrong, but not once the trace is closed', async () => {
    const failing = started();
    failing.engine.calls[0]!.refuse(new Error('the worker ended'));
    await assert.rejects(failing.loaded, /the worker ended/);

    const { loaded, closing, engine } = started();
    closing.abort();
    engine.calls[0]!.refuse(new Error('closed'));
    assert.equal(await loaded, undefined);
  });

  it('ends when the trace is closed while it loads', async () => {
    const { loaded, closing, engine } = started();
    engine.calls[0]!.answer({ facts: null, load: loading });
    await settled();

    closing.abort();

    assert.equal(await loaded, undefined);
  });
});
