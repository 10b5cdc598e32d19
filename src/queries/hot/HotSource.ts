import type { HotSubject } from '../../protocol/code';
import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { HotRow } from './hotRows';

/** What happened where, and what of it has no place. */
export interface HotHappenings {
  readonly rows: readonly HotRow[];
  /** Of places beyond those that are told apart, and ns of them. */
  readonly othersCount: number;
  readonly othersNs: number;
  /** Those whose place in the guest the recording does not hold. */
  readonly withoutRip: number;
  /** Of wakeups: those that no guest code of another vCPU caused, by cause, most first. */
  readonly elsewhere: readonly { readonly reason: string; readonly count: number }[];
  /** Why there is nothing, or not all, in a sentence; null: nothing lacks. */
  readonly lack: string | null;
}

/** The same of one subject, and what is known of the code there. */
export interface HotSource extends HotHappenings {
  readonly of: HotSubject;
  /** By VM; one without a row has none. */
  readonly symbols: ReadonlyMap<number, GuestSymbols>;
  /** Where what was read begins and ends. */
  readonly fromNs: number;
  readonly lastNs: number;
}
