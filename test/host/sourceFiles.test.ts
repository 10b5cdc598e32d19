import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { SourceFiles } from '../../src/extension/code/SourceFiles';
import { traceUri, until } from './hostSupport';

const built = '/build/linux/kernel/idle.c';

describe('Source files of a guest in the extension host', () => {
  let sources: SourceFiles;

  beforeEach(() => {
    sources = new SourceFiles(memento());
  });

  afterEach(async () => {
    sources.dispose();
    await mapping(undefined);
    for (const name of ['kernel', 'lab', 'elsewhere']) {
      await vscode.workspace.fs
        .delete(traceUri(name), { recursive: true })
        .then(undefined, () => 0);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('are found in a folder that is the root of the source', async () => {
    await write('kernel/idle.c');

    assert.equal(await located(built), traceUri('kernel/idle.c').path);
  });

  it('are not taken without a question when they could be of another tree', async () => {
    await write('lab/kernel/idle.c');

    assert.equal(await located(built), undefined);
  });

  it('are found where a setting says, also once it changes', async () => {
    await write('lab/kernel/idle.c');
    assert.equal(await located(built), undefined);

    await mapping({ '/build/linux': 'lab' });

    assert.equal(await located(built), traceUri('lab/kernel/idle.c').path);
  });

  it('are found once they come, and no more once they go', async () => {
    assert.equal(await located(built), undefined);
    await write('kernel/idle.c');
    await untilLocated(traceUri('kernel/idle.c').path);

    await vscode.workspace.fs.delete(traceUri('kernel'), { recursive: true });

    await untilLocated(undefined);
  });

  it('are the built file itself in the workspace', async () => {
    const { path } = traceUri('elsewhere/deep/idle.c');
    await write('elsewhere/deep/idle.c');

    assert.equal(await located(path), path);
  });

  it('are asked about once for all of their build directory', async () => {
    await write('lab/kernel/idle.c');
    await write('lab/include/idle.h');

    const asked = sources.ask(built, 'Line 7, in do_idle.');
    await picked(asked);

    const answer = await asked;
    assert.ok(answer instanceof vscode.Uri);
    assert.equal(answer.path, traceUri('lab/kernel/idle.c').path);
    assert.deepEqual(settings().get('sourceMap'), { '/build/linux': 'lab' });
    assert.equal(await located('/build/linux/include/idle.h'), traceUri('lab/include/idle.h').path);
    assert.deepEqual(
      await sources.namesOf(traceUri('lab/kernel/idle.c'), [built, '/other/idle.c']),
      [built],
    );
  });

  it('are asked about again when the answer is forgotten', async () => {
    await write('lab/kernel/idle.c');
    await mapping({ '/build/linux': 'lab', '/build/other': 'other' });
    assert.equal(await located(built), traceUri('lab/kernel/idle.c').path);

    const forgetting = sources.forget();
    await picked(forgetting);
    await forgetting;

    assert.equal(await located(built), undefined);
    assert.deepEqual(settings().get('sourceMap'), { '/build/other': 'other' });
  });

  async function located(file: string): Promise<string | undefined> {
    return (await sources.locate(file))?.path;
  }

  async function untilLocated(path: string | undefined): Promise<void> {
    let last: string | undefined | null = null;
    const look = async (): Promise<void> => {
      last = await located(built);
    };
    await until(`it is at ${path}`, () => {
      void look();
      return last === path;
    });
  }
});

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('exitscope');
}

async function mapping(value: object | undefined): Promise<void> {
  await settings().update('sourceMap', value, vscode.ConfigurationTarget.Workspace);
}

async function write(name: string): Promise<void> {
  await vscode.workspace.fs.writeFile(traceUri(name), new TextEncoder().encode('int x;\n'));
}

/** Accepts what a list has selected, as soon as it is shown. */
async function picked(answer: Promise<unknown>): Promise<void> {
  let isAnswered = false;
  void answer.then(() => (isAnswered = true));
  await until('a list was answered', () => {
    if (!isAnswered) void vscode.commands.executeCommand('quickInput.accept');
    return isAnswered;
  });
}

function memento(): vscode.Memento {
  const kept = new Map<string, unknown>();
  return {
    keys: () => [...kept.keys()],
    get: (key: string, fallback?: unknown) => kept.get(key) ?? fallback,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  } as vscode.Memento;
}
