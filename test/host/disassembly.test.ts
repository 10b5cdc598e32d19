import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { objdumpFunction } from '../support/symbols/objdumpFunction';
import { traceUri, until } from './hostSupport';

const scheme = 'exitscope-disassembly';
const language = 'kvm-disassembly';
const recording = 'mixed.trace.dat';
/** `rip_hlt` in sample/guest/guest.S. */
const hlt = '0x10000a';
/** WRMSR in `apic_write` of sample/guest/guest.c, which `send_ipi` calls. */
const wrmsr = '0x100131';
const callOfApicWrite = '0x10016e';

describe('Disassemblies in the extension host', () => {
  before(async () => {
    await vscode.extensions.getExtension('exitscope.exitscope')!.activate();
    await settings().update('symbols', ['guest.elf'], vscode.ConfigurationTarget.Workspace);
  });

  afterEach(async () => {
    await settings().update('disassembly.syntax', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  after(async () => {
    await settings().update('symbols', undefined, vscode.ConfigurationTarget.Workspace);
  });

  it('open beside the trace, at the instruction', async () => {
    const editor = await shown(wrmsr);
    const { document } = editor;

    assert.equal(document.languageId, language);
    assert.match(document.uri.path, /\/apic_write \(mixed\.trace\.dat\)$/);
    assert.match(lineAt(editor), /^0000000000100131 {2}0f 30 +wrmsr$/);
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it('stay in the column where one is already', async () => {
    await shown(hlt);
    await vscode.commands.executeCommand('exitscope.showDisassembly', 0, hlt);

    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it('hold the instructions that objdump finds, with their bytes', async () => {
    const { document } = await shown(wrmsr);

    const own = [...document.getText().matchAll(/^([\da-f]{16}) {2}((?:[\da-f]{2} )+)/gm)];
    const listing = readFileSync(traceUri('lab-guest.objdump.txt').fsPath, 'utf8');
    assert.deepEqual(
      own.map(([, address, bytes]) => `${address} ${bytes!.trim()}`),
      objdumpFunction(listing, 'apic_write').map(({ address, bytes }) => `${address} ${bytes}`),
    );
  });

  it('are written in the other syntax when the user wants it so', async () => {
    const { document } = await shown('0x100015');
    assert.match(document.getText(), /mov %rdi, ?%rax/);

    await settings().update('disassembly.syntax', 'intel', vscode.ConfigurationTarget.Global);

    await until('it is written anew', () => /mov rax, ?rdi/.test(document.getText()));
  });

  it('show the text of their source lines', async () => {
    const { document } = await shown(wrmsr);

    assert.match(document.getText(), /^; \S+guest\.c:\d+ apic_write\n; {3}\S/m);
  });

  it('fold to their source lines', async () => {
    const { document } = await shown(wrmsr);
    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );

    assert.ok(folds.length > 3);
    for (const { start } of folds) assert.match(document.lineAt(start).text, /^; /);
  });

  it('lead from a call to the function that is called', async () => {
    const editor = await shown(callOfApicWrite);

    const { uri, range } = await definitionAt(editor);

    assert.match(uri.path, /\/apic_write \(/);
    const called = await vscode.workspace.openTextDocument(uri);
    assert.match(called.lineAt(range.start.line).text, /^000000000010011b /);
  });

  it('lead from a jump inside the function to its line', async () => {
    // je 100134
    const editor = await shown('0x100121');

    const { uri, range } = await definitionAt(editor);

    assert.equal(uri.toString(), editor.document.uri.toString());
    assert.match(editor.document.lineAt(range.start.line).text, /^0000000000100134 /);
  });

  it('lead from a source line to its file', async () => {
    const editor = await shown(wrmsr);
    const { document } = editor;
    const line = document.positionAt(document.getText().indexOf('guest.c:')).line;
    editor.selection = new vscode.Selection(line, 5, line, 5);

    const { uri, range } = await definitionAt(editor);

    assert.equal(uri.toString(), traceUri('guest/guest.c').toString());
    const named = Number(/guest\.c:(\d+)/.exec(document.lineAt(line).text)?.[1]);
    assert.equal(range.start.line + 1, named);
  });

  it('explain the exits of an instruction', async () => {
    const editor = await shown(hlt);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      editor.document.uri,
      editor.selection.active,
    );
    const text = hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join('\n');

    assert.match(text, /\| HLT \| &emsp;\d+ \|/);
    assert.match(text, /can leave the guest by itself/);
  });

  it('have an outline with the instructions that exit', async () => {
    const { document } = await shown(wrmsr);
    const [root] = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );

    assert.equal(root!.name, 'apic_write');
    const exits = root!.children.flatMap(({ children }) => children);
    assert.ok(exits.some(({ name, detail }) => name === 'wrmsr' && detail.startsWith('213 exits')));
  });

  it('are copied with their exits as Markdown', async () => {
    await shown(hlt);

    await vscode.commands.executeCommand('exitscope.copyDisassembly');

    const copied = await vscode.env.clipboard.readText();
    assert.match(
      copied,
      /^`_start`, VM 0, mixed\.trace\.dat:\n\n```asm\n +\d+ .* hlt\n```\n\n- `0x10000a` `rip_hlt` HLT: /,
    );
  });

  it('say what to do while their recording is not open, and are filled once it is', async () => {
    const { uri } = (await shown(hlt)).document;
    const other = uri.with({ query: uri.query.replace(recording, 'first.trace.dat') });

    const document = await vscode.workspace.openTextDocument(other);

    assert.match(document.getText(), /once its recording is open\.\n; Open first\.trace\.dat\n/);
    const links = await vscode.commands.executeCommand<vscode.DocumentLink[]>(
      'vscode.executeLinkProvider',
      other,
    );
    const target = links[0]?.target;
    assert.equal(target?.toString(), traceUri('first.trace.dat').toString());
    await vscode.commands.executeCommand('vscode.open', target);
    await until('it is filled', () => document.getText().includes('hlt'));
  });

  it('show what KVM emulated when the symbols are gone, and all of it when they are back', async () => {
    const { document } = await shown(wrmsr);

    await settings().update('symbols', [], vscode.ConfigurationTarget.Workspace);
    await until('it is what KVM recorded', () =>
      document.getText().includes('only instructions are known that KVM emulated'),
    );
    assert.doesNotMatch(document.getText(), /wrmsr/);

    await settings().update('symbols', ['guest.elf'], vscode.ConfigurationTarget.Workspace);
    await until('it is back', () => document.getText().includes('wrmsr'));
  });
});

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('exitscope');
}

/** The disassembly around an instruction of the sample. */
async function shown(rip: string): Promise<vscode.TextEditor> {
  await vscode.commands.executeCommand('vscode.open', traceUri(recording));
  await vscode.commands.executeCommand('exitscope.showDisassembly', 0, rip);
  const editor = vscode.window.activeTextEditor;
  assert.equal(editor?.document.uri.scheme, scheme);
  return editor;
}

/** Where the definition under the cursor is. */
async function definitionAt({ document, selection }: vscode.TextEditor): Promise<vscode.Location> {
  const [found] = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    selection.active,
  );
  assert.ok(found, `line ${selection.active.line} leads somewhere`);
  return found;
}

function lineAt({ document, selection }: vscode.TextEditor): string {
  return document.lineAt(selection.active.line).text;
}
