import * as vscode from 'vscode';
import type { CodeFrame } from '../../protocol/code';
import { plainMarkdown } from '../language/plainMarkdown';
import type { CodeTargets } from './CodeTargets';
import { linkTo } from './CodeTargets';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import { instructionHover } from './instructionHover';

/** Explains a line: the exits of an instruction and what it leads to, or the calls that led to a source line. */
export class DisassemblyHovers implements vscode.HoverProvider {
  constructor(
    private readonly documents: DisassemblyDocuments,
    private readonly targets: CodeTargets,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    { line }: vscode.Position,
  ): Promise<vscode.Hover | undefined> {
    const listing = this.documents.listingOf(document);
    const shown = listing?.disassembly.lines[line];
    if (listing === undefined || shown === undefined) return undefined;
    const paragraphs =
      shown.kind === 'source' ? await this.chain(shown.frames) : instructionHover(listing, shown);
    if (paragraphs.length === 0) return undefined;
    const markdown = new vscode.MarkdownString(paragraphs.join('\n\n'));
    return new vscode.Hover(markdown, document.lineAt(line).range);
  }

  /** The inlined function first, then what it was inlined into. */
  private async chain(frames: readonly CodeFrame[]): Promise<readonly string[]> {
    const steps = await Promise.all(
      frames.map(async (frame, depth) => {
        const { function: name, file, line } = frame;
        const place = file === null ? 'no source line' : `${file}:${line ?? '?'}`;
        const found = await this.targets.ofFrame(frame);
        const shown =
          found === undefined
            ? plainMarkdown(place)
            : `[${plainMarkdown(place)}](${linkTo(found).toString()})`;
        const where = depth === 0 ? '' : 'inlined into ';
        const lack = found === undefined && file !== null ? ' (not found on this machine)' : '';
        return `${depth + 1}. ${where}**${plainMarkdown(name ?? '?')}** at ${shown}${lack}`;
      }),
    );
    return steps.length === 0 ? [] : [steps.join('\n')];
  }
}
