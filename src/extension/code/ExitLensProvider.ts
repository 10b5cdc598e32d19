import * as vscode from 'vscode';
import { functionLenses } from './functionLenses';
import { movedLines } from './movedLines';
import type { SourceExits } from './SourceExits';

/** Lenses above the functions of a guest's source: the exits in them. */
export class ExitLensProvider implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly exits: SourceExits) {
    const tell = (): void => this.changed.fire();
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      exits.onDidChange(tell),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('exitscope.codeLens')) tell();
      }),
    );
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  async provideCodeLenses(document: vscode.TextDocument): Promise<vscode.CodeLens[]> {
    const settings = vscode.workspace.getConfiguration('exitscope.codeLens', document);
    if (settings.get('enabled') !== true) return [];
    const exits = await this.exits.of(document);
    if (exits === undefined) return [];
    const { code, functions, lastLine, hint } = exits;
    const of = { ...code, warning: movedLines(document, lastLine), hint };
    return [...functions].flatMap(([line, called]) => {
      if (line > document.lineCount) return [];
      const { range } = document.lineAt(lensLine(line - 1, document));
      return called
        .flatMap((each) => functionLenses(each, called.length > 1, of))
        .map(
          ({ argument, ...command }) =>
            new vscode.CodeLens(range, { ...command, arguments: [argument] }),
        );
    });
  }
}

/** Code of a function begins at its brace for some compilers: its lens belongs above its name. */
function lensLine(line: number, document: vscode.TextDocument): number {
  return line > 0 && document.lineAt(line).text.trim() === '{' ? line - 1 : line;
}
