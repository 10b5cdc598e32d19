import * as vscode from 'vscode';
import type { ActiveTrace } from '../ActiveTrace';
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
import { disassemblyScheme } from './disassemblyUri';
import { showDisassembly } from './showDisassembly';
import { readCodePlace } from '../readCodeRequest';

export interface DisassemblyOptions extends DisassemblyServices {
  readonly active: ActiveTrace;
}

/** Everything that shows guest code as instructions. */
export function registerDisassembly({
  active,
  ...services
}: DisassemblyOptions): vscode.Disposable {
  const documents = new DisassemblyDocuments(services);
  const targets = new CodeTargets(documents, services.sources);
  const selector: vscode.DocumentSelector = { scheme: disassemblyScheme };
  const { commands, languages, workspace } = vscode;
  return vscode.Disposable.from(
    documents,
    new DisassemblyDecorations(documents),
    workspace.registerTextDocumentContentProvider(disassemblyScheme, documents),
    languages.registerFoldingRangeProvider(selector, new DisassemblyFolds(documents)),
    languages.registerDocumentSymbolProvider(selector, new DisassemblyOutline(documents)),
    languages.registerDefinitionProvider(selector, new DisassemblyDefinitions(documents, targets)),
    languages.registerDocumentLinkProvider(selector, new DisassemblyLinks(documents, targets)),
    languages.registerHoverProvider(selector, new DisassemblyHovers(documents, targets)),
    commands.registerCommand('exitscope.copyDisassembly', () => copyDisassembly(documents)),
    commands.registerCommand('exitscope.showDisassembly', async (vm?: unknown, rip?: unknown) => {
      const trace = active.document;
      if (trace === undefined) return;
      await showDisassembly(trace, readCodePlace({ vm, rip, as: 'disassembly' }));
    }),
  );
}
