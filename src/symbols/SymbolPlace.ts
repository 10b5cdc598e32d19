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
}

/** Finds the symbol an address is in; undefined where the table has none there. */
export interface SymbolTable {
  find(address: number): SymbolPlace | undefined;
}
