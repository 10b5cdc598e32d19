import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { traceUri, until } from './hostSupport';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const authority = 'exitscope.exitscope';
const place = 'from=1000&to=2000&lane=vm0/vcpu0/state&at=1500';
const linkTo = (file: string): string =>
  `${vscode.env.uriScheme}://${authority}/open?file=${file}&${place}`;

describe('Links and commands in the extension host', () => {
  let extension: vscode.Extension<unknown>;

  before(async () => {
    extension = vscode.extensions.getExtension('exitscope.exitscope')!;
    await extension.activate();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('has every command that package.json promises', async () => {
    const file = path.join(extension.extensionPath, 'package.json');
    const { contributes } = JSON.parse(readFileSync(file, 'utf8')) as Manifest;
    const known = new Set(await vscode.commands.getCommands(true));

    assert.deepEqual(
      contributes.commands.map(({ command }) => command).filter((command) => !known.has(command)),
      [],
    );
  });

  it('opens the recording of a link in the folder that is open', async () => {
    await vscode.commands.executeCommand('exitscope.openLink', linkTo('first.trace.dat'));

    assert.deepEqual(openRecordings(), ['first.trace.dat']);
  });

  it('opens the recording of a link by its whole path', async () => {
    const { fsPath } = traceUri('second.trace.dat');

    await vscode.commands.executeCommand('exitscope.openLink', linkTo(fsPath));

    assert.deepEqual(openRecordings(), ['second.trace.dat']);
  });

  it('opens nothing for a link that leads nowhere', async () => {
    for (const link of [
      ...[linkTo('absent.trace.dat'), linkTo('../first.trace.dat'), linkTo('//host/share/a.dat')],
      ...[linkTo('.'), 'vscode://someone.else/open?file=first.trace.dat&from=1&to=2'],
      ...[`vscode://${authority}/open?file=first.trace.dat`, 'no link'],
    ]) {
      await vscode.commands.executeCommand('exitscope.openLink', link);
    }

    assert.deepEqual(openRecordings(), []);
  });

  it('opens a link that the system hands over', async () => {
    // As `linkQuery` writes the name.
    const name = 'odd & 50%.trace.dat';
    const uri = vscode.Uri.parse(linkTo('odd~20~26~2050~25.trace.dat'));
    const address = await vscode.env.asExternalUri(uri);

    // The runner of these tests opens it in the browser, as a click on the link would.
    writeFileSync(process.env['EXITSCOPE_CLICK']!, address.toString(true));

    await until('it is open', () => openRecordings().includes(name));
  });

  it('leads commands on the timeline to the recording that is open', async () => {
    await vscode.commands.executeCommand('exitscope.showTimeline');
    await vscode.commands.executeCommand('vscode.open', traceUri('first.trace.dat'));

    await vscode.commands.executeCommand('exitscope.showTimeline');

    assert.deepEqual(openRecordings(), ['first.trace.dat']);
  });
});

/** Names of the recordings that have a tab. */
function openRecordings(): readonly string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .flatMap(({ input }) =>
      input instanceof vscode.TabInputCustom ? [path.posix.basename(input.uri.path)] : [],
    );
}
