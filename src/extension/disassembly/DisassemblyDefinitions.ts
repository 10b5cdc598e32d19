import type * as vscode from 'vscode';
import type { CodeTargets } from './CodeTargets';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import { sourcePlaceAt } from './sourcePlaces';

/** Leads from a call or jump to where it goes, and from a source line to its file. */
export class DisassemblyDefinitions implements vscode.DefinitionProvider {
  constructor(
    private readonly documents: DisassemblyDocuments,
    private readonly targets: CodeTargets,
  ) {}

  async provideDefinition(
    document: vscode.TextDocument,
    { line, character }: vscode.Position,
  ): Promise<vscode.Location | undefined> {
    const listing = this.documents.listingOf(document);
    const shown = listing?.disassembly.lines[line];
    if (listing === undefined || shown === undefined) return undefined;
    if (shown.kind !== 'source') return this.targets.ofInstruction(document, listing, shown);
    const frame = sourcePlaceAt(document.lineAt(line).text, shown.frames, character);
    return frame && this.targets.ofFrame(frame);
  }
}
