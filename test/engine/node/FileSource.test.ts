import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { FileSource } from '../../../src/engine/node/FileSource';
import { FormatError } from '../../../src/formats/FormatError';
import { scratchFolder } from '../../support/scratchFolder';

describe('FileSource', () => {
  let folder: string;
  before(() => {
    folder = scratchFolder('source');
  });

  it('reads any range of a file', () => {
    const file = path.join(folder, 'bytes.dat');
    writeFileSync(file, Uint8Array.of(1, 2, 3, 4, 5));
    const source = new FileSource(file);
    const target = new Uint8Array(3);
    assert.equal(source.size, 5);
    assert.equal(source.read(target, 1), 3);
    assert.deepEqual([...target], [2, 3, 4]);
    assert.equal(source.read(target, 4), 1);
    assert.equal(source.read(target, 5), 0);
    source.close();
  });

  const refused = (file: string): FormatError => {
    try {
      new FileSource(file).close();
    } catch (error) {
      if (error instanceof FormatError) return error;
    }
    throw new Error('it was opened');
  };

  it('says that there is no such file', () => {
    const error = refused(path.join(folder, 'none.dat'));
    assert.equal(error.code, 'unreadable');
    assert.match(error.message, /ENOENT.*Check the path and the permissions\.$/);
  });

  it('does not wait for somebody to write into a pipe', () => {
    const pipe = path.join(folder, 'pipe.dat');
    execFileSync('mkfifo', [pipe]);
    assert.match(
      refused(pipe).message,
      /pipe\.dat is a pipe or a device, not a regular file\. Write what comes from it into a file/,
    );
  });

  it('does not take any folder for a recording, and says which it would', () => {
    const inner = path.join(folder, 'inner.dat');
    mkdirSync(inner);
    assert.match(
      refused(inner).message,
      /none that perf record --threads wrote.*Name a file in it/,
    );
  });

  it('opens a folder of perf record --threads by its name or that of any file in it', () => {
    const inner = path.join(folder, 'threads.perf.data.dir');
    mkdirSync(inner);
    const names = ['data', 'data.0', 'data.2', 'data.10'];
    for (const name of names) writeFileSync(path.join(inner, name), name);
    for (const name of ['', 'data', 'data.10']) {
      const source = new FileSource(path.join(inner, name));
      const texts = [source, ...source.parts].map((part) => {
        const target = new Uint8Array(part.size);
        part.read(target, 0);
        return String.fromCharCode(...target);
      });
      source.close();
      assert.deepEqual(texts, names);
    }
  });

  it('opens a file that only is called like one of such a folder', () => {
    const inner = path.join(folder, 'alone');
    mkdirSync(inner);
    const file = path.join(inner, 'data.0');
    writeFileSync(file, 'text');
    const source = new FileSource(file);
    assert.deepEqual([source.size, source.parts], [4, []]);
    source.close();
  });
});
