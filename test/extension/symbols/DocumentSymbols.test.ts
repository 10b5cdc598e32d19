import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { Listeners } from '../../../src/extension/Listeners';
import { DocumentSymbols } from '../../../src/extension/symbols/DocumentSymbols';
import { noWishes } from '../../../src/extension/symbols/Wishes';
import type { Wishes } from '../../../src/extension/symbols/Wishes';
import { TraceEngine } from '../../../src/extension/TraceEngine';
import type { SymbolState } from '../../../src/protocol/code';
import { cannedFacts } from '../../webview/canned/cannedFacts';
import { fakeEngines } from '../fakeEngines';
import type { FakeEngine } from '../fakeEngines';

const complete = { facts: cannedFacts(3), load: { kind: 'complete' } };
const recorded: SymbolState = { images: [], unreadable: [], vms: [{ vm: 0, buildId: null }] };
const mapped: SymbolState = { ...recorded, unreadable: [{ path: '/map', message: 'gone' }] };
const mapWished: Wishes = {
  ...noWishes,
  files: [{ path: '/map', vm: null, origin: 'given' }],
};

function opened() {
  const { start, started } = fakeEngines();
  const closing = new AbortController();
  const engine = new TraceEngine(start);
  const wishesChanged = new Listeners<undefined>();
  const wished: SymbolState[] = [];
  const failures: unknown[] = [];
  let wishes = mapWished;
  const symbols = new DocumentSymbols({
    engine,
    closed: closing.signal,
    wishes: async (state) => {
      wished.push(state);
      return wishes;
    },
    wishesChanged: wishesChanged.event,
    failed: (error) => failures.push(error),
  });
  const changes: (SymbolState | undefined)[] = [];
  symbols.onDidChange((state) => changes.push(state));
  const wish = (next: Wishes): void => {
    wishes = next;
    wishesChanged.fire(undefined);
  };
  return { symbols, engine, started, closing, changes, failures, wished, wish };
}

/** Answers the next call of an engine, which must be of that method; gives its parameters. */
async function answer(engine: FakeEngine, method: string, result: unknown): Promise<unknown> {
  await settled();
  const call = engine.calls.shift();
  assert.equal(call?.method, method);
  call.answer(result);
  await settled();
  return call.params;
}

async function load(engine: FakeEngine, used: SymbolState): Promise<unknown> {
  await answer(engine, 'traceFacts', complete);
  await answer(engine, 'symbolState', recorded);
  return answer(engine, 'useSymbols', used);
}

describe('the symbols of a document', () => {
  it('are those that are wished for, once the trace is loaded', async () => {
    const { symbols, started, changes, wished } = opened();
    const ready = symbols.ready();

    const asked = await load(started[0]!, mapped);

    assert.deepEqual(asked, { files: [{ path: '/map', vm: null }], slides: [] });
    assert.deepEqual(wished, [recorded]);
    assert.equal(await ready, mapped);
    assert.deepEqual(changes, [mapped]);
    assert.equal(symbols.wished, mapWished);
  });

  it('are wished for again after another load', async () => {
    const { symbols, engine, started, changes } = opened();
    await load(started[0]!, mapped);

    engine.reload({});
    const ready = symbols.ready();
    await load(started[1]!, recorded);

    assert.equal(await ready, recorded);
    assert.deepEqual(changes, [mapped, undefined, recorded]);
  });

  it('are waited for again when a load begins under who waits', async () => {
    const { symbols, engine, started } = opened();
    const ready = symbols.ready();
    await answer(started[0]!, 'traceFacts', complete);

    engine.reload({});
    started[0]!.calls[0]!.refuse(new Error('its worker ended'));
    await answer(started[1]!, 'symbolState', null);
    await load(started[1]!, mapped);

    assert.equal(await ready, mapped);
  });

  it('are those that were wished for last', async () => {
    const { symbols, started, changes, wish } = opened();
    const ready = symbols.ready();
    await answer(started[0]!, 'traceFacts', complete);
    await answer(started[0]!, 'symbolState', recorded);

    wish(noWishes);
    await answer(started[0]!, 'useSymbols', mapped);
    const asked = await load(started[0]!, recorded);

    assert.deepEqual(asked, { files: [], slides: [] });
    assert.equal(await ready, recorded);
    assert.deepEqual(changes, [undefined, recorded]);
  });

  it('are none where nothing is loaded, and none once it is closed', async () => {
    const failed = opened();
    const ready = failed.symbols.ready();
    await answer(failed.started[0]!, 'traceFacts', {
      facts: null,
      load: { kind: 'failed', message: 'no trace' },
    });
    assert.equal(await ready, undefined);

    const closed = opened();
    closed.closing.abort();
    await settled();
    assert.equal(await closed.symbols.ready(), undefined);
    assert.deepEqual(closed.failures, []);
  });

  it('are none when they cannot be asked for, which is told', async () => {
    const { symbols, started, failures } = opened();
    const ready = symbols.ready();
    await answer(started[0]!, 'traceFacts', complete);
    await settled();

    started[0]!.calls[0]!.refuse(new Error('the worker ended'));

    assert.equal(await ready, undefined);
    assert.deepEqual(failures, [new Error('the worker ended')]);
  });
});
