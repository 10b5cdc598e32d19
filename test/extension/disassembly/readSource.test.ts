import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { readSource } from '../../../src/extension/disassembly/readSource';
import { eachInScratchFolder } from '../eachInScratchFolder';

describe('the text of a source of a disassembly', () => {
  const folder = eachInScratchFolder('source');
  const built = '/build/idle.c';

  it('is read where the file is on this machine', async () => {
    const file = path.join(folder(), 'idle.c');
    writeFileSync(file, 'int idle;\n');

    assert.equal(await readSource(built, sourceAt('file', file)), 'int idle;\n');
  });

  it('is none where the file is gone, is no text, or is too large to have been written', async () => {
    const binary = path.join(folder(), 'binary.c');
    const generated = path.join(folder(), 'generated.c');
    writeFileSync(binary, Uint8Array.of(0x69, 0xff, 0xfe));
    writeFileSync(generated, ' '.repeat((2 << 20) + 1));

    for (const file of [path.join(folder(), 'gone.c'), binary, generated, folder()]) {
      assert.equal(await readSource(built, sourceAt('file', file)), undefined, file);
    }
  });

  it('is none where nobody knows the file, or it is on another machine', async () => {
    const file = path.join(folder(), 'idle.c');
    writeFileSync(file, 'int idle;\n');

    assert.equal(await readSource(built, { locate: async () => undefined }), undefined);
    assert.equal(await readSource(built, sourceAt('vscode-remote', file)), undefined);
  });
});

function sourceAt(scheme: string, fsPath: string): Parameters<typeof readSource>[1] {
  const uri: unknown = { scheme, fsPath };
  return { locate: async () => uri as vscode.Uri };
}
