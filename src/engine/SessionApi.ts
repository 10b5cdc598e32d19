import type { Recording } from '../ingest/Recording';
import type { OpenTraceOptions } from './OpenTrace';
import type { OpenSources } from './SourceFile';
import type { SymbolReader } from './SymbolReader';
import type { Companion, NearbyRecording } from '../protocol/Companion';
import type { EditorRequests } from '../protocol/editorRequests';
import type { DiagnosticFacts } from '../protocol/facts';
import type { LoadState } from '../protocol/loading';
import type { Handlers } from '../protocol/requests';
import type { TracePart } from '../protocol/TracePart';

/** Requests that the session answers itself; the others concern the editor around it. */
export type SessionHandlers = Omit<Handlers, keyof EditorRequests>;

export interface SessionOptions {
  /** Throws an `UnreadableFile` when nothing of a file can be shown. */
  readonly open: OpenSources;
  /** Bytes of all files, before they are opened. */
  readonly totalBytes: number;
  readonly part?: TracePart | undefined;
  /** Of the passes over it; undefined: the defaults. */
  readonly parameters?: OpenTraceOptions['parameters'];
  /** What was asked for beside the first file, to be told again. */
  readonly companions: readonly Companion[];
  /** What went wrong before there was a trace. */
  readonly problems: () => readonly DiagnosticFacts[];
  /** Recordings beside the first file that say they were made together with it. */
  readonly nearby: (first: Recording) => Promise<readonly NearbyRecording[]>;
  readonly symbolFiles: SymbolReader;
  /** Most bytes the event columns may take before the load stops with `too-large`. */
  readonly memoryLimitBytes: number;
  /** Called when the load went on: at most about ten times a second, and once at each end. */
  readonly onLoad: (load: LoadState) => void;
  /** Resolves after waiting messages were handled: the load calls it often, so that it can be cancelled. */
  readonly breathe: () => Promise<void>;
}
