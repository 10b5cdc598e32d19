/** One function that the code at an address is of, and where in it. */
export interface SourceFrame {
  /** As the linker or else the source names it. Undefined: debug information names none here. */
  readonly function: string | undefined;
  /** As the compiler saw it, joined with the directory of the build. */
  readonly file: string | undefined;
  /** Undefined: made by the compiler for no line. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

/** Link-time addresses to source lines. */
export interface LineTable {
  /**
   * The functions that the code at an address (as `base/signedAddress` holds it) is of, the innermost
   * inlined one first, each with its current line, as `addr2line -i -f` prints them. Empty: nothing is
   * known. Throws a `FormatError` where the debug information of this address is damaged.
   */
  frames(address: number): readonly SourceFrame[];
}
