import assert from 'node:assert/strict';
import { linkSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { saveFile, writeContents } from '../../../src/extension/saving/saveFile';
import { eachInScratchFolder } from '../eachInScratchFolder';

describe('saveFile', () => {
  const folder = eachInScratchFolder('save');
  const at = (name: string): string => path.join(folder(), name);
  const save = (file: string | undefined, contents: string | Uint8Array): Promise<string | null> =>
    saveFile({ recordings: () => [at('trace.dat')], pick: async () => file }, (picked) =>
      writeContents(picked, contents),
    );

  it('writes texts and bytes to the file that was picked', async () => {
    assert.equal(await save(at('a.svg'), '<svg>µ</svg>'), at('a.svg'));
    await save(at('a.png'), Uint8Array.of(0, 255, 10));

    assert.equal(readFileSync(at('a.svg'), 'utf8'), '<svg>µ</svg>');
    assert.deepEqual([...readFileSync(at('a.png'))], [0, 255, 10]);
  });

  it('writes nothing where none was picked', async () => {
    assert.equal(await save(undefined, 'text'), null);
  });

  it('never writes to an open recording, under whatever name it was picked', async () => {
    writeFileSync(at('trace.dat'), 'events');
    symlinkSync(at('trace.dat'), at('soft.json'));
    linkSync(at('trace.dat'), at('hard.json'));

    for (const name of ['trace.dat', './x/../trace.dat', 'soft.json', 'hard.json']) {
      await assert.rejects(save(at(name), 'text'), /is an open recording, which is never written/);
    }
    assert.equal(readFileSync(at('trace.dat'), 'utf8'), 'events');
    assert.equal(readFileSync(at('hard.json'), 'utf8'), 'events');
  });
});
