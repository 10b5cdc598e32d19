import assert from 'node:assert/strict';
import { droppedFiles } from '../../../src/extension/symbols/droppedFiles';

const uri = (scheme: string) => ({ scheme, path: '/a/vmlinux', fsPath: '/a/vmlinux' });

describe('droppedFiles', () => {
  it('takes files of this machine', () => {
    assert.deepEqual(droppedFiles([uri('file')], false), { files: [uri('file')], refusals: [] });
    assert.deepEqual(droppedFiles([uri('vscode-remote')], true).files, [uri('vscode-remote')]);
  });

  it('refuses those of the machine of the window, and what is on no disk', () => {
    const elsewhere = 'vmlinux is on another machine than the recording. Copy it there first.';

    assert.deepEqual(droppedFiles([uri('file')], true).refusals, [elsewhere]);
    assert.deepEqual(droppedFiles([uri('vscode-local')], false).refusals, [elsewhere]);
    assert.deepEqual(droppedFiles([uri('https')], false), {
      files: [],
      refusals: ['vmlinux is not on a disk (https:). Save it to a folder first.'],
    });
  });
});
