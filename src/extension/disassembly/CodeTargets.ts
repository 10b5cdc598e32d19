import * as vscode from 'vscode';
import type { CodeFrame, DisassemblyLine } from '../../protocol/code';
import { fileName } from '../fileName';
import type { DisassemblyDocuments } from './DisassemblyDocuments';
import type { DisassemblyServices } from './DisassemblyServices';
import { disassemblyUri } from './disassemblyUri';
import type { ListedFunction } from './disassemblyUri';
import { functionUri } from './functionUri';
import { instructionLine } from './instructionLines';
import type { Listing } from './Listing';

const START = new vscode.Position(0, 0);

/** Where what a line of a disassembly names is to be found. */
export class CodeTargets {
  constructor(
    private readonly documents: DisassemblyDocuments,
    private readonly sources: DisassemblyServices['sources'],
  ) {}

  /** The instruction that another one leads to; undefined: no code is known there. */
  async ofInstruction(
    document: vscode.TextDocument,
    { listed, disassembly }: Listing,
    { target }: DisassemblyLine,
  ): Promise<vscode.Location | undefined> {
    if (target === null) return undefined;
    const here = instructionLine(disassembly.text, target.rip);
    if (here !== undefined) return new vscode.Location(document.uri, new vscode.Position(here, 0));
    const trace = this.documents.traceOf(listed);
    if (trace === undefined) return new vscode.Location(closedUri(listed, target), START);
    const uri = await functionUri(trace, { vm: listed.vm, rip: target.rip });
    if (uri === undefined) return undefined;
    const shown = await this.documents.read(uri);
    if ('why' in shown) return undefined;
    const line = instructionLine(shown.disassembly.text, target.rip);
    return line === undefined ? undefined : new vscode.Location(uri, new vscode.Position(line, 0));
  }

  /** The line of a source file; undefined: the file is not known on this machine. */
  async ofFrame({ file, line }: CodeFrame): Promise<vscode.Location | undefined> {
    const uri = file === null ? undefined : await this.sources.locate(file);
    if (uri === undefined) return undefined;
    return new vscode.Location(uri, new vscode.Position(Math.max((line ?? 1) - 1, 0), 0));
  }
}

/** The document of what an instruction leads to while its recording is closed: it leads to that, and shows the function then. */
function closedUri(
  { trace, vm }: ListedFunction,
  { rip, symbol }: NonNullable<DisassemblyLine['target']>,
): vscode.Uri {
  const name = fileName(vscode.Uri.parse(trace));
  return vscode.Uri.from(disassemblyUri({ trace, vm, start: rip }, symbol ?? rip, name));
}

/** A link to a place, as VS Code opens one. */
export function linkTo({ uri, range }: vscode.Location): vscode.Uri {
  return uri.with({ fragment: `L${range.start.line + 1}` });
}
