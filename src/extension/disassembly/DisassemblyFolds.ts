import * as vscode from 'vscode';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import { headOf, sourceBlocks } from './sourceBlocks';

/** Folds a disassembly to its source lines, and its head. */
export class DisassemblyFolds implements vscode.FoldingRangeProvider {
  constructor(private readonly documents: DisassemblyDocuments) {}

  provideFoldingRanges(document: vscode.TextDocument): vscode.FoldingRange[] {
    const listing = this.documents.listingOf(document);
    if (listing === undefined) return [];
    const { lines, text } = listing.disassembly;
    const head = headOf(lines);
    const { Comment, Region } = vscode.FoldingRangeKind;
    return [
      ...(head === undefined ? [] : [new vscode.FoldingRange(head.start, head.end, Comment)]),
      ...sourceBlocks(lines, text.split('\n')).map(
        ({ start, end }) => new vscode.FoldingRange(start, end, Region),
      ),
    ];
  }
}
