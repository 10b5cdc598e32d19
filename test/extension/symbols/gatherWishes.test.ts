import assert from 'node:assert/strict';
import type { FileIdentity } from '../../../src/extension/symbols/FileIdentity';
import { changeSince } from '../../../src/extension/symbols/FileIdentity';
import { gatherWishes, symbolWishes } from '../../../src/extension/symbols/gatherWishes';
import type { WishSources } from '../../../src/extension/symbols/gatherWishes';
import { nothingKept } from '../../../src/extension/symbols/KeptSymbols';
import type { KeptFile } from '../../../src/extension/symbols/KeptSymbols';

const of = (buildId: string | null): FileIdentity => ({ buildId, bytes: 10, modifiedMs: 1000 });
const named = (path: string, buildId: string | null, vm: number | null = null): KeptFile => ({
  path,
  vm,
  identity: of(buildId),
});

/** `disk`: build IDs of the files that there are. */
function sources(
  disk: Readonly<Record<string, string | null>>,
  with_: Partial<WishSources>,
): WishSources {
  return {
    kept: nothingKept,
    ofOthers: [],
    setting: { files: [], notes: [] },
    recorded: { vms: [{ vm: 0, buildId: null }] },
    identify: async (path) => (path in disk ? of(disk[path]!) : undefined),
    fetched: async () => undefined,
    ...with_,
  };
}

describe('what is wished for a trace', () => {
  it('is what was named for it, then what the setting names, each once', async () => {
    const wishes = await gatherWishes(
      sources(
        { '/a': null, '/b': null },
        {
          kept: { files: [named('/a', null)], slides: [{ vm: 0, slide: '0x0' }] },
          setting: {
            files: [
              { path: '/a', vm: 1 },
              { path: '/b', vm: 1 },
            ],
            notes: [],
          },
        },
      ),
    );

    assert.deepEqual(wishes, {
      files: [
        { path: '/a', vm: null, origin: 'given' },
        { path: '/b', vm: 1, origin: 'setting' },
      ],
      slides: [{ vm: 0, slide: '0x0' }],
      notes: [],
    });
    assert.deepEqual(symbolWishes(wishes).files, [
      { path: '/a', vm: null },
      { path: '/b', vm: 1 },
    ]);
  });

  it('is a file named for another trace, where a VM was recorded on its build', async () => {
    const { files } = await gatherWishes(
      sources(
        { '/a': '3f', '/b': '91', '/c': '91' },
        {
          // The third is of another build by now, the fourth is gone.
          ofOthers: [named('/a', '3f'), named('/b', '91'), named('/c', '3f'), named('/d', '3f')],
          recorded: {
            vms: [
              { vm: 0, buildId: null },
              { vm: 1, buildId: '3f' },
            ],
          },
        },
      ),
    );

    assert.deepEqual(files, [{ path: '/a', vm: 1, origin: 'build-id' }]);
  });

  it('tells of a named file that is not the same any more', async () => {
    const { files, notes } = await gatherWishes(
      sources({ '/a': '91' }, { kept: { files: [named('/a', '3f')], slides: [] } }),
    );

    assert.equal(files[0]!.origin, 'given');
    assert.deepEqual(
      notes.map(({ code, message }) => [code, message]),
      [
        [
          'symbols-changed',
          'a changed since it was named for this trace: build ID was 3f, and is 91.',
        ],
      ],
    );
  });

  it('has another file of the same build stand in for one that is gone, and says so', async () => {
    for (const with_ of [
      { setting: { files: [{ path: '/b', vm: null }], notes: [] } },
      { ofOthers: [named('/b', '3f')] },
    ]) {
      const { files, notes } = await gatherWishes(
        sources({ '/b': '3f' }, { kept: { files: [named('/a', '3f', 1)], slides: [] }, ...with_ }),
      );

      assert.deepEqual(files[0], { path: '/b', vm: 1, origin: 'stand-in', standsFor: '/a' });
      assert.deepEqual(
        notes.map(({ path, message }) => [path, message]),
        [['/b', '/a is gone; this file has the same build ID.']],
      );
    }
  });

  it('tells where a file was that is gone', async () => {
    const { files, notes } = await gatherWishes(
      sources({ '/c': null }, { kept: { files: [named('/b/a', null)], slides: [] } }),
    );

    assert.deepEqual(files, []);
    assert.deepEqual(
      notes.map(({ severity, message }) => [severity, message]),
      [['error', 'a is gone: it was /b/a.']],
    );
  });

  it('is what was fetched for the builds of files and of VMs', async () => {
    const { files } = await gatherWishes(
      sources(
        { '/a': '3f' },
        {
          kept: { files: [named('/a', '3f', 0)], slides: [] },
          recorded: { vms: [{ vm: 1, buildId: '91' }] },
          fetched: async (buildId) => `/cache/${buildId}.debug`,
        },
      ),
    );

    assert.deepEqual(files.slice(1), [
      { path: '/cache/3f.debug', vm: 0, origin: 'debuginfod' },
      { path: '/cache/91.debug', vm: 1, origin: 'debuginfod' },
    ]);
  });
});

describe('changeSince', () => {
  it('goes by the build ID where there is one, whenever the file was copied', () => {
    const copied = { buildId: '3f', bytes: 11, modifiedMs: 2000 };

    assert.equal(changeSince(of('3f'), copied), undefined);
    assert.equal(changeSince(of('91'), copied), 'build ID was 91, and is 3f');
    assert.equal(changeSince(of(null), copied), 'build ID was missing, and is 3f');
  });

  it('goes by size and time where there is none', () => {
    assert.equal(changeSince(of(null), of(null)), undefined);
    assert.equal(
      changeSince(of(null), { ...of(null), bytes: 12345 }),
      'it had 10 bytes, and has 12,345',
    );
    assert.match(
      changeSince(of(null), { ...of(null), modifiedMs: 0 })!,
      /^it was written on 1970-/,
    );
  });
});
