import * as vscode from 'vscode';
import type { OutlineNode } from '../../lines/outline/OutlineNode';
import { documentLines, paceOf } from './documentLines';

/** The outline of a trace text: its vCPUs, their exits by reason, the longest of each. */
export class TraceSymbolProvider implements vscode.DocumentSymbolProvider {
  async provideDocumentSymbols(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.DocumentSymbol[] | undefined> {
    const { outlineText } = await import('../../lines/outline/outlineText');
    const nodes = await outlineText(documentLines(document), paceOf(token));
    return nodes?.map(symbolOf);
  }
}

const symbolKinds: Readonly<Record<OutlineNode['kind'], vscode.SymbolKind>> = {
  vm: vscode.SymbolKind.Package,
  vcpu: vscode.SymbolKind.Class,
  thread: vscode.SymbolKind.Object,
  reason: vscode.SymbolKind.Enum,
  exit: vscode.SymbolKind.Event,
  lost: vscode.SymbolKind.Null,
  remark: vscode.SymbolKind.String,
};

function symbolOf(node: OutlineNode): vscode.DocumentSymbol {
  // One line only: lines of several vCPUs alternate, and a symbol must not claim another's.
  const range = new vscode.Range(node.line, 0, node.line, 0);
  const { name, detail, kind, children } = node;
  const symbol = new vscode.DocumentSymbol(name, detail, symbolKinds[kind], range, range);
  symbol.children = children.map(symbolOf);
  return symbol;
}
