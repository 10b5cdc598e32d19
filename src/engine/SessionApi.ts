import type { ByteSource, Decompressor } from '../formats/ByteSource';
import type { Handlers, LoadState } from '../protocol/requests';
import type { TracePart } from '../protocol/TracePart';

/** Requests that the session answers itself; the others concern the editor around it. */
export type SessionHandlers = Omit<Handlers, 'reload' | 'copyText'>;

export interface SessionOptions {
  readonly source: ByteSource;
  readonly decompressor: Decompressor;
  readonly part?: TracePart | undefined;
  /** Frequency of a cycle clock the file gives none for. */
  readonly tscKhz?: number | undefined;
  /** Most bytes the event columns may take before the load stops with `too-large`. */
  readonly memoryLimitBytes: number;
  /** Called when the load went on: at most about ten times a second, and once at each end. */
  readonly onLoad: (load: LoadState) => void;
  /** Resolves after waiting messages were handled: the load calls it often, so that it can be cancelled. */
  readonly breathe: () => Promise<void>;
}
