import * as vscode from 'vscode';
import type { ShowNotice } from '../../protocol/notices';
import type { ActiveTrace } from '../ActiveTrace';
import { openOrSay } from '../openOrSay';
import { openTrace, showInTrace } from '../openTrace';
import type { TraceDocument } from '../TraceDocument';
import type { TraceEditorProvider } from '../TraceEditorProvider';
import type { CodeActions } from './CodeActions';
import {
  goToGuestCodeCommand,
  showExitsOfFunctionCommand,
  showHotCodeCommand,
} from './codeCommands';
import type { GoToGuestCode, ShowExits, ShowHotCode } from './codeCommands';
import { columnOf } from './columnBeside';
import { ExitDecorations } from './ExitDecorations';
import { ExitLensProvider } from './ExitLensProvider';
import { pickFunctionExits } from './pickFunctionExits';
import { pickGuestPlace } from './pickGuestPlace';
import { SourceExits } from './SourceExits';
import type { SourceFiles } from './SourceFiles';
import { TraceCode } from './TraceCode';

export interface GuestCodeOptions {
  readonly active: ActiveTrace;
  readonly editors: TraceEditorProvider;
  readonly code: CodeActions;
  readonly sources: SourceFiles;
  readonly log: vscode.LogOutputChannel;
}

/** Ways from a trace to its guests' sources, and back. */
export function registerGuestCode(options: GuestCodeOptions): vscode.Disposable {
  const { active, editors, code, sources, log } = options;
  const traceCode = new TraceCode(active, log);
  const exits = new SourceExits(traceCode, sources);
  const lenses = new ExitLensProvider(exits);
  /** The trace that is named, or the one looked at last; says so when there is none. */
  const traceOf = (document: string | undefined): TraceDocument | undefined =>
    openOrSay(
      document === undefined ? active.document : editors.documentOf(vscode.Uri.parse(document)),
    );
  const showOnPage = async (document: string | undefined, notice: ShowNotice): Promise<void> => {
    const trace = traceOf(document);
    if (trace === undefined) return;
    const viewColumn = columnOf(trace.uri);
    await openTrace(editors, trace.uri, viewColumn === undefined ? {} : { viewColumn });
    await showInTrace(trace, () => [notice]);
  };
  return vscode.Disposable.from(
    traceCode,
    exits,
    lenses,
    new ExitDecorations(exits),
    vscode.languages.registerCodeLensProvider({ scheme: 'file' }, lenses),
    vscode.commands.registerCommand(goToGuestCodeCommand, async (wanted?: GoToGuestCode) => {
      const trace = traceOf(wanted?.document);
      if (trace === undefined) return;
      const place = wanted ?? (await pickGuestPlace(trace));
      if (place !== undefined) await code.show(trace, place, wanted?.as ?? 'source');
    }),
    vscode.commands.registerCommand(showHotCodeCommand, (wanted?: ShowHotCode) =>
      showOnPage(wanted?.document, {
        notice: 'code',
        of: 'exits',
        search: wanted?.search ?? '',
      }),
    ),
    vscode.commands.registerCommand(
      showExitsOfFunctionCommand,
      async (wanted?: ShowExits | vscode.Uri) => {
        // From a menu VS Code hands over the file.
        const shown =
          wanted === undefined || wanted instanceof vscode.Uri
            ? await pickFunctionExits(exits)
            : wanted;
        if (shown === undefined) return;
        await showOnPage(shown.document, { notice: 'matches', filter: shown.filter });
      },
    ),
    vscode.commands.registerCommand('exitscope.forgetSourceMappings', () => sources.forget()),
  );
}
