import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathKind } from '../../../src/extension/symbols/pathKind';
import { scratchFolder } from '../../support/scratchFolder';

describe('pathKind', () => {
  const folder = scratchFolder('path-kinds');
  const at = (name: string): string => path.join(folder, name);
  before(() => {
    writeFileSync(at('file'), '');
    mkdirSync(at('folder'));
    symlinkSync(at('there'), at('back'));
    symlinkSync(at('back'), at('there'));
    symlinkSync(at('file'), at('link'));
    execFileSync('mkfifo', [at('pipe')]);
  });

  it('tells files, also behind links, from all else', async () => {
    const kinds = ['file', 'link', 'folder', 'back', 'pipe', 'none'].map((name) => at(name));
    assert.deepEqual(await Promise.all(kinds.map(pathKind)), [
      'file',
      'file',
      'folder',
      'loop',
      'other',
      'nothing',
    ]);
  });
});
