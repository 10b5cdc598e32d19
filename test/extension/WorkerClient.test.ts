import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { WorkerClient } from '../../src/engine/node/WorkerClient';
import type { LoadState } from '../../src/protocol/loading';
import { scratchFolder } from '../support/scratchFolder';

const folder = scratchFolder('worker');

describe('WorkerClient', () => {
  const clients: WorkerClient[] = [];

  afterEach(() => {
    for (const client of clients.splice(0)) client.dispose();
  });

  it('asks the thread, and tells how the load goes on', async () => {
    const { client, loads } = started(`
      parentPort.postMessage({ notice: 'load', load: { kind: 'complete' } });
      parentPort.on('message', ({ id, params }) =>
        parentPort.postMessage({ id, result: { position: params.row + workerData.tscKhz } }));
    `);

    const answer = await client.call('findEvent', { filter: '', row: 7 });

    assert.deepEqual(answer, { position: 107 });
    assert.deepEqual(loads, [{ kind: 'complete' }]);
  });

  it('ends open calls when it is disposed, and the thread with them', async () => {
    const { client } = started(`parentPort.on('message', () => {});`);
    const open = client.call('traceFacts', {});

    client.dispose();

    await assert.rejects(open, /The trace was closed/);
    await assert.rejects(client.call('traceFacts', {}), /The trace was closed/);
    await client.ended;
  });

  it('ends a thread that is busy and listens to nobody', async () => {
    const { client } = started('for (;;) {}');

    client.dispose();

    await client.ended;
  });

  it('tells of no load that went on after it was disposed', async () => {
    // Several notices lie in the queue by the time the first one is told.
    const code = `
      for (let at = 0; at < 50; at++) parentPort.postMessage({ notice: 'load', load: { kind: 'complete' } });
    `;
    const { client, loads } = started(code, () => client.dispose());

    await client.ended;

    assert.equal(loads.length, 1);
  });

  const crashes: readonly (readonly [string, string, RegExp])[] = [
    ['throws', `throw new Error('no such column');`, /stopped: no such column\. Close the editor/],
    ['leaves', `process.exit(7);`, /stopped: it ended with code 7\. Close the editor/],
    [
      'wants more memory than there is',
      `throw new RangeError('Array buffer allocation failed');`,
      /stopped: Array buffer allocation failed\. Open a part of the trace\./,
    ],
  ];
  for (const [what, code, message] of crashes) {
    it(`ends every call with the reason when the thread ${what}`, async () => {
      const { client, loads, crashCount } = started(`parentPort.on('message', () => { ${code} });`);

      await assert.rejects(client.call('exitRows', {}), message);
      await client.ended;

      await assert.rejects(client.call('exitRows', {}), message);
      const { facts, load } = await client.call('traceFacts', {});
      assert.equal(facts, null);
      assert.equal(load.kind, 'failed');
      assert.deepEqual(loads, [load]);
      assert.equal(crashCount(), 1);
    });
  }

  function started(
    code: string,
    onLoad: () => void = () => undefined,
  ): {
    readonly client: WorkerClient;
    readonly loads: readonly LoadState[];
    readonly crashCount: () => number;
  } {
    const workerFile = path.join(folder, `${clients.length}-${code.length}.cjs`);
    const imports = `const { parentPort, workerData } = require('node:worker_threads');`;
    writeFileSync(workerFile, `${imports}\n${code}`);
    const loads: LoadState[] = [];
    let crashCount = 0;
    const client = new WorkerClient({
      workerFile,
      input: { file: 'x.trace.dat', tscKhz: 100, memoryLimitBytes: 1e9 },
      onLoad: (load) => {
        loads.push(load);
        onLoad();
      },
      onCrash: () => crashCount++,
    });
    clients.push(client);
    return { client, loads, crashCount: () => crashCount };
  }
});
