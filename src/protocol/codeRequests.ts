import type {
  AssemblySyntax,
  CodeOfTrace,
  CodePlace,
  Disassembly,
  GuestPlace,
  HotQuery,
  HotTable,
  SourceText,
  SymbolState,
  SymbolWishes,
} from './code';

/** Requests about guest code that any page may ask. All are null while the trace is read. */
export interface CodeRequests {
  symbolState: { params: Record<string, never>; result: SymbolState | null };
  hotCode: { params: HotQuery; result: HotTable | null };
  codeAt: { params: GuestPlace; result: CodePlace | null };
}

/** Requests that only the extension host asks: they name files, or are of no use to a page. */
export interface HostCodeRequests {
  /** Reads files of symbols and finds where the guests have what they describe. */
  useSymbols: { params: SymbolWishes; result: SymbolState | null };
  /** The function around an address; null: nothing of its code is known. `sources`: lines to be shown where they belong. */
  disassembly: {
    params: GuestPlace & {
      readonly syntax: AssemblySyntax;
      readonly sources: readonly SourceText[];
    };
    result: Disassembly | null;
  };
  codeOfTrace: { params: Record<string, never>; result: CodeOfTrace | null };
}
