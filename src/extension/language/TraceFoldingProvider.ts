import * as vscode from 'vscode';
import { documentLines, paceOf } from './documentLines';

/** Folds of a trace text: see `TextFolds`. */
export class TraceFoldingProvider implements vscode.FoldingRangeProvider {
  async provideFoldingRanges(
    document: vscode.TextDocument,
    _context: vscode.FoldingContext,
    token: vscode.CancellationToken,
  ): Promise<vscode.FoldingRange[] | undefined> {
    const { foldText } = await import('../../lines/foldText');
    const folds = await foldText(documentLines(document), paceOf(token));
    return folds?.map(
      ({ start, end, kind }) =>
        new vscode.FoldingRange(
          start,
          end,
          kind === 'head' ? vscode.FoldingRangeKind.Comment : undefined,
        ),
    );
  }
}
