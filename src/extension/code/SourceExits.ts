import * as vscode from 'vscode';
import { baseName } from '../../base/baseName';
import type { FileExits } from './CodeByFile';
import { writtenSince } from './movedLines';
import type { SourceFiles } from './SourceFiles';
import type { KnownCode, TraceCode } from './TraceCode';
import { writtenMs } from './writtenMs';

/** What the trace that was looked at last tells of a document. */
export interface DocumentExits extends FileExits {
  readonly code: KnownCode;
  /** That its lines may be others than were built, as far as times tell; '': nothing says so. */
  readonly hint: string;
}

/** Tells which exits of the trace that was looked at last are of the source in an editor. */
export class SourceExits {
  private readonly changed = new vscode.EventEmitter<void>();
  /** Another answer is possible. */
  readonly onDidChange = this.changed.event;
  private readonly subscriptions: vscode.Disposable;

  constructor(
    private readonly trace: TraceCode,
    private readonly sources: SourceFiles,
  ) {
    const tell = (): void => this.changed.fire();
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      trace.onDidChange(tell),
      sources.onDidChange(tell),
    );
  }

  /** undefined: none, or they are not known yet. */
  async of({ uri }: vscode.TextDocument): Promise<DocumentExits | undefined> {
    if (uri.scheme !== 'file') return undefined;
    const code = this.trace.look();
    if (code === undefined) return undefined;
    const files = await this.sources.namesOf(uri, code.byFile.named(baseName(uri.path)));
    if (files.length === 0 || this.trace.look() !== code) return undefined;
    const hint = writtenSince(await writtenMs(uri), code.symbolsMs);
    return { ...code.byFile.of(files), code, hint };
  }

  dispose(): void {
    this.subscriptions.dispose();
  }
}
