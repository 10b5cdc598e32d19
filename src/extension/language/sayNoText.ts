import * as vscode from 'vscode';

/** Says why a command on lines has none to work on. */
export function sayNoText(): void {
  void vscode.window.showInformationMessage(
    'There is no text here whose lines Exitscope could read. VS Code keeps texts of more than 50 MB from extensions: open such a file in Exitscope instead.',
  );
}
