import * as vscode from 'vscode';
import type { LineFrame } from './frameTexts';
import { inlinedText, lineText, nameOf } from './frameTexts';

const showCallerCommand = 'exitscope.showCaller';
const showInlinedCommand = 'exitscope.showInlined';
const pickFrameCommand = 'exitscope.pickFrame';

/** Context key by which menus know that there is something to walk along. */
const hasInlinedCallsKey = 'exitscope.hasInlinedCalls';

/** An instruction's frames, innermost first, of which one is shown. */
export interface ShownFrames {
  readonly frames: readonly LineFrame[];
  readonly at: number;
  /** Shows another of them in the editor; undefined: it could not be. */
  readonly show: (frame: LineFrame) => Promise<vscode.TextEditor | undefined>;
}

/** Walks along the calls that were inlined into one another at the instruction that was shown last. */
export class FrameWalk {
  private shown: ShownFrames | undefined;
  private editor: vscode.TextEditor | undefined;
  private readonly item = vscode.window.createStatusBarItem(
    'exitscope.frames',
    vscode.StatusBarAlignment.Left,
  );
  private readonly subscriptions: vscode.Disposable;

  constructor() {
    this.item.name = 'Exitscope: Inlined Calls';
    this.item.command = pickFrameCommand;
    this.subscriptions = vscode.Disposable.from(
      this.item,
      vscode.window.onDidChangeActiveTextEditor(() => this.update()),
      vscode.commands.registerCommand(showCallerCommand, () => this.walk(1)),
      vscode.commands.registerCommand(showInlinedCommand, () => this.walk(-1)),
      vscode.commands.registerCommand(pickFrameCommand, () => this.pick()),
    );
  }

  /** `editor`: where the frame is shown. */
  follow(shown: ShownFrames, editor: vscode.TextEditor): void {
    this.shown = shown;
    this.editor = editor;
    this.update();
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private update(): void {
    const { shown, editor, item } = this;
    const isThere =
      editor !== undefined &&
      vscode.window.activeTextEditor?.document.uri.toString() === editor.document.uri.toString();
    const isInlined = shown !== undefined && shown.frames.length > 1;
    void vscode.commands.executeCommand('setContext', hasInlinedCallsKey, isInlined);
    if (!isInlined || !isThere) {
      item.hide();
      return;
    }
    const { frames, at } = shown;
    const outermost = frames.at(-1)!;
    const text = inlinedText(frames, at) || `${nameOf(outermost)}, in which others are inlined`;
    item.text = `$(list-tree) ${text}`;
    item.tooltip = frames
      .map((frame, index) => `${index === at ? '▸' : '  '} ${nameOf(frame)}, ${lineText(frame)}`)
      .join('\n');
    item.show();
  }

  private async walk(step: 1 | -1): Promise<void> {
    const next = this.shown?.frames[this.shown.at + step];
    if (this.shown === undefined) {
      void vscode.window.showInformationMessage('No guest code was shown yet.');
    } else if (next === undefined) {
      const end = step > 0 ? 'is inlined into no other function' : 'has nothing inlined there';
      void vscode.window.showInformationMessage(
        `${nameOf(this.shown.frames[this.shown.at]!)} ${end}.`,
      );
    } else await this.go(this.shown.at + step);
  }

  private async pick(): Promise<void> {
    const { shown } = this;
    if (shown === undefined) return;
    const items = shown.frames.map((frame, index) => ({
      label: nameOf(frame),
      description: lineText(frame),
      detail: frame.file,
      index,
    }));
    const picked = await vscode.window.showQuickPick(items, {
      title: 'Functions at This Instruction, Innermost First',
    });
    if (picked !== undefined) await this.go(picked.index);
  }

  private async go(at: number): Promise<void> {
    const { shown } = this;
    const frame = shown?.frames[at];
    if (shown === undefined || frame === undefined) return;
    const editor = await shown.show(frame);
    if (editor !== undefined) this.follow({ ...shown, at }, editor);
  }
}
