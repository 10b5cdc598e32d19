import type { AssemblySyntax, Disassembly, SourceText } from '../protocol/code';
import { disassembly } from '../queries/code/disassembly';
import { functionCode } from '../queries/code/functionCode';
import type { HotRow } from '../queries/hot/hotRows';
import { loadInstructionDecoder } from '../symbols/disassembly/InstructionDecoder';
import type { InstructionDecoder } from '../symbols/disassembly/InstructionDecoder';
import type { GuestSymbols } from '../symbols/GuestSymbols';

export interface ListingWanted {
  readonly vm: number;
  /** As `base/signedAddress` holds it. */
  readonly rip: number;
  readonly symbols: GuestSymbols;
  /** Exits of the VM. */
  readonly exits: readonly HotRow[];
  readonly syntax: AssemblySyntax;
  readonly sources: readonly SourceText[];
}

/** Disassembles functions of a trace's guests. */
export class FunctionListings {
  private decoder: Promise<InstructionDecoder> | undefined;

  /** Undefined: nothing of the code is known. */
  async of(wanted: ListingWanted): Promise<Disassembly | undefined> {
    const { vm, rip, symbols, exits, syntax, sources } = wanted;
    const code = functionCode(symbols, rip);
    if (code === undefined) return undefined;
    this.decoder ??= loadInstructionDecoder();
    const instructions = (await this.decoder).decode(
      { address: code.start, bytes: code.bytes },
      { syntax, bitness: 64 },
    );
    const { title, notes } = code;
    return disassembly({
      vm,
      title,
      from: 'image',
      head: [title, ...notes],
      instructions,
      symbols,
      exits,
      sources,
    });
  }
}
