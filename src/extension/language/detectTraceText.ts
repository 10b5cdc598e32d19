import * as vscode from 'vscode';
import { looksLikeTrace } from '../../lines/looksLikeTrace';
import { traceLanguage } from './traceLanguage';

/** Languages that VS Code gives a text it knows nothing better about. */
const plainLanguages: ReadonlySet<string> = new Set(['plaintext', 'log']);
const schemes: ReadonlySet<string> = new Set(['file', 'untitled']);

/**
 * Gives plain texts the language of trace texts when their first lines leave no doubt: those opened
 * from a file, and what is pasted into an untitled editor. A setting switches it off.
 */
export function detectTraceText(): vscode.Disposable {
  for (const document of vscode.workspace.textDocuments) void detect(document);
  return vscode.Disposable.from(
    vscode.workspace.onDidOpenTextDocument((document) => void detect(document)),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const isPasted = contentChanges.some(({ text }) => text.includes('\n'));
      if (document.isUntitled && isPasted) void detect(document);
    }),
  );
}

async function detect(document: vscode.TextDocument): Promise<void> {
  if (!schemes.has(document.uri.scheme) || !plainLanguages.has(document.languageId)) return;
  if (!isWanted(document)) return;
  if (!looksLikeTrace(linesOf(document))) return;
  await vscode.languages.setTextDocumentLanguage(document, traceLanguage);
}

function isWanted(document: vscode.TextDocument): boolean {
  const settings = vscode.workspace.getConfiguration('exitscope', document);
  return settings.get<boolean>('detectTraceText') === true;
}

function* linesOf(document: vscode.TextDocument): Generator<string> {
  for (let line = 0; line < document.lineCount; line++) yield document.lineAt(line).text;
}
