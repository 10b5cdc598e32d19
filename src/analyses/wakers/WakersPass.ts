import type { EventPass, TraceSoFar } from '../../events/EventPass';
import type { EventBlock } from '../../events/EventTable';

/** The sched_waking events of one recording. */
export interface Wakers {
  count: number;
  /** Threads they happened in; 0 is an idle host CPU. */
  readonly tids: Set<number>;
}

/** In which threads wakeups were recorded: one forward pass. */
export class WakersPass implements EventPass {
  private readonly ofSources: Wakers[] = [];

  ofSource(source: number): Wakers {
    return (this.ofSources[source] ??= { count: 0, tids: new Set() });
  }

  add(block: EventBlock, { kinds }: TraceSoFar): void {
    const wakersOf = kinds.map(({ name, source }) =>
      name === 'sched_waking' ? this.ofSource(source) : undefined,
    );
    if (wakersOf.every((wakers) => wakers === undefined)) return;
    for (let at = 0; at < block.length; at++) {
      const wakers = wakersOf[block.kind[at]!];
      if (wakers === undefined) continue;
      wakers.count++;
      wakers.tids.add(block.tid[at]!);
    }
  }
}
