import { BLOCK_ROWS } from '../events/EventTable';
import type { EventBlock, EventTable } from '../events/EventTable';
import type { EventAccess } from '../queries/EventAccess';
import { eventAccess } from './eventAccess';
import type { IdentityPasses } from './passes';
import type { OpenTrace } from './OpenTrace';

/** One event on its way past: `at` is counted up for the next one. */
export interface SpelledEvent {
  readonly access: EventAccess;
  readonly block: EventBlock;
  at: number;
}

/**
 * Spells events out while a trace is read whose blocks do not stay. Only the block before the
 * current one is kept: what a fault means depends on the exit before it.
 */
export class EventSpeller {
  private previous: EventBlock | undefined;

  /** `passes`: over the same trace, read before. */
  constructor(
    private readonly trace: OpenTrace,
    private readonly passes: IdentityPasses,
  ) {}

  /** The first event of the block that was read next; whoever looks at it goes on to the others. */
  enter(read: EventBlock): SpelledEvent {
    const block = { ...read, firstRow: this.previous === undefined ? 0 : BLOCK_ROWS };
    const event = { access: this.accessTo(block), block, at: 0 };
    this.previous = read;
    return event;
  }

  private accessTo(block: EventBlock): EventAccess {
    const { kinds, streams } = this.trace.reader;
    const before = this.previous === undefined ? [] : [{ ...this.previous, firstRow: 0 }];
    const length = block.firstRow + block.length;
    const table: EventTable = { length, blocks: [...before, block], kinds, streams };
    return eventAccess(this.trace, this.passes, table);
  }
}
