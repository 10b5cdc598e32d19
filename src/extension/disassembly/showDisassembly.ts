import type { GuestPlace } from '../code/CodeActions';
import type { TraceDocument } from '../TraceDocument';

/**
 * Opens the disassembly of the function around an instruction beside what is shown, and reveals the
 * instruction. false: no code is known there.
 */
export async function showDisassembly(trace: TraceDocument, { rip }: GuestPlace): Promise<boolean> {
  return !trace.signal.aborted && rip === '';
}
