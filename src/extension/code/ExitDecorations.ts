import * as vscode from 'vscode';
import { shareOf } from '../../base/shareOf';
import {
  goToGuestCodeCommand,
  showExitsOfFunctionCommand,
  showHotCodeCommand,
} from './codeCommands';
import { exitSums, sumTexts } from './exitTexts';
import { heatOf, heats } from './lineHeat';
import type { Heat } from './lineHeat';
import { lineHover } from './lineHover';
import { movedLines } from './movedLines';
import type { DocumentExits, SourceExits } from './SourceExits';

/** Context key by which menus know that the editor has exits to show. */
const hasExitsKey = 'exitscope.sourceHasExits';

/** Typing goes on: warnings are looked at again once it has been quiet for so long. */
const quietMs = 300;

/** Marks the lines of guests' sources that have exits: how many at the end, in a colour that says how hot. */
export class ExitDecorations {
  private readonly types = new Map(heats.map((heat) => [heat, decorationType(heat)]));
  private readonly subscriptions: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  /** Counts the rounds: the answer of an earlier one must not be drawn over a later one. */
  private round = 0;

  constructor(private readonly exits: SourceExits) {
    const redraw = (): void => void this.redraw();
    this.subscriptions = vscode.Disposable.from(
      ...this.types.values(),
      exits.onDidChange(redraw),
      vscode.window.onDidChangeVisibleTextEditors(redraw),
      vscode.window.onDidChangeActiveTextEditor(redraw),
      vscode.workspace.onDidSaveTextDocument(redraw),
      vscode.workspace.onDidChangeTextDocument(() => {
        clearTimeout(this.timer);
        this.timer = setTimeout(redraw, quietMs);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('exitscope.codeDecorations')) redraw();
      }),
    );
    redraw();
  }

  dispose(): void {
    this.round++;
    clearTimeout(this.timer);
    this.subscriptions.dispose();
  }

  private async redraw(): Promise<void> {
    const round = ++this.round;
    const { activeTextEditor, visibleTextEditors } = vscode.window;
    let hasExits = false;
    for (const editor of visibleTextEditors) {
      const exits = await this.exits.of(editor.document);
      if (round !== this.round) return;
      if (editor === activeTextEditor) hasExits = exits !== undefined;
      this.draw(editor, isWanted(editor.document) ? exits : undefined);
    }
    void vscode.commands.executeCommand('setContext', hasExitsKey, hasExits);
  }

  private draw(editor: vscode.TextEditor, exits: DocumentExits | undefined): void {
    const byHeat = new Map<Heat, vscode.DecorationOptions[]>(heats.map((heat) => [heat, []]));
    for (const [heat, options] of exits === undefined ? [] : decorations(editor.document, exits)) {
      byHeat.get(heat)!.push(options);
    }
    for (const [heat, type] of this.types) editor.setDecorations(type, byHeat.get(heat)!);
  }
}

function isWanted(document: vscode.TextDocument): boolean {
  const settings = vscode.workspace.getConfiguration('exitscope.codeDecorations', document);
  return settings.get('enabled') === true;
}

function decorations(
  document: vscode.TextDocument,
  { code, lines, lastLine, hint }: DocumentExits,
): readonly (readonly [Heat, vscode.DecorationOptions])[] {
  const warning = movedLines(document, lastLine);
  return [...lines].flatMap(([line, ofLine]) => {
    if (line > document.lineCount) return [];
    const sums = exitSums(ofLine.flatMap(({ exits }) => exits));
    const share = shareOf(sums.totalNs, code.byFile.totalNs);
    const hover = new vscode.MarkdownString(lineHover(ofLine, { ...code, share, warning, hint }));
    hover.isTrusted = {
      enabledCommands: [goToGuestCodeCommand, showExitsOfFunctionCommand, showHotCodeCommand],
    };
    const moved = warning === '' ? '' : ' (lines may have moved)';
    return [
      [
        heatOf(share),
        {
          range: document.lineAt(line - 1).range,
          hoverMessage: hover,
          renderOptions: {
            after: { contentText: `${sumTexts(sums, code.unit).join(', ')}${moved}` },
          },
        },
      ] as const,
    ];
  });
}

function decorationType(heat: Heat): vscode.TextEditorDecorationType {
  const colour = new vscode.ThemeColor(`exitscope.codeHeat${heat}`);
  return vscode.window.createTextEditorDecorationType({
    overviewRulerColor: colour,
    overviewRulerLane: vscode.OverviewRulerLane.Left,
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    after: {
      color: colour,
      margin: '0 0 0 2em',
      fontStyle: 'italic',
    },
  });
}
