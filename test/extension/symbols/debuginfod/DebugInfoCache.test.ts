import assert from 'node:assert/strict';
import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DebugInfoCache } from '../../../../src/extension/symbols/debuginfod/DebugInfoCache';
import { wantedBuilds } from '../../../../src/extension/symbols/debuginfod/wantedBuilds';
import { eachInScratchFolder } from '../../eachInScratchFolder';
import { noSymbols, otherMap, vmlinux } from '../cannedSymbols';

describe('DebugInfoCache', () => {
  const folder = eachInScratchFolder('cache');

  function filled(mostBytes: number): DebugInfoCache {
    const secondsAgo = Date.now() / 1000 - 1000;
    for (const [index, name] of ['aa.debug', 'bb.debug', 'cc.debug', 'dd.debug.1.part'].entries()) {
      const file = path.join(folder(), name);
      writeFileSync(file, Buffer.alloc(100));
      utimesSync(file, secondsAgo + index, secondsAgo + index);
    }
    return new DebugInfoCache(folder(), mostBytes);
  }

  it('finds what was fetched, by build ID alone', async () => {
    const cache = filled(1000);

    assert.equal(await cache.find('aa'), path.join(folder(), 'aa.debug'));
    assert.equal(await cache.find('ee'), undefined);
    assert.equal(await cache.find('../cache/aa'), undefined);
  });

  it('lets go of what was used longest ago, never of what is fetched now', async () => {
    const cache = filled(200);
    await cache.find('aa');

    await cache.trim('bb');

    assert.deepEqual(readdirSync(folder()).sort(), ['bb.debug', 'dd.debug.1.part']);
  });

  it('keeps all that fits, and clears away what was left unfinished a day ago', async () => {
    const cache = filled(1000);
    utimesSync(path.join(folder(), 'dd.debug.1.part'), 1, 1);

    await cache.trim('bb');

    assert.deepEqual(readdirSync(folder()).sort(), ['aa.debug', 'bb.debug', 'cc.debug']);
  });

  it('makes its folder', async () => {
    const cache = new DebugInfoCache(path.join(folder(), 'a/b'), 1);

    await cache.prepare();

    assert.deepEqual(readdirSync(path.join(folder(), 'a')), ['b']);
  });
});

describe('wantedBuilds', () => {
  it('are those of files without debug information, and of kernels that are recorded', () => {
    const vms = [
      { vm: 0, buildId: '3f2a' },
      { vm: 1, buildId: '91cc' },
      { vm: 2, buildId: null },
    ];

    assert.deepEqual(wantedBuilds({ ...noSymbols, images: [vmlinux, vmlinux], vms }), [
      { buildId: '3f2a', name: 'vmlinux' },
      { buildId: '91cc', name: 'the kernel of VM 1' },
    ]);
  });

  it('are none of what has it, of what has no build ID, and of what did not run', () => {
    const debug = { ...vmlinux, path: '/a.debug', hasLines: true };
    const unused = { ...vmlinux, buildId: '91cc', placedBy: null };

    assert.deepEqual(
      wantedBuilds({ ...noSymbols, images: [vmlinux, debug, otherMap, unused] }),
      [],
    );
  });
});
