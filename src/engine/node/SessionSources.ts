import type { Companion } from '../../protocol/Companion';
import { recordingBytes } from '../../formats/ByteSource';
import type { DiagnosticFacts } from '../../protocol/facts';
import { openSources } from '../openSources';
import type { SourceRequest } from '../openSources';
import type { SourceFile } from '../SourceFile';
import { UnreadableFile } from '../UnreadableFile';
import { sourceRequest } from './sourceRequest';
import type { SaidOfFiles } from './sourceRequest';

/** The files of an editor's session. One that cannot be read must not keep the document's own from opening. */
export class SessionSources {
  readonly problems: DiagnosticFacts[] = [];

  private isSifted = false;

  private constructor(private requests: SourceRequest[]) {}

  /** Throws an `UnreadableFile` when the document's own file is not there. */
  static async of(
    file: string,
    companions: readonly Companion[],
    said: SaidOfFiles,
  ): Promise<SessionSources> {
    const sources = new SessionSources([await sourceRequest({ path: file }, said)]);
    for (const companion of companions) {
      try {
        sources.requests.push(await sourceRequest(companion, said));
      } catch (error) {
        sources.leaveOut(error);
      }
    }
    return sources;
  }

  get totalBytes(): number {
    return this.requests.reduce((sum, { options }) => sum + recordingBytes(options.source), 0);
  }

  /** Throws an `UnreadableFile` when nothing of the document's own file can be shown. */
  open(): readonly SourceFile[] {
    if (!this.isSifted) this.sift();
    return openSources(this.requests);
  }

  /** Once: a session may open its files several times. */
  private sift(): void {
    const [own, ...others] = this.requests;
    this.requests = [own!, ...others.filter((other) => this.isReadable(other))];
    try {
      openSources(this.requests);
    } catch (error) {
      if (this.requests.length === 1) throw error;
      // Each by itself can be read: what the user says of one does not hold.
      this.leaveOut(error);
      this.requests = [own!];
    }
    this.isSifted = true;
  }

  private isReadable(request: SourceRequest): boolean {
    try {
      openSources([{ options: request.options }]);
      return true;
    } catch (error) {
      this.leaveOut(error);
      return false;
    }
  }

  private leaveOut(error: unknown): void {
    if (!(error instanceof UnreadableFile)) throw error;
    this.problems.push({
      source: null,
      severity: 'error',
      code: 'recording-left-out',
      message: `${error.message} The session is shown without it.`,
      offset: null,
    });
  }
}
