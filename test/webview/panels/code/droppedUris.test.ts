import assert from 'node:assert/strict';
import { droppedUris } from '../../../../webview/panels/code/droppedUris';

describe('droppedUris', () => {
  it('reads what other programs and what the explorer of VS Code say, each file once', () => {
    const held: Readonly<Record<string, string>> = {
      'text/uri-list': '# symbols\r\nfile:///a/vmlinux\r\n',
      'application/vnd.code.uri-list': 'file:///a/vmlinux\nvscode-remote://host/b/kallsyms',
    };

    assert.deepEqual(
      droppedUris((type) => held[type] ?? ''),
      ['file:///a/vmlinux', 'vscode-remote://host/b/kallsyms'],
    );
  });

  it('finds nothing where nothing is named', () => {
    assert.deepEqual(
      droppedUris(() => ''),
      [],
    );
  });
});
