import type { ClockFacts } from '../../protocol/facts';
import type { Disassembly } from '../../protocol/code';
import type { ListedFunction } from './disassemblyUri';

/** A disassembly as a document shows it. */
export interface Listing {
  readonly listed: ListedFunction;
  readonly disassembly: Disassembly;
  /** In which durations are told. */
  readonly unit: ClockFacts['unit'];
}
