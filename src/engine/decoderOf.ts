import { loadInstructionDecoder } from '../symbols/disassembly/InstructionDecoder';
import type { InstructionDecoder } from '../symbols/disassembly/InstructionDecoder';
import type { GivenSymbols } from './guestSymbols';

/** What holds a kernel's code against the exits; undefined: none of the files has any, and it is not loaded. */
export async function decoderOf(
  given: readonly GivenSymbols[],
): Promise<InstructionDecoder | undefined> {
  const hasCode = given.some(
    ({ file }) => file.is === 'program' && file.kernel !== undefined && file.code !== undefined,
  );
  return hasCode ? loadInstructionDecoder() : undefined;
}
