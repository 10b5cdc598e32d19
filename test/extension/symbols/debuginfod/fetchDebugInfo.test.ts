import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { fetchDebugInfo } from '../../../../src/extension/symbols/debuginfod/fetchDebugInfo';
import type { Fetched } from '../../../../src/extension/symbols/debuginfod/fetchDebugInfo';
import { noteElf } from '../../../support/symbols/noteElf';
import { eachInScratchFolder } from '../../eachInScratchFolder';

const buildId = '0123456789abcdef0123456789abcdef01234567';
const debugFile = noteElf(buildId);

describe('fetchDebugInfo', () => {
  const folder = eachInScratchFolder('debuginfod');
  const servers: Server[] = [];
  const asked: IncomingMessage[] = [];

  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
    asked.length = 0;
  });

  async function served(answer: RequestListener): Promise<string> {
    const server = createServer((request, response) => {
      asked.push(request);
      answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  const target = (): string => path.join(folder(), `${buildId}.debug`);
  const sizes: (readonly [number, number | undefined])[] = [];
  const fetchFrom = (
    urls: readonly string[],
    { came, ...options }: { stop?: AbortSignal; patienceMs?: number; came?: () => void } = {},
  ): Promise<Fetched> => {
    sizes.length = 0;
    return fetchDebugInfo({
      urls,
      buildId,
      target: target(),
      mostBytes: 1000,
      patienceMs: 5000,
      stop: new AbortController().signal,
      progress: (_, doneBytes, totalBytes) => {
        sizes.push([doneBytes, totalBytes]);
        came?.();
      },
      ...options,
    });
  };
  const reasonsOf = (fetched: Fetched): readonly string[] =>
    fetched.is === 'missing' ? fetched.reasons : [];

  it('brings the debug information of a build, as debuginfod serves it', async () => {
    const url = await served((_, response) => response.end(debugFile));

    const fetched = await fetchFrom([`${url}/mirror/`]);

    assert.deepEqual(fetched, { is: 'there', host: new URL(url).host });
    assert.equal(asked[0]!.url, `/mirror/buildid/${buildId}/debuginfo`);
    assert.deepEqual(readFileSync(target()), debugFile);
    assert.deepEqual(readdirSync(folder()), [path.basename(target())]);
    assert.deepEqual(sizes.at(-1), [debugFile.length, debugFile.length]);
  });

  it('sends nothing but the build ID', async () => {
    const url = await served((_, response) => response.end(debugFile));

    await fetchFrom([url.replace('//', '//me:secret@')]);

    const { method, headers } = asked[0]!;
    assert.equal(method, 'GET');
    for (const name of ['authorization', 'cookie', 'referer', 'content-length']) {
      assert.equal(headers[name], undefined, name);
    }
  });

  it('asks the next server when one has it not, and says what each answered', async () => {
    const without = await served((_, response) => response.writeHead(404).end());
    const broken = await served((_, response) => response.writeHead(500).end());
    const having = await served((_, response) => response.end(debugFile));

    assert.equal((await fetchFrom([without, broken, having])).is, 'there');
    assert.deepEqual(reasonsOf(await fetchFrom([without, broken, 'file:///etc/passwd', 'x'])), [
      `${new URL(without).host}: 404, it has none of this build`,
      `${new URL(broken).host}: 500 Internal Server Error`,
      '“file:///etc/passwd” is no http or https address',
      '“x” is no http or https address',
    ]);
  });

  it('says that nobody answers', async () => {
    const url = await served(() => undefined);
    for (const server of servers.splice(0)) server.close();

    assert.match(reasonsOf(await fetchFrom([url]))[0]!, /^127\.0\.0\.1:\d+: .*ECONNREFUSED/);
  });

  it('takes no file of another build, and leaves nothing of it', async () => {
    const url = await served((_, response) => response.end(noteElf('91cc')));
    assert.match(reasonsOf(await fetchFrom([url]))[0]!, /what came has build ID 91cc$/);

    const text = await served((_, response) => response.end('<html>'));
    assert.match(reasonsOf(await fetchFrom([text]))[0]!, /what came has build ID none$/);

    assert.deepEqual(readdirSync(folder()), []);
  });

  it('takes no more than it is told to, whatever the server says of the size', async () => {
    const large = Buffer.alloc(5000);
    const told = await served((_, response) => {
      response.writeHead(200, { 'content-length': large.length }).end(large);
    });
    const untold = await served((_, response) => {
      response.write(large.subarray(0, 10));
      response.end(large);
    });
    const packed = await served((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(large));
    });

    for (const url of [told, untold, packed]) {
      assert.match(reasonsOf(await fetchFrom([url]))[0]!, /at most 0\.0 MB are taken$/);
    }
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('gives up a server that falls silent, and stops when it is told to', async () => {
    const url = await served((_, response) => void response.write(debugFile.subarray(0, 10)));

    assert.match(reasonsOf(await fetchFrom([url], { patienceMs: 50 }))[0]!, /nothing came for/);

    const stop = new AbortController();
    const fetching = fetchFrom([url, url], { stop: stop.signal, came: () => stop.abort() });
    assert.deepEqual(await fetching, { is: 'stopped' });
    assert.deepEqual(readdirSync(folder()), []);
  });

  it('asks for nothing that is no build ID', async () => {
    const fetched = await fetchDebugInfo({
      urls: [await served(() => undefined)],
      buildId: '../../etc',
      target: target(),
      mostBytes: 1,
      patienceMs: 1,
      stop: new AbortController().signal,
      progress: () => undefined,
    });

    assert.deepEqual(reasonsOf(fetched), ['“../../etc” is no build ID']);
    assert.equal(asked.length, 0);
  });
});
