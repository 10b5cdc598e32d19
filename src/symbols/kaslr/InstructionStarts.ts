import type { CodeBytes } from '../../formats/elf/CodeBytes';
import { InstructionByte } from '../disassembly/InstructionDecoder';
import type { InstructionDecoder } from '../disassembly/InstructionDecoder';
import type { SymbolIndex } from '../SymbolIndex';

/** Decoded of a function: nearly all of a kernel's are smaller, and what is far in tells no more. */
const MOST_BYTES = 1 << 12;

/**
 * Whether instructions start at addresses of a file's code. A function is decoded from its start, where
 * the symbols say that one is: who asks by address has each decoded once.
 */
export class InstructionStarts {
  private last: { readonly start: number; readonly marks: Uint8Array } | undefined;

  constructor(
    private readonly decoder: InstructionDecoder,
    private readonly code: CodeBytes,
    private readonly table: SymbolIndex,
  ) {}

  /** Undefined: it cannot be told, or a running kernel may have put other instructions there. */
  isStart(address: number): boolean | undefined {
    const place = this.table.find(address);
    if (place === undefined || place.offset >= MOST_BYTES) return undefined;
    const mark = this.marksFrom(place.address, place.next)[place.offset];
    if (mark === undefined || mark === InstructionByte.insideReplaced) return undefined;
    return mark === InstructionByte.first;
  }

  private marksFrom(start: number, next: number | undefined): Uint8Array {
    if (this.last?.start !== start) {
      const code = new Uint8Array(Math.min(MOST_BYTES, (next ?? Infinity) - start));
      const bytes = code.subarray(0, this.code.read(start, code));
      this.last = { start, marks: this.decoder.marks({ address: start, bytes }) };
    }
    return this.last.marks;
  }
}
