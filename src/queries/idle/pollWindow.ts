import { replayHaltPolling } from '../../analyses/idle/haltPollReplay';
import type { HaltPollReplay } from '../../analyses/idle/haltPollReplay';
import type { IdleLane } from '../../analyses/idle/IdleLane';

/** Rules that foretell less than this of the halts are not those of the kernel (G.4). */
const LEAST_REPRODUCED = 0.98;

/** The poll window over the trace, of its kvm_halt_poll_ns events. */
export interface PollWindowRow {
  readonly first_ns: number;
  readonly last_ns: number;
  /** The longest seen: the module's halt_poll_ns is at least this, or was exceeded by one step (6.1 on). */
  readonly most_ns: number;
  readonly changes: number;
  readonly grown: number;
  readonly shrunk: number;
  /** Kernels whose rules, played again, make the recorded window; null: all do, or none. */
  readonly kernel: string | null;
  /** The module's `halt_poll_ns_shrink`, where no other makes the recorded window. */
  readonly shrink: number | null;
  /** How well the best rules do; null: no halt began with a window that is known. */
  readonly replay: PollReplayRow | null;
}

/** Halts whose change of the window, or lack of one, the best rules foretell, of those that could be judged. */
export interface PollReplayRow {
  readonly reproduced: number;
  readonly halts: number;
}

/** null: the window never changed. */
export function pollWindow({ window }: IdleLane): PollWindowRow | null {
  if (window.changeCount === 0) return null;
  const { history } = window;
  const replays = replayHaltPolling(history);
  const most = replays.reduce((a, b) => (b.reproduced > a.reproduced ? b : a));
  const fitting = isToldBy(most) ? replays.filter((replay) => fitsAsWell(replay, most)) : [];
  return {
    first_ns: window.firstNs,
    last_ns: window.ns,
    most_ns: window.mostNs,
    changes: window.changeCount,
    grown: history.grown,
    shrunk: history.shrunk,
    kernel: kernelsOf(fitting, replays),
    shrink: shrinkOf(fitting),
    replay: most.halts === 0 ? null : { reproduced: most.reproduced, halts: most.halts },
  };
}

function isToldBy({ reproduced, halts }: HaltPollReplay): boolean {
  return halts > 0 && reproduced >= LEAST_REPRODUCED * halts;
}

/** What even the best rules miss is noise, and no more than that again may speak against others. */
function fitsAsWell({ reproduced, halts }: HaltPollReplay, most: HaltPollReplay): boolean {
  return halts - reproduced <= 2 * (most.halts - most.reproduced);
}

function kernelsOf(
  fitting: readonly HaltPollReplay[],
  all: readonly HaltPollReplay[],
): string | null {
  const [first, last] = [fitting[0]?.rules, fitting.at(-1)?.rules];
  if (first === undefined || last === undefined) return null;
  if (first === all[0]!.rules && last === all.at(-1)!.rules) return null;
  return last.to === undefined ? `${first.from} or later` : `${first.from} to ${last.to}`;
}

function shrinkOf(fitting: readonly HaltPollReplay[]): number | null {
  const shrinks = new Set(fitting.map(({ parameters }) => parameters.shrink));
  const [only] = shrinks;
  return shrinks.size === 1 && only !== undefined ? only : null;
}
