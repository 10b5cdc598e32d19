import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileBuildId } from '../../../src/engine/node/fileBuildId';
import { eachInScratchFolder } from '../../extension/eachInScratchFolder';
import { noteElf } from '../../support/symbols/noteElf';

describe('fileBuildId', () => {
  const folder = eachInScratchFolder('build-id');

  it('is what the notes of an ELF file say', async () => {
    const file = path.join(folder(), 'vmlinux');
    writeFileSync(file, noteElf('0123456789abcdef0123456789abcdef01234567'));

    assert.equal(await fileBuildId(file), '0123456789abcdef0123456789abcdef01234567');
  });

  it('is none of texts, of damaged files and of what is no file', async () => {
    const text = path.join(folder(), 'System.map');
    const damaged = path.join(folder(), 'damaged');
    writeFileSync(text, 'ffffffff81000000 T _text\n');
    writeFileSync(damaged, noteElf('0123').subarray(0, 100));

    for (const file of [text, damaged, folder(), path.join(folder(), 'gone')]) {
      assert.equal(await fileBuildId(file), undefined, file);
    }
  });
});
