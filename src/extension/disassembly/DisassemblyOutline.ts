import * as vscode from 'vscode';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import { listingOutline } from './listingOutline';
import type { OutlineEntry } from './listingOutline';

/** The outline of a disassembly: its source lines, and the instructions at which the guest left. */
export class DisassemblyOutline implements vscode.DocumentSymbolProvider {
  constructor(private readonly documents: DisassemblyDocuments) {}

  provideDocumentSymbols(document: vscode.TextDocument): vscode.DocumentSymbol[] {
    const listing = this.documents.listingOf(document);
    return listing === undefined ? [] : [symbolOf(listingOutline(listing), document)];
  }
}

const symbolKinds: Readonly<Record<OutlineEntry['kind'], vscode.SymbolKind>> = {
  function: vscode.SymbolKind.Function,
  inlined: vscode.SymbolKind.Method,
  line: vscode.SymbolKind.Key,
  exit: vscode.SymbolKind.Event,
};

function symbolOf(entry: OutlineEntry, document: vscode.TextDocument): vscode.DocumentSymbol {
  const { name, detail, kind, start, end } = entry;
  const first = document.lineAt(start).range;
  const range = new vscode.Range(first.start, document.lineAt(end).range.end);
  const symbol = new vscode.DocumentSymbol(name, detail, symbolKinds[kind], range, first);
  symbol.children = entry.children.map((child) => symbolOf(child, document));
  return symbol;
}
