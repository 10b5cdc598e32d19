import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { traceUri, until } from './hostSupport';

const recording = 'mixed.trace.dat';
/** `rip_hlt` in sample/guest/guest.S. */
const hlt = '0x10000a';
/** In `is_full` of rings.h, which is inlined into `put`, `put_word` and `fill`. */
const inlined = '0x401081';
/** WRMSR in `apic_write` of sample/guest/guest.c, which is inlined nowhere. */
const wrmsr = '0x100131';

describe('The source of a guest in the extension host', () => {
  before(async () => {
    await vscode.extensions.getExtension('exitscope.exitscope')!.activate();
    await settings().update('symbols', ['guest.elf'], vscode.ConfigurationTarget.Workspace);
  });

  afterEach(async () => {
    await settings().update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Global);
    await settings().update('symbols', ['guest.elf'], vscode.ConfigurationTarget.Workspace);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    await settings().update('symbols', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('is shown beside the trace at the line, in one column', async () => {
    await openTrace();

    const assembly = await shown(hlt);
    assert.equal(assembly.document.uri.path, traceUri('guest/guest.S').path);
    assert.equal(assembly.document.getText(assembly.selection), 'rip_hlt: hlt');
    const c = await shown(wrmsr);

    assert.equal(c.document.uri.path, traceUri('guest/guest.c').path);
    assert.match(c.document.getText(c.selection), /wrmsr/);
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it('is walked along the calls that were inlined, outwards and back', async () => {
    const symbols = ['guest.elf', 'rings-gcc-dwarf5.elf'];
    await settings().update('symbols', symbols, vscode.ConfigurationTarget.Workspace);
    await openTrace();
    await shown(inlined);
    const places = [placeShown()];

    for (const step of ['showCaller', 'showCaller', 'showCaller', 'showCaller', 'showInlined']) {
      await vscode.commands.executeCommand(`exitscope.${step}`);
      places.push(placeShown());
    }

    // The fourth has no caller left to go to.
    assert.deepEqual(places, [
      ...['rings.h:14', 'rings.h:19', 'fill.c:21', 'fill.c:32', 'fill.c:32'],
      'fill.c:21',
    ]);
  });

  it('has lenses with the exits of its functions, as long as the trace is open', async () => {
    await openTrace();
    const { document } = await shown(wrmsr);

    await until(
      'there are lenses',
      titlesOf(document, (titles) => titles.length > 0),
    );
    const titles = await lensTitles(document);
    assert.ok(
      titles.some((title) => /^213 exits · 11\.7 ms · all MSR_WRITE — show in/.test(title)),
      titles.join('\n'),
    );
    assert.ok(titles.includes('disassembly'));

    await closeTrace();
    await until(
      'there are none',
      titlesOf(document, (left) => left.length === 0),
    );
  });

  it('has no lenses when the user wants none', async () => {
    await openTrace();
    const { document } = await shown(wrmsr);
    await until(
      'there are lenses',
      titlesOf(document, (titles) => titles.length > 0),
    );

    await settings().update('codeLens.enabled', false, vscode.ConfigurationTarget.Global);

    assert.deepEqual(await lensTitles(document), []);
  });

  it('leads back to the trace from the function under the cursor', async () => {
    await openTrace();
    const { document } = await shown(wrmsr);
    await until(
      'there are lenses',
      titlesOf(document, (titles) => titles.length > 0),
    );

    await vscode.commands.executeCommand('exitscope.showExitsOfFunction');

    const { activeTab } = vscode.window.tabGroups.activeTabGroup;
    assert.ok(activeTab?.input instanceof vscode.TabInputCustom);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 2);
  });
});

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('exitscope');
}

async function openTrace(): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', traceUri(recording));
}

async function closeTrace(): Promise<void> {
  const isTrace = ({ input }: vscode.Tab): boolean => input instanceof vscode.TabInputCustom;
  await vscode.window.tabGroups.close(
    vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.filter(isTrace)),
  );
}

/** Goes to an instruction as a page would, and waits for its source. */
async function shown(rip: string): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('exitscope.goToGuestCode', { vm: 0, rip });
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor, 'an editor is shown');
  return editor;
}

/** File and line, from 1, that the cursor is in. */
function placeShown(): string {
  const { document, selection } = vscode.window.activeTextEditor!;
  return `${path.posix.basename(document.uri.path)}:${selection.active.line + 1}`;
}

async function lensTitles(document: vscode.TextDocument): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
  );
  return lenses.map(({ command }) => command?.title ?? '');
}

/** For `until`: asks again each time, and judges the answer before. */
function titlesOf(
  document: vscode.TextDocument,
  holds: (titles: readonly string[]) => boolean,
): () => boolean {
  let last: readonly string[] | undefined;
  return () => {
    void lensTitles(document).then((titles) => (last = titles));
    return last !== undefined && holds(last);
  };
}
