import * as vscode from 'vscode';
import type { CodePlace, GuestPlace, SymbolState } from '../../protocol/code';
import { showDisassembly } from '../disassembly/showDisassembly';
import type { TraceDocument } from '../TraceDocument';
import type { CodeActions } from './CodeActions';
import { noLineText, noSourceText, placeText } from './codeMessages';
import { columnBeside } from './columnBeside';
import { FrameWalk } from './FrameWalk';
import type { LineFrame } from './frameTexts';
import { inlinedText, lineFrames, lineText, nameOf } from './frameTexts';
import { showLine } from './showLine';
import type { SourceFiles } from './SourceFiles';

const addSymbols = 'Add Symbols…';
const disassembly = 'Show Disassembly';

/** Long enough to be read. */
const messageMs = 5000;

/** Shows guest code in the editor: the line of an instruction, or else its disassembly, or else why there is neither. */
export class GuestCodeViewer implements CodeActions {
  private readonly walk = new FrameWalk();

  constructor(private readonly sources: SourceFiles) {}

  async show(trace: TraceDocument, place: GuestPlace, as: 'source' | 'disassembly'): Promise<void> {
    const found = await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: `Exitscope: code at ${place.rip}` },
      () => lookUp(trace, place),
    );
    if (found === undefined) return;
    if (as === 'source') await this.showSource(trace, found);
    else if (!(await showDisassembly(trace, place))) await sayNothing(trace, found, noCodeText);
  }

  dispose(): void {
    this.walk.dispose();
  }

  private async showSource(trace: TraceDocument, found: FoundPlace): Promise<void> {
    const { code, state } = found;
    const frames = lineFrames(code.frames);
    const [innermost] = frames;
    if (innermost === undefined) {
      if (code.hasCode && (await showDisassembly(trace, code))) {
        void vscode.window.showInformationMessage(noLineText(code, state));
      } else await sayNothing(trace, found, noLineText);
      return;
    }
    const show = (frame: LineFrame): Promise<vscode.TextEditor | undefined> =>
      this.showFrame(trace, found, frame);
    const editor = await show(innermost);
    if (editor === undefined) return;
    this.walk.follow({ frames, at: 0, show }, editor);
    const inlined = inlinedText(frames, 0);
    const text = `${placeText(code)}: ${lineText(innermost)}`;
    vscode.window.setStatusBarMessage(inlined === '' ? text : `${text}, ${inlined}`, messageMs);
  }

  private async showFrame(
    trace: TraceDocument,
    { code }: FoundPlace,
    frame: LineFrame,
  ): Promise<vscode.TextEditor | undefined> {
    const hint = `Line ${frame.line}, in ${nameOf(frame)}.`;
    const picked = await this.sources.ask(frame.file, hint);
    if (picked instanceof vscode.Uri) return showLine(picked, frame.line, columnBeside(trace.uri));
    const wantsDisassembly =
      picked === 'disassembly' ||
      (await vscode.window.showWarningMessage(
        noSourceText(frame, this.sources.whereLooked(frame.file)),
        disassembly,
      )) === disassembly;
    if (wantsDisassembly && !(await showDisassembly(trace, code))) {
      void vscode.window.showInformationMessage(noCodeText(code));
    }
    return undefined;
  }
}

/** What is known of an instruction, and the symbols that say so. */
interface FoundPlace {
  readonly code: CodePlace;
  readonly state: SymbolState;
}

/** undefined: nothing is loaded; the page of the trace says why. */
async function lookUp(trace: TraceDocument, place: GuestPlace): Promise<FoundPlace | undefined> {
  const state = await trace.symbols.ready();
  if (state === undefined) return undefined;
  const code = await trace.engine.call('codeAt', { vm: place.vm, rip: place.rip });
  return code === null ? undefined : { code, state };
}

async function sayNothing(
  trace: TraceDocument,
  { code, state }: FoundPlace,
  words: (code: CodePlace, state: SymbolState) => string,
): Promise<void> {
  const ways = code.hasCode ? [addSymbols, disassembly] : [addSymbols];
  const picked = await vscode.window.showInformationMessage(words(code, state), ...ways);
  if (picked === addSymbols) await vscode.commands.executeCommand('exitscope.addSymbols');
  if (picked === disassembly) await showDisassembly(trace, code);
}

function noCodeText(code: CodePlace): string {
  return `No code is known at ${placeText(code)}: no file in use has its bytes, and KVM recorded no instruction there.`;
}
