import type { TraceDocument } from '../TraceDocument';

/** What a page can have done with files of symbols. */
export interface SymbolActions {
  /** Lets the user pick files for the trace. */
  add(trace: TraceDocument): Promise<void>;
  /** Takes files that were dropped, as URIs. */
  drop(trace: TraceDocument, uris: readonly string[]): Promise<void>;
  /** Lets the user pick one of the slides that fit a VM, or type one. */
  chooseSlide(trace: TraceDocument, vm: number): Promise<void>;
}
