import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findOnDisk, MOST_FOUND } from '../../../src/extension/symbols/findOnDisk';
import { eachInScratchFolder } from '../eachInScratchFolder';

const noStop = new AbortController().signal;

describe('findOnDisk', () => {
  const folder = eachInScratchFolder('find');

  beforeEach(() => {
    for (const name of ['6.1/build', '6.2/build', '6.2/kernel']) {
      mkdirSync(path.join(folder(), name), { recursive: true });
    }
    for (const file of ['6.1/build/vmlinux', '6.2/build/vmlinux', '6.2/kernel/kvm.ko']) {
      writeFileSync(path.join(folder(), file), '');
    }
    // A walk that followed links would not end.
    symlinkSync(folder(), path.join(folder(), '6.1/loop'));
  });

  const found = async (pattern: string, stop = noStop): Promise<readonly string[]> => {
    const { files } = await findOnDisk(`${folder()}/${pattern}`, stop);
    return files.map((file) => path.relative(folder(), file));
  };

  it('finds files by name, by pattern and at any depth', async () => {
    assert.deepEqual(await found('6.1/build/vmlinux'), ['6.1/build/vmlinux']);
    assert.deepEqual(await found('*/build/vm*'), ['6.1/build/vmlinux', '6.2/build/vmlinux']);
    assert.deepEqual(await found('**/vmlinux'), ['6.1/build/vmlinux', '6.2/build/vmlinux']);
    assert.deepEqual(await found('6.2/**'), ['6.2/build/vmlinux', '6.2/kernel/kvm.ko']);
  });

  it('follows links that the pattern names', async () => {
    assert.deepEqual(await found('6.1/loop/6.2/kernel/*.ko'), ['6.1/loop/6.2/kernel/kvm.ko']);
  });

  it('finds no folder, and nothing where there is none', async () => {
    assert.deepEqual(await found('*'), []);
    assert.deepEqual(await found('6.3/**/vmlinux'), []);
  });

  it('ends when there are too many, and when it is stopped', async () => {
    for (let index = 0; index <= MOST_FOUND; index++) {
      writeFileSync(path.join(folder(), `6.2/kernel/m${index}.ko`), '');
    }

    const many = await findOnDisk(`${folder()}/**/*.ko`, noStop);
    assert.equal(many.isCut, true);
    assert.equal(many.files.length, MOST_FOUND);

    const stopped = await findOnDisk(`${folder()}/**/*.ko`, AbortSignal.abort());
    assert.deepEqual(stopped, { files: [], isCut: true });
  });
});
