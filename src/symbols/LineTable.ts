import type { Diagnostic } from '../formats/Diagnostic';
import type { DwarfFrame, SourcePlace } from '../formats/dwarf/DwarfFile';

/** One function that the code at an address is of, and where in it. */
export type SourceFrame = DwarfFrame;

/** Link-time addresses to source lines. */
export interface LineTable {
  /**
   * The functions that the code at an address (as `base/signedAddress` holds it) is of, the innermost
   * inlined one first, each with its current line, as `addr2line -i -f` prints them. Empty: nothing is
   * known, or what is known is damaged.
   */
  frames(address: number): readonly SourceFrame[];
  /** Where the source defines the function around an address; undefined: it is not told. */
  definition(address: number): SourcePlace | undefined;
  /**
   * Reads a part of what answers about an address need; false once nothing of it lacks. Asked for or
   * not, an answer has it all.
   */
  prepare(address: number): boolean;
  /** What is wrong with the debug information, as far as it has been looked at. */
  readonly diagnostics: readonly Diagnostic[];
}
