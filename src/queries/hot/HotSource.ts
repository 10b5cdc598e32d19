import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { HotSubject } from '../../protocol/code';
import type { HotRow } from './hotRows';

/** Where it happens, and what is known of the code there. */
export interface HotSource {
  readonly of: HotSubject;
  readonly rows: readonly HotRow[];
  /** By VM; one without a row has none. */
  readonly symbols: ReadonlyMap<number, GuestSymbols>;
  /** Exits of places beyond those that are told apart, and ns from them to the next entries. */
  readonly othersCount: number;
  readonly othersNs: number;
  /** Exits whose guest_rip the recording does not hold. */
  readonly withoutRip: number;
}
