import assert from 'node:assert/strict';
import {
  chmodSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../../../src/extension/saving/replaceFile';
import { eachInScratchFolder } from '../eachInScratchFolder';

describe('replaceFile', () => {
  const folder = eachInScratchFolder('replace');
  const at = (name: string): string => path.join(folder(), name);
  const write = (file: string, text: string): Promise<void> =>
    replaceFile(file, async (handle) => {
      await handle.writeFile(text);
    });

  it('writes a new file, and over an old one, and leaves nothing else behind', async () => {
    await write(at('notes.json'), 'one');
    await write(at('notes.json'), 'two');

    assert.equal(readFileSync(at('notes.json'), 'utf8'), 'two');
    assert.deepEqual(readdirSync(folder()), ['notes.json']);
  });

  it('keeps what stood there when writing fails', async () => {
    writeFileSync(at('notes.json'), 'old');

    const failing = replaceFile(at('notes.json'), async (handle) => {
      await handle.writeFile('half');
      throw new Error('no space left');
    });

    await assert.rejects(failing, { message: 'no space left' });
    assert.equal(readFileSync(at('notes.json'), 'utf8'), 'old');
    assert.deepEqual(readdirSync(folder()), ['notes.json']);
  });

  it('writes through a link, and keeps permissions', async () => {
    writeFileSync(at('real.json'), 'old');
    chmodSync(at('real.json'), 0o640);
    symlinkSync(at('real.json'), at('link.json'));

    await write(at('link.json'), 'new');

    assert.ok(lstatSync(at('link.json')).isSymbolicLink());
    assert.equal(readFileSync(at('real.json'), 'utf8'), 'new');
    assert.equal(statSync(at('real.json')).mode & 0o777, 0o640);
  });

  it('rejects where the folder is not there', async () => {
    await assert.rejects(write(at('absent/notes.json'), 'new'), /ENOENT/);
  });
});
