import assert from 'node:assert/strict';
import { setImmediate as settled } from 'node:timers/promises';
import { readAnalysis } from '../../../src/extension/analysis/readAnalysis';
import { TraceEngine } from '../../../src/extension/TraceEngine';
import { cannedFacts } from '../../webview/canned/cannedFacts';
import { cannedOverview } from '../../webview/canned/cannedIdle';

import { fakeEngines } from '../fakeEngines';
import { cannedFindings } from './cannedAnalysis';

const complete = { facts: cannedFacts(1), load: { kind: 'complete' }, companions: [] };

describe('readAnalysis', () => {
  it('tells what is known of a trace that is loaded', async () => {
    const { start, started } = fakeEngines();
    const reading = readAnalysis('file:///t', new TraceEngine(start), new AbortController().signal);
    await answer('traceFacts', complete);
    await answer('idleOverview', cannedOverview);
    await answer('findings', cannedFindings);

    assert.deepEqual(await reading, {
      kind: 'loaded',
      document: 'file:///t',
      facts: complete.facts,
      overview: cannedOverview,
      findings: cannedFindings,
    });

    async function answer(method: string, result: unknown): Promise<void> {
      await settled();
      const call = started[0]!.calls.at(-1)!;
      assert.equal(call.method, method);
      call.answer(result);
    }
  });

  it('says that a load failed', async () => {
    const { start, started } = fakeEngines();
    const reading = readAnalysis('file:///t', new TraceEngine(start), new AbortController().signal);
    const load = { kind: 'failed', message: 'cut short' };
    started[0]!.calls[0]!.answer({ facts: null, load, companions: [] });

    assert.deepEqual(await reading, { kind: 'failed' });
  });

  it('waits for the load that began while it asked', async () => {
    const { start, started } = fakeEngines();
    const reading = readAnalysis('file:///t', new TraceEngine(start), new AbortController().signal);
    const answers = [complete, null, null, complete, cannedOverview, []];
    for (const result of answers) {
      await settled();
      started[0]!.calls.at(-1)!.answer(result);
    }

    assert.equal((await reading).kind, 'loaded');
  });
});
