import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as vscode from 'vscode';
import type { ExitscopeApi } from '../../src/extension/extension';
import type { SymbolState } from '../../src/protocol/code';
import { noteElf } from '../support/symbols/noteElf';
import { traceUri } from './hostSupport';

const first = 'first.trace.dat';
const second = 'second.trace.dat';
const { Workspace, Global } = vscode.ConfigurationTarget;

describe('Symbols in the extension host', () => {
  let api: ExitscopeApi;

  before(async () => {
    api = await vscode.extensions.getExtension<ExitscopeApi>('exitscope.exitscope')!.activate();
  });

  afterEach(async () => {
    await settings().update('symbols', undefined, Workspace);
    await settings().update('debuginfod.enabled', undefined, Global);
    await settings().update('debuginfod.urls', undefined, Global);
    await vscode.commands.executeCommand('exitscope.removeSymbols', {
      given: traceUri('guest.elf').fsPath,
    });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const pathsOf = async (name: string): Promise<readonly string[]> =>
    (await opened(name)).images.map(({ path }) => path);

  async function opened(name: string): Promise<SymbolState> {
    await vscode.commands.executeCommand('vscode.open', traceUri(name));
    const state = await api.symbolsOf(traceUri(name));
    assert.ok(state, 'the trace is loaded');
    return state;
  }

  it('are those of the files that the setting names, from the moment it does', async () => {
    assert.deepEqual(await pathsOf(first), []);

    await settings().update('symbols', ['**/guest.elf', 7], Workspace);

    const { images } = await opened(first);
    assert.deepEqual(
      images.map(({ path, placedBy, fitting }) => [path, placedBy, fitting]),
      [[traceUri('guest.elf').fsPath, 'linked', 7]],
    );
  });

  it('are those that the setting names for the trace', async () => {
    const files = ['${workspaceFolder}/guest.elf'];
    await settings().update('symbols', [{ trace: 'first*', files }], Workspace);

    assert.equal((await pathsOf(first)).length, 1);
    assert.deepEqual(await pathsOf(second), []);
  });

  it('are named by a command, for one trace, and known when it is opened again', async () => {
    await opened(first);
    await vscode.commands.executeCommand('exitscope.useAsSymbols', traceUri('guest.elf'));
    assert.equal((await pathsOf(first)).length, 1);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');

    assert.equal((await pathsOf(first)).length, 1);
    assert.deepEqual(await pathsOf(second), []);
    await opened(first);
  });

  it('are not read from what is no file, nor from what holds none', async () => {
    const notes = traceUri('notes.txt');
    await settings().update('symbols', [notes.fsPath, 'gone/vmlinux'], Workspace);

    const { images, unreadable } = await opened(first);

    assert.deepEqual(images, []);
    assert.deepEqual(
      unreadable.map(({ path }) => path),
      [notes.fsPath],
    );
  });

  describe('with debug information from a server', () => {
    const buildId = '0123456789abcdef0123456789abcdef01234567';
    const asked: string[] = [];
    let server: Server;

    before(async () => {
      writeFileSync(traceUri('stripped.elf').fsPath, noteElf(buildId));
      server = createServer((request, response) => {
        asked.push(request.url ?? '');
        response.end(noteElf(buildId));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });

    after(() => {
      server.close().closeAllConnections();
      rmSync(traceUri('stripped.elf').fsPath);
    });

    it('is asked for only where the user turned it on, and once', async () => {
      const { port } = server.address() as AddressInfo;
      await settings().update('debuginfod.urls', [`http://127.0.0.1:${port}`], Global);
      await settings().update('symbols', ['stripped.elf'], Workspace);
      const state = await opened(first);
      assert.equal(state.images[0]?.buildId, buildId);
      assert.deepEqual(asked, []);

      await settings().update('debuginfod.enabled', true, Global);
      await vscode.commands.executeCommand('exitscope.fetchDebugInfo');

      const paths = await pathsOf(first);
      assert.deepEqual([...new Set(asked)], [`/buildid/${buildId}/debuginfo`]);
      assert.ok(
        paths.some((path) => path.endsWith(`debuginfod/${buildId}.debug`)),
        paths.join(),
      );
    });
  });
});

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('exitscope');
}
