import * as vscode from 'vscode';
import { isOnDisk } from './isOnDisk';

/**
 * What can be done with a trace text, above its first line only: a lens on the cursor's line would move
 * the lines with every step. For single lines there are the hover and the menu.
 */
export class TraceLensProvider implements vscode.CodeLensProvider {
  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    const top = new vscode.Range(0, 0, 0, 0);
    const explain = { command: 'exitscope.explainExcerpt', title: 'Explain' };
    const open = { command: 'exitscope.openFile', title: 'Open in Exitscope', arguments: [uri] };
    const commands: vscode.Command[] = isOnDisk(uri) ? [open, explain] : [explain];
    return commands.map((command) => new vscode.CodeLens(top, command));
  }
}
