import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { recordingIdentity } from '../../../src/extension/notes/recordingIdentity';
import { TraceEngine } from '../../../src/extension/TraceEngine';
import { cannedFacts } from '../../webview/canned/cannedFacts';
import { fakeEngines } from '../fakeEngines';

const facts = { ...cannedFacts(10), t0Ns: '5000' };
const loading = { kind: 'loading', doneBytes: 1, totalBytes: 2, events: 0 } as const;

describe('recordingIdentity', () => {
  const asked = () => {
    const { start, started } = fakeEngines();
    const identity = recordingIdentity(new TraceEngine(start), new AbortController().signal);
    return { identity, engine: started[0]! };
  };

  it('is known as soon as the first event is', async () => {
    const { identity, engine } = asked();

    engine.calls[0]!.answer({ facts, load: loading, companions: [] });

    const [own] = facts.sources;
    assert.deepEqual(await identity, {
      ...{ name: own!.path.split('/').at(-1), bytes: own!.fileBytes },
      ...{ t0Ns: '5000', unit: 'ns' },
    });
  });

  it('waits for the end of the load where no event is read yet', async () => {
    const { identity, engine } = asked();

    engine.calls[0]!.answer({ facts: { ...facts, t0Ns: null }, load: loading, companions: [] });
    await settled();
    engine.calls[1]!.answer({ facts, load: { kind: 'complete' }, companions: [] });

    assert.equal((await identity)!.t0Ns, '5000');
  });

  it('is none of a recording of which nothing can be read', async () => {
    const { identity, engine } = asked();
    const failed = { facts: null, load: { kind: 'failed', message: 'cut' }, companions: [] };

    engine.calls[0]!.answer(failed);
    await settled();
    engine.calls[1]!.answer(failed);

    assert.equal(await identity, undefined);
  });
});
