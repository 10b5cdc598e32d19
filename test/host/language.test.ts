import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { traceUri, until } from './hostSupport';

const language = 'kvm-trace';
const exitLine =
  '       CPU 0/KVM-231   [001]    28.158241: kvm_exit:             reason HLT rip 0x10000a info 0 0';

describe('Trace texts in the extension host', () => {
  before(async () => {
    await vscode.extensions.getExtension('exitscope.exitscope')!.activate();
  });

  afterEach(async () => {
    await settings().update('detectTraceText', undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('have their language by name, by first line, or by what they hold', async () => {
    for (const name of ['named.trace.txt', 'trace', 'plain.txt']) {
      const document = await opened(name);
      await until(`${name} has its language`, () => document.languageId === language);
    }
  });

  it('leave other texts alone, and all of them when the user wants it so', async () => {
    const notes = await opened('notes.txt');
    await settings().update('detectTraceText', false, vscode.ConfigurationTarget.Global);
    const unwanted = await opened('another.txt');
    await settings().update('detectTraceText', true, vscode.ConfigurationTarget.Global);
    // They are looked at in the order they are opened: this one after the others.
    await openedTrace('plain.txt');

    assert.equal(notes.languageId, 'plaintext');
    assert.equal(unwanted.languageId, 'plaintext');
  });

  it('are told when they are pasted into an untitled editor', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'plaintext' });
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), `${exitLine}\n`.repeat(3));
    await vscode.workspace.applyEdit(edit);

    await until('it has its language', () => document.languageId === language);
  });

  it('explain the event under the pointer', async () => {
    const document = await openedTrace('named.trace.txt');
    const line = lineOf(document, 'reason HLT');

    const text = await hoverText(document, line);

    assert.match(unescaped(text), /HLT \(12\) at 0x10000a/);
    assert.match(unescaped(text), /enters again 3\.148 ms later/);
    assert.match(unescaped(text), /Not in this line: intr_info/);
    assert.match(text, /command:exitscope\.showEvent/);
  });

  it('explain an event in an untitled editor of any language', async () => {
    const document = await vscode.workspace.openTextDocument({ content: `> ${exitLine}` });

    assert.match(unescaped(await hoverText(document, 0)), /HLT \(12\) at 0x10000a/);
  });

  it('show what a thread is called as text, never as markup', async () => {
    const name = '[x](command:a)';
    const content = new TextEncoder().encode(exitLine.replace('CPU 0/KVM', name));
    await vscode.workspace.fs.writeFile(traceUri('odd.trace.txt'), content);
    const document = await openedTrace('odd.trace.txt');

    const text = await hoverText(document, 0);

    assert.ok(!text.includes(name));
    assert.match(unescaped(text), /\[x\]\(command:a\)/);
  });

  it('have an outline by vCPU and reason', async () => {
    const document = await openedTrace('named.trace.txt');

    const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
      'vscode.executeDocumentSymbolProvider',
      document.uri,
    );

    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['vCPU 0 · CPU 0/KVM-231', 'vCPU 1 · CPU 1/KVM-232'],
    );
    const hlt = symbols[0]!.children.find(({ name }) => name === 'HLT (12)');
    assert.equal(hlt!.children[0]!.range.start.line, lineOf(document, 'reason HLT'));
  });

  it('fold from an exit to its entry', async () => {
    const document = await openedTrace('named.trace.txt');

    const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
      'vscode.executeFoldingRangeProvider',
      document.uri,
    );

    assert.ok(folds.length > 3);
    for (const { start } of folds) {
      assert.match(document.lineAt(start).text, /kvm_exit|kvm_entry|KVM-23/);
    }
  });

  it('have lenses above the first line only', async () => {
    const document = await openedTrace('named.trace.txt');

    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );

    assert.deepEqual(
      lenses.map(({ range, command }) => `${range.start.line} ${command?.title}`),
      ['0 Open in Exitscope', '0 Explain'],
    );
  });

  it('are explained in a text beside them, as far as they are selected', async () => {
    const document = await openedTrace('named.trace.txt');
    const editor = await vscode.window.showTextDocument(document);
    const line = lineOf(document, 'reason HLT');
    editor.selection = new vscode.Selection(line, 0, line + 1, 0);

    await vscode.commands.executeCommand('exitscope.explainExcerpt');

    const explained = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'exitscope-excerpt',
    );
    assert.ok(explained);
    assert.match(explained.getText(), /^1 event at 28\.158241\n/);
    assert.match(explained.getText(), new RegExp(`^${line + 1} .*HLT \\(12\\) at 0x10000a$`, 'm'));
  });

  it('say that a line shows no event', async () => {
    const document = await opened('notes.txt');

    await vscode.commands.executeCommand('exitscope.showEvent', document.uri.toString(), 0);

    assert.equal(vscode.window.tabGroups.all.length, 1);
  });
});

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('exitscope');
}

async function opened(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(traceUri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

async function openedTrace(name: string): Promise<vscode.TextDocument> {
  const document = await opened(name);
  await until('it has its language', () => document.languageId === language);
  return document;
}

function lineOf(document: vscode.TextDocument, text: string): number {
  return document.positionAt(document.getText().indexOf(text)).line;
}

function unescaped(markdown: string): string {
  return markdown.replaceAll('\\', '');
}

async function hoverText(document: vscode.TextDocument, line: number): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    new vscode.Position(line, 30),
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}
