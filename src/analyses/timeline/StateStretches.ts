import type { StateObserver } from '../../vcpu/states/Segments';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import type { ExitMarks } from './ExitMarks';
import type { SpanList } from './SpanList';
import { ThreadStretches } from './ThreadStretches';
import { UNKNOWN_CATEGORY } from './stateCategories';

/** What each vCPU did from the begin of what is read to its end, as stretches of STATE_CATEGORIES. */
export class StateStretches {
  /** By binding. */
  private readonly lists: (SpanList | undefined)[] = [];
  /** By thread number. */
  private readonly threads: (ThreadStretches | undefined)[] = [];

  /** `fromNs`: where begins what is read. */
  constructor(
    private readonly bindings: VcpuBindings,
    private readonly exits: ExitMarks,
    private readonly fromNs: number,
  ) {}

  /** Gets the states of a thread, as they are settled; the exits up to then must be known. */
  observerOf(source: number, tid: number): StateObserver {
    const thread = new ThreadStretches({
      lists: this.lists,
      exits: this.exits,
      fromNs: this.fromNs,
      mayRunVcpu: (atNs) => this.bindings.at(source, tid, atNs) !== undefined,
    });
    this.threads[this.bindings.threads.indexOf(source, tid)] = thread;
    return thread;
  }

  /** Stretches of a binding, as far as they are settled; undefined: there are none. */
  of(binding: number): SpanList | undefined {
    return this.lists[binding] ?? this.ofThreadOf(binding);
  }

  /** Nothing more comes: what is not told up to the end is unknown. */
  close(endNs: number): void {
    for (const list of this.lists) {
      if (list === undefined) continue;
      list.push(UNKNOWN_CATEGORY, Math.max(list.toNs, this.fromNs), endNs);
      list.trim();
    }
    // What is left is of threads that run no vCPU.
    this.threads.length = 0;
  }

  get bytes(): number {
    const ofLists = this.lists.reduce((sum, list) => sum + (list?.bytes ?? 0), 0);
    return this.threads.reduce((sum, thread) => sum + (thread?.unboundBytes ?? 0), ofLists);
  }

  /** Other events than entries and exits may have told what the thread runs. */
  private ofThreadOf(binding: number): SpanList | undefined {
    const { source, tid } = this.bindings.all[binding]!;
    return this.threads[this.bindings.threads.find(source, tid)]?.unbound;
  }
}
