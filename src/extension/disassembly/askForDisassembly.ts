import * as vscode from 'vscode';
import { baseName } from '../../base/baseName';
import type { GuestPlace } from '../../protocol/code';
import type { CodeActions } from '../code/CodeActions';
import { CodeByFile } from '../code/CodeByFile';
import { pickGuestPlace } from '../code/pickGuestPlace';
import type { SourceFiles } from '../code/SourceFiles';
import { openOrSay } from '../openOrSay';
import { readCodePlace } from '../readCodeRequest';
import type { TraceDocument } from '../TraceDocument';
import { placesOfLine } from './placesOfLine';

export interface AskOptions {
  /** The trace that is meant. */
  readonly traceOf: () => TraceDocument | undefined;
  readonly code: CodeActions;
  readonly sources: Pick<SourceFiles, 'namesOf'>;
}

/**
 * Shows the disassembly around an instruction: a given one, that
 * of the cursor's line in a source of the guest, or one that the user names.
 */
export async function askForDisassembly(
  { traceOf, code, sources }: AskOptions,
  vm?: unknown,
  rip?: unknown,
): Promise<void> {
  const trace = openOrSay(traceOf());
  if (trace === undefined) return;
  const isGiven = typeof vm === 'number' && typeof rip === 'string';
  const place = isGiven
    ? readCodePlace({ vm, rip, as: 'disassembly' })
    : ((await placeAtCursor(trace, sources)) ?? (await pickGuestPlace(trace)));
  if (place !== undefined) await code.show(trace, place, 'disassembly');
}

/** undefined: no guest left at the cursor's line, or the user thought better of it. */
async function placeAtCursor(
  trace: TraceDocument,
  sources: AskOptions['sources'],
): Promise<GuestPlace | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.uri.scheme !== 'file') return undefined;
  if ((await trace.symbols.ready()) === undefined) return undefined;
  const known = await trace.engine.call('codeOfTrace', {});
  if (known === null) return undefined;
  const byFile = new CodeByFile(known);
  const { uri } = editor.document;
  const files = await sources.namesOf(uri, byFile.named(baseName(uri.path)));
  const places = placesOfLine(byFile.of(files).lines.get(editor.selection.active.line + 1) ?? []);
  if (places.length < 2) return places[0];
  return vscode.window.showQuickPick(places, { title: 'Which Instruction of This Line?' });
}
