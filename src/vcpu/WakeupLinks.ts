import { IN_INTERRUPT, NO_DETAIL } from '../events/EventTable';
import type { EventBlock, EventKind } from '../events/EventTable';
import { fieldIndex } from '../events/fields';

/** Hard or soft interrupt context: whoever was interrupted is not the waker (L.10). */
const TID_RANGE = 2 ** 22;
/** More distinct pairs than any host of thousands of threads shows; the rest adds nothing. */
const MOST_PAIRS = 100_000;

/** How often one thread woke another. */
export interface WakeupLink {
  readonly waker: number;
  readonly woken: number;
  readonly count: number;
}

/**
 * Counts which thread of a recording woke which, outside of interrupts. Threads of one VM wake each
 * other: IPI senders, I/O threads, the VMM's main thread. That tells VMs apart where no process id is
 * recorded (rule A-16).
 */
export class WakeupLinks {
  private readonly counts = new Map<number, number>();

  constructor(
    /** Number of the recording. */
    private readonly source: number,
  ) {}

  add(block: EventBlock, kinds: readonly EventKind[]): void {
    for (const kind of kinds) {
      if (kind.name === 'sched_waking' && kind.source === this.source) this.addKind(block, kind);
    }
  }

  private addKind(block: EventBlock, waking: EventKind): void {
    const column = block.fields[waking.index]?.low[fieldIndex(waking, 'pid')];
    if (column === undefined) return;
    for (let at = 0; at < block.length; at++) {
      if (block.kind[at] !== waking.index || (block.flags[at]! & IN_INTERRUPT) !== 0) continue;
      const detail = block.detail[at]!;
      const waker = block.tid[at]!;
      if (detail === NO_DETAIL || waker <= 0) continue;
      const pair = waker * TID_RANGE + column[detail]!;
      const count = this.counts.get(pair);
      if (count !== undefined || this.counts.size < MOST_PAIRS) {
        this.counts.set(pair, (count ?? 0) + 1);
      }
    }
  }

  /** Most frequent first, then by thread ids: the same trace gives the same order. */
  links(): readonly WakeupLink[] {
    return [...this.counts]
      .map(([pair, count]) => ({
        waker: Math.floor(pair / TID_RANGE),
        woken: pair % TID_RANGE,
        count,
      }))
      .sort((a, b) => b.count - a.count || a.waker - b.waker || a.woken - b.woken);
  }
}
