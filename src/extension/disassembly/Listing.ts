import type { ClockFacts } from '../../protocol/facts';
import type { Disassembly, PlaceTally } from '../../protocol/code';
import type { ListedFunction } from './disassemblyUri';

/** The exits of the same function in another run. */
export interface OtherExits {
  /** Names of the two recordings. */
  readonly names: readonly [string, string];
  /** How long the load of each was. */
  readonly loadsNs: readonly [number, number];
  /** In which its durations are told. */
  readonly unit: ClockFacts['unit'];
  /** By line of the listing, as far as its code is the same. */
  readonly exits: readonly (readonly PlaceTally[])[];
  /** Of the function, at none of the instructions that are listed. */
  readonly unlisted: readonly PlaceTally[];
  /** Why they are not told, in a sentence; undefined: they are. */
  readonly whyNot: string | undefined;
}

/** A disassembly as a document shows it. */
export interface Listing {
  readonly listed: ListedFunction;
  readonly disassembly: Disassembly;
  /** In which durations are told. */
  readonly unit: ClockFacts['unit'];
  readonly other?: OtherExits;
}
