import type { GuestPlace } from '../../protocol/code';
import type { TraceDocument } from '../TraceDocument';

/** What a page can have done with guest code. */
export interface CodeActions {
  /** Shows the source line in the editor, or the function's disassembly. Says in the editor what lacks. */
  show(trace: TraceDocument, place: GuestPlace, as: 'source' | 'disassembly'): Promise<void>;
}
