import * as vscode from 'vscode';
import { fileName } from '../fileName';
import { sayNoText } from './sayNoText';

const scheme = 'exitscope-excerpt';
/** More is a recording, not an excerpt: the trace editor shows it. */
const MOST_LINES = 2000;

/** Explains the selected lines, or the whole text, in a text beside it that can be read and sent on. */
export function registerExplainExcerpt(): vscode.Disposable {
  const texts = new Map<string, string>();
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: (uri) => texts.get(uri.toString()),
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString())),
    vscode.commands.registerCommand('exitscope.explainExcerpt', () => explain(texts)),
  );
}

async function explain(texts: Map<string, string>): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor === undefined) {
    sayNoText();
    return;
  }
  const { document } = editor;
  const { first, end } = linesOf(editor);
  const shownEnd = Math.min(end, first + MOST_LINES);
  const lines = Array.from(
    { length: shownEnd - first },
    (_, index) => document.lineAt(first + index).text,
  );
  const cut =
    shownEnd < end
      ? [`Only the first ${MOST_LINES} of ${end - first} lines are explained.`, '']
      : [];
  const title = `${fileName(document.uri)}, lines ${first + 1} to ${shownEnd}, explained`;
  const uri = vscode.Uri.from({ scheme, path: `/${title}`, query: document.version.toString() });
  const { explainLines } = await import('../../lines/excerpt/explainLines');
  texts.set(uri.toString(), [...cut, ...explainLines(lines, first + 1), ''].join('\n'));
  await vscode.window.showTextDocument(uri, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
    preserveFocus: true,
  });
}

/** Lines of the selection, or all. */
function linesOf({ document, selection }: vscode.TextEditor): {
  readonly first: number;
  readonly end: number;
} {
  const { start, end } = selection.isEmpty ? wholeText(document) : selection;
  // Whole lines end before the first character of the next.
  const isWithoutLast = end.character === 0 && end.line > start.line;
  return { first: start.line, end: isWithoutLast ? end.line : end.line + 1 };
}

function wholeText(document: vscode.TextDocument): vscode.Range {
  return new vscode.Range(
    new vscode.Position(0, 0),
    document.lineAt(document.lineCount - 1).range.end,
  );
}
