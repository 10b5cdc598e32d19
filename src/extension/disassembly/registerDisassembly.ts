import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
import type { CodeActions } from '../code/CodeActions';
import type { TraceDocument } from '../TraceDocument';
import { askForDisassembly } from './askForDisassembly';
import { CodeTargets } from './CodeTargets';
import { copyDisassembly } from './copyDisassembly';
import { DisassemblyDecorations } from './DisassemblyDecorations';
import { DisassemblyDefinitions } from './DisassemblyDefinitions';
import { DisassemblyDocuments } from './DisassemblyDocuments';
import { DisassemblyFolds } from './DisassemblyFolds';
import { DisassemblyHovers } from './DisassemblyHovers';
import { DisassemblyLinks } from './DisassemblyLinks';
import { DisassemblyOutline } from './DisassemblyOutline';
import type { DisassemblyServices } from './DisassemblyServices';
import { disassemblyScheme, listedFunction } from './disassemblyUri';

export interface DisassemblyOptions extends DisassemblyServices {
  readonly active: ActiveTrace;
  readonly code: CodeActions;
}

/** Everything that shows guest code as instructions. */
export function registerDisassembly({
  active,
  code,
  ...services
}: DisassemblyOptions): vscode.Disposable {
  const documents = new DisassemblyDocuments(services);
  const targets = new CodeTargets(documents, services.sources);
  // That of the disassembly in front, else the one that was looked at last.
  const traceOf = (): TraceDocument | undefined => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const listed = uri?.scheme === disassemblyScheme ? listedFunction(uri.query) : undefined;
    return (listed && documents.traceOf(listed)) ?? active.document;
  };
  const selector: vscode.DocumentSelector = { scheme: disassemblyScheme };
  const { commands, languages, workspace } = vscode;
  return vscode.Disposable.from(
    documents,
    new DisassemblyDecorations(documents),
    workspace.registerFileSystemProvider(disassemblyScheme, documents, { isReadonly: true }),
    languages.registerFoldingRangeProvider(selector, new DisassemblyFolds(documents)),
    languages.registerDocumentSymbolProvider(selector, new DisassemblyOutline(documents)),
    languages.registerDefinitionProvider(selector, new DisassemblyDefinitions(documents, targets)),
    languages.registerDocumentLinkProvider(selector, new DisassemblyLinks(documents, targets)),
    languages.registerHoverProvider(selector, new DisassemblyHovers(documents, targets)),
    commands.registerCommand('exitscope.copyDisassembly', () => copyDisassembly(documents)),
    commands.registerCommand('exitscope.showDisassembly', (vm?: unknown, rip?: unknown) =>
      askForDisassembly({ traceOf, code, sources: services.sources }, vm, rip),
    ),
  );
}
