import * as vscode from 'vscode';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import { disassemblyScheme } from './disassemblyUri';
import type { Listing } from './Listing';
import { listingMargins } from './listingMargins';
import type { Heat } from './listingMargins';

const heats: readonly Heat[] = [0, 1, 2, 3, 4];
/** VS Code joins blanks of such texts to one. */
const NO_BREAK_SPACE = '\u00a0';

/** Shows in the margin how often and how long the guest left at each instruction, and marks those. */
export class DisassemblyDecorations {
  private readonly margins = heats.map(marginType);
  private readonly exiting = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    fontWeight: 'bold',
    backgroundColor: color('disassemblyExit'),
    overviewRulerColor: color('disassemblyExitRuler'),
    overviewRulerLane: vscode.OverviewRulerLane.Full,
  });
  private readonly target = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    border: '1px solid',
    borderColor: color('disassemblyTarget'),
    overviewRulerColor: color('disassemblyTarget'),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  });
  /** Address of the instruction that was jumped to: its line changes with what is shown. */
  private readonly targets = new WeakMap<vscode.TextDocument, string>();
  private readonly subscriptions: vscode.Disposable;

  constructor(private readonly documents: DisassemblyDocuments) {
    const { window, workspace } = vscode;
    this.subscriptions = vscode.Disposable.from(
      ...[...this.margins, this.exiting, this.target],
      window.onDidChangeVisibleTextEditors((editors) => this.openEditors(editors)),
      window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
        // Whoever moves the cursor himself looks around; all else is a jump.
        const isByHand =
          kind === vscode.TextEditorSelectionChangeKind.Mouse ||
          kind === vscode.TextEditorSelectionChangeKind.Keyboard;
        if (!isByHand && isDisassembly(textEditor)) this.jumped(textEditor);
      }),
      workspace.onDidChangeTextDocument(({ document }) =>
        this.decorateAll(document.uri.toString()),
      ),
      documents.onDidRead((uri) => this.decorateAll(uri)),
    );
    this.openEditors(window.visibleTextEditors);
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private openEditors(editors: readonly vscode.TextEditor[]): void {
    for (const editor of editors) {
      if (!isDisassembly(editor)) continue;
      if (this.targets.has(editor.document)) this.decorate(editor);
      else this.jumped(editor);
    }
  }

  private jumped(editor: vscode.TextEditor): void {
    const { document, selection } = editor;
    const listing = this.documents.listingOf(document);
    const rip = listing?.disassembly.lines[selection.active.line]?.rip;
    if (rip != null) this.targets.set(document, rip);
    this.decorate(editor);
  }

  /** All editors of a document. */
  private decorateAll(uri: string): void {
    for (const editor of vscode.window.visibleTextEditors) {
      if (editor.document.uri.toString() === uri && isDisassembly(editor)) this.decorate(editor);
    }
  }

  private decorate(editor: vscode.TextEditor): void {
    const { document } = editor;
    const listing = this.documents.listingOf(document);
    const margins = listing === undefined ? [] : listingMargins(listing);
    for (const heat of heats) {
      const options = margins.flatMap((margin, line): readonly vscode.DecorationOptions[] =>
        margin.heat !== heat || line >= document.lineCount
          ? []
          : [
              {
                range: document.lineAt(line).range,
                renderOptions: {
                  before: { contentText: unbroken(margin.before) },
                  after: { contentText: unbroken(margin.behind && `   ${margin.behind}`) },
                },
              },
            ],
      );
      editor.setDecorations(this.margins[heat]!, options);
    }
    editor.setDecorations(
      this.exiting,
      margins.flatMap(({ isExiting }, line) => (isExiting ? [document.lineAt(line).range] : [])),
    );
    editor.setDecorations(this.target, this.targetLines(document, listing));
  }

  private targetLines(
    document: vscode.TextDocument,
    listing: Listing | undefined,
  ): readonly vscode.Range[] {
    const target = this.targets.get(document);
    const line = listing?.disassembly.lines.findIndex(({ rip }) => rip === target) ?? -1;
    return target === undefined || line === -1 ? [] : [document.lineAt(line).range];
  }
}

function isDisassembly({ document }: vscode.TextEditor): boolean {
  return document.uri.scheme === disassemblyScheme;
}

function marginType(heat: Heat): vscode.TextEditorDecorationType {
  const colors =
    heat === 0
      ? { color: color('disassemblyMargin') }
      : {
          color: new vscode.ThemeColor('editor.foreground'),
          backgroundColor: color(`disassemblyHeat${heat}`),
        };
  return vscode.window.createTextEditorDecorationType({
    before: { margin: '0 1ch 0 0', ...colors },
    after: { color: color('disassemblyMargin') },
  });
}

function color(name: string): vscode.ThemeColor {
  return new vscode.ThemeColor(`exitscope.${name}`);
}

function unbroken(text: string): string {
  return text.replaceAll(' ', NO_BREAK_SPACE);
}
