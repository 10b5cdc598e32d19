/** Where an address is: in which symbol, and how far in. */
export interface SymbolPlace {
  readonly name: string;
  /** Where the symbol starts, as `base/signedAddress` holds addresses. */
  readonly address: number;
  /** Bytes into the symbol. */
  readonly offset: number;
  /** Kernel module; undefined: the kernel itself, or a program. */
  readonly module: string | undefined;
  /** Bytes of the symbol; undefined: the table does not say. */
  readonly bytes: number | undefined;
  /** Where the next symbol starts; undefined: there is none above. */
  readonly next: number | undefined;
}

/** Symbols by address and by name. */
export interface SymbolTable {
  /** The symbol an address is in; undefined where the table has none there. */
  find(address: number): SymbolPlace | undefined;
  /** Where the first symbol of a name starts; undefined: the table has none. */
  addressOf(name: string): number | undefined;
}
