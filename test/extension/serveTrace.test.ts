import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { NamedTable } from '../../src/base/tableColumns';
import { serveTrace } from '../../src/engine/node/serveTrace';
import { RpcClient, type Incoming } from '../../src/protocol/RpcClient';
import type { Companion } from '../../src/protocol/Companion';
import type { LoadState } from '../../src/protocol/loading';
import { scratchFolder } from '../support/scratchFolder';
import { sampleTraceName } from '../support/sampleTrace';

const sample = path.join(__dirname, '../../sample', sampleTraceName());

describe('serveTrace', () => {
  let port: MessagePort | undefined;

  afterEach(() => port?.close());

  it('loads the trace, and sends columns without the buffers they lie in', async () => {
    const { client, loadEnd } = served(sample);

    assert.deepEqual(await loadEnd, { kind: 'complete' });
    const { facts, load } = await client.call('traceFacts', {});
    const page = await client.call('eventPage', { filter: '', start: 5, count: 3 });
    assert.equal(load.kind, 'complete');
    assert.equal(page.total, facts?.events);
    assert.equal(page.timeNs.buffer.byteLength, 3 * 8);
  });

  for (const name of ['vmx-pipe-hlt-timer.perf.data', 'native-threads.perf.data.dir']) {
    it(`opens what perf record wrote by its content: ${name}`, async () => {
      const { client, loadEnd } = served(path.join(__dirname, '../fixtures/perf', name));

      assert.deepEqual(await loadEnd, { kind: 'complete' });
      const { facts } = await client.call('traceFacts', {});
      assert.equal(facts?.sources[0]?.format, 'perf.data');
      const { fields } = await client.call('eventDetail', { row: facts.events - 1 });
      assert.ok(fields.length > 0);
    });
  }

  it('answers while the load has not begun', async () => {
    const { client } = served(sample);

    const { load } = await client.call('traceFacts', {});

    assert.equal(load.kind, 'loading');
  });

  it('says by its name which file it cannot open, to every question', async () => {
    const { client, loadEnd } = served('/nowhere/x.trace.dat');
    const reason = /^\/nowhere\/x\.trace\.dat: .*Check the path/;

    const load = await loadEnd;
    assert.ok(load.kind === 'failed');
    assert.match(load.message, reason);
    assert.deepEqual(await client.call('traceFacts', {}), { facts: null, load, companions: [] });
    await assert.rejects(client.call('exitRows', {}), { message: load.message });
    assert.deepEqual(await client.call('cancelLoad', {}), {});
  });

  it('asks what the columns of a table are', async () => {
    const load = await served(madeTable()).loadEnd;

    assert.ok(load.kind === 'unnamed');
    const time = { column: 'ts', unit: 'ns', isRelative: false };
    assert.deepEqual(load.table.guess, { time });
  });

  it('opens a table whose columns were named, and says how', async () => {
    const time = { column: 'ts', unit: 'ns', isRelative: false } as const;
    const columns = { time, event: 'what' };
    const { client, loadEnd } = served(madeTable(), [], [{ header: ['ts', 'what'], columns }]);

    assert.deepEqual(await loadEnd, { kind: 'complete' });
    const { facts } = await client.call('traceFacts', {});
    assert.deepEqual(facts?.sources[0]?.namedTable?.guess, columns);
    const { recordings } = await client.call('doctor', {});
    const seen = recordings[0]!.events.filter(({ state }) => state === 'recorded');
    assert.deepEqual(
      seen.map(({ event }) => event),
      ['kvm:kvm_exit', 'kvm:kvm_entry'],
    );
  });

  it('opens recordings together, and leaves out one that cannot be read', async () => {
    const pair = (name: string): string => path.join(__dirname, `../fixtures/pairs/kvm.${name}`);
    const companions = [
      { path: pair('guest.trace.dat') },
      { path: '/nowhere/x.trace.dat' },
      { path: __filename },
    ];
    const { client, loadEnd } = served(pair('host.trace.dat'), companions);
    await loadEnd;

    const { facts, companions: asked } = await client.call('traceFacts', {});
    assert.deepEqual(asked, companions);
    assert.equal(facts?.sources.length, 2);
    const problems = facts.diagnostics.filter(({ code }) => code === 'recording-left-out');
    assert.deepEqual(
      problems.map(({ message }) => message.split(': ')[0]),
      ['/nowhere/x.trace.dat', __filename],
    );
  });

  it('leaves out recordings whose shift does not go with their clock', async () => {
    const fixture = path.join(__dirname, '../fixtures/traces/vmx-x86tsc-hlt-ipi.trace.dat');
    const companions = [{ path: fixture, shift: { by: '5', unit: 'ns' } as const }];
    const { client, loadEnd } = served(sample, companions);
    await loadEnd;

    const { facts } = await client.call('traceFacts', {});
    assert.equal(facts?.sources.length, 1);
    assert.match(facts.diagnostics[0]!.message, /counts cycles .* shown without it\.$/);
  });

  it('finds the recordings that were made together with one', async () => {
    const folder = path.join(__dirname, '../fixtures/pairs');
    const { client, loadEnd } = served(path.join(folder, 'kvm.host.trace.dat'));
    await loadEnd;
    assert.deepEqual(await client.call('nearbyRecordings', {}), [
      { path: path.join(folder, 'kvm.guest.trace.dat'), role: 'guest' },
    ]);
  });

  it('finds the host of a guest’s recording', async () => {
    const folder = path.join(__dirname, '../fixtures/pairs');
    const { client, loadEnd } = served(path.join(folder, 'ptp.guest.trace.dat'));
    await loadEnd;
    assert.deepEqual(await client.call('nearbyRecordings', {}), [
      { path: path.join(folder, 'ptp.host.trace.dat'), role: 'host' },
    ]);
  });

  it('answers a mistake with its reason, and goes on', async () => {
    const { client, loadEnd } = served(sample);
    await loadEnd;

    await assert.rejects(client.call('eventPage', { filter: 'no_such_event', start: 0, count: 3 }));

    await client.call('traceFacts', {});
  });

  function served(
    file: string,
    companions: readonly Companion[] = [],
    namedTables: readonly NamedTable[] = [],
  ): {
    readonly client: RpcClient;
    readonly loadEnd: Promise<LoadState>;
  } {
    const channel = new MessageChannel();
    const ours = channel.port1;
    port = ours;
    serveTrace(channel.port2, { file, companions, namedTables, memoryLimitBytes: 1e9 });
    const client = new RpcClient((call) => ours.postMessage(call));
    const loadEnd = new Promise<LoadState>((resolve) => {
      ours.on('message', (incoming: Incoming) => {
        if (!('notice' in incoming)) client.receive(incoming);
        else if (incoming.load.kind !== 'loading') resolve(incoming.load);
      });
    });
    return { client, loadEnd };
  }
});

function madeTable(): string {
  const table = path.join(scratchFolder('table'), 'made.csv');
  writeFileSync(table, 'ts,what\n5,kvm_exit\n9,kvm_entry\n');
  return table;
}
