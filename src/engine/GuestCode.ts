import type {
  CodeOfTrace,
  CodePlace,
  Disassembly,
  HotQuery,
  HotTable,
  SymbolState,
  SymbolWishes,
} from '../protocol/code';
import type { Params } from '../protocol/requests';

/** Answers what is asked about the guests' code of a trace that was read. */
export interface GuestCode {
  state(): SymbolState;
  use(wishes: SymbolWishes): Promise<SymbolState>;
  table(query: HotQuery): HotTable;
  at(place: Params<'codeAt'>): CodePlace;
  disassembly(wanted: Params<'disassembly'>): Promise<Disassembly | null>;
  ofTrace(): CodeOfTrace;
}
