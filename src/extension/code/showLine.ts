import * as vscode from 'vscode';
import { messageOf } from '../../base/messageOf';

const flashMs = 1200;

/** Opens a file at a line, from 1, and draws the eye to it. undefined: the file could not be opened, and that is said. */
export async function showLine(
  uri: vscode.Uri,
  line: number,
  column: vscode.ViewColumn,
): Promise<vscode.TextEditor | undefined> {
  let editor: vscode.TextEditor;
  try {
    editor = await vscode.window.showTextDocument(uri, { viewColumn: column, preview: true });
  } catch (error) {
    const message = messageOf(error);
    void vscode.window.showErrorMessage(`${uri.fsPath} could not be opened. ${message}`);
    return undefined;
  }
  const { document } = editor;
  if (line > document.lineCount) {
    void vscode.window.showWarningMessage(
      `${vscode.workspace.asRelativePath(uri)} has ${document.lineCount} lines, and debug information names line ${line}: it is not the file that the guest was built from.`,
    );
  }
  const text = document.lineAt(Math.min(line, document.lineCount) - 1);
  const start = text.range.start.translate(0, text.firstNonWhitespaceCharacterIndex);
  editor.selection = new vscode.Selection(text.range.end, start);
  editor.revealRange(text.range, vscode.TextEditorRevealType.InCenter);
  flash(editor, text.range);
  return editor;
}

function flash(editor: vscode.TextEditor, range: vscode.Range): void {
  const type = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
  });
  editor.setDecorations(type, [range]);
  setTimeout(() => type.dispose(), flashMs);
}
