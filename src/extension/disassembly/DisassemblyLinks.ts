import * as vscode from 'vscode';
import type { CodeTargets } from './CodeTargets';
import { linkTo } from './CodeTargets';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import { openRecordingLinks } from './openRecordingLinks';
import { sourcePlaces } from './sourcePlaces';
import { targetName } from './targetName';

/** Finds out where a link leads, once somebody follows it. */
type Find = () => Promise<vscode.Location | undefined>;

/** Links on the names of call targets and on places of source files. */
export class DisassemblyLinks implements vscode.DocumentLinkProvider {
  private readonly finds = new WeakMap<vscode.DocumentLink, Find>();

  constructor(
    private readonly documents: DisassemblyDocuments,
    private readonly targets: CodeTargets,
  ) {}

  provideDocumentLinks(document: vscode.TextDocument): vscode.DocumentLink[] {
    const listing = this.documents.listingOf(document);
    if (listing === undefined) return openRecordingLinks(document);
    return listing.disassembly.lines.flatMap((shown, line) => {
      const { text } = document.lineAt(line);
      if (shown.kind === 'source') {
        return sourcePlaces(text, shown.frames).map(({ start, end, frame }) =>
          this.link(new vscode.Range(line, start, line, end), () => this.targets.ofFrame(frame)),
        );
      }
      const isBranch = shown.target?.kind === 'call' || shown.target?.kind === 'jump';
      const name = isBranch ? targetName(text) : undefined;
      if (name === undefined) return [];
      const range = new vscode.Range(line, name.start, line, name.end);
      return [this.link(range, () => this.targets.ofInstruction(document, listing, shown))];
    });
  }

  async resolveDocumentLink(link: vscode.DocumentLink): Promise<vscode.DocumentLink> {
    const found = await this.finds.get(link)?.();
    if (found !== undefined) link.target = linkTo(found);
    return link;
  }

  private link(range: vscode.Range, find: Find): vscode.DocumentLink {
    const link = new vscode.DocumentLink(range);
    this.finds.set(link, find);
    return link;
  }
}
