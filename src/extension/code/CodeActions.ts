import type { TraceDocument } from '../TraceDocument';

/** An instruction of a guest. */
export interface GuestPlace {
  readonly vm: number;
  /** `0x…`. */
  readonly rip: string;
}

/** What a page can have done with guest code. */
export interface CodeActions {
  /** Shows the source line in the editor, or the function's disassembly. Says in the editor what lacks. */
  show(trace: TraceDocument, place: GuestPlace, as: 'source' | 'disassembly'): Promise<void>;
}
