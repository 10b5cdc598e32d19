import type { StateObserver } from '../../vcpu/states/Segments';
import { State } from '../../vcpu/states/VcpuState';
import type { ExitMarks } from './ExitMarks';
import type { MarkList } from './MarkList';
import { SpanList } from './SpanList';
import { categoryOf, categoryOfClass, UNKNOWN_CATEGORY } from './stateCategories';

/** Stretches kept of a thread that nothing tells to run a vCPU: most of a host's threads do not. */
const MOST_UNBOUND = 1 << 14;

export interface StretchOptions {
  /** By binding: where the stretches go. */
  readonly lists: (SpanList | undefined)[];
  readonly exits: ExitMarks;
  /** Where begins what is read. */
  readonly fromNs: number;
  /** Whether any event up to a time tells that the thread runs a vCPU. */
  readonly mayRunVcpu: (atNs: number) => boolean;
}

/** Makes stretches of what a thread did: time in the kernel is of the class of the exit that it is for. */
export class ThreadStretches implements StateObserver {
  private list = new SpanList();
  private isBound = false;
  /** Exits of the vCPU that it runs, and the first of them that was not passed yet. */
  private exits: MarkList | undefined;
  private binding = -1;
  private nextExit = 0;
  private nextExitNs = Infinity;
  private latestExitNs = -Infinity;
  /** When its guest last stopped: an exit before that is handled. */
  private guestEndNs = -Infinity;

  private readonly fromNs: number;

  constructor(private readonly options: StretchOptions) {
    this.fromNs = options.fromNs;
  }

  bind(binding: number): void {
    const { lists } = this.options;
    // What came before the first vCPU counts as that one's.
    if (!this.isBound) lists[binding] ??= this.list;
    this.list = lists[binding] ??= new SpanList();
    this.isBound = true;
    this.binding = binding;
    this.exits = undefined;
  }

  add(state: State, fromNs: number, toNs: number): void {
    if (!this.isBound && this.list.length >= MOST_UNBOUND && !this.options.mayRunVcpu(fromNs)) {
      this.list = new SpanList();
    }
    const { list } = this;
    const sinceNs = list.toNs > this.fromNs ? list.toNs : this.fromNs;
    if (fromNs > sinceNs) list.push(UNKNOWN_CATEGORY, sinceNs, fromNs);
    const category = state === State.Kernel ? this.kernel(fromNs, toNs) : categoryOf(state);
    list.push(category, fromNs, toNs);
    if (state === State.Guest) this.guestEndNs = toNs;
  }

  /** Its stretches, while nothing told which vCPU's they are. */
  get unbound(): SpanList | undefined {
    return this.isBound ? undefined : this.list;
  }

  get unboundBytes(): number {
    return this.unbound?.bytes ?? 0;
  }

  private kernel(fromNs: number, toNs: number): number {
    const { exits } = this.options;
    const marks = (this.exits ??= this.resume(exits.of[this.binding]));
    if (marks === undefined) return categoryOf(State.Kernel);
    // More exits may have come since.
    if (this.nextExitNs === Infinity) this.nextExitNs = timeOf(marks, this.nextExit);
    while (this.nextExitNs <= fromNs) {
      this.latestExitNs = this.nextExitNs;
      this.nextExitNs = timeOf(marks, ++this.nextExit);
    }
    // Before the first exit there is none to handle, whenever the guest ran.
    if (this.latestExitNs > -Infinity && this.latestExitNs >= this.guestEndNs) {
      return this.classOf(marks, this.nextExit - 1);
    }
    // A host interrupt showed that the guest had stopped before its exit was traced (C-14).
    return this.nextExitNs < toNs ? this.classOf(marks, this.nextExit) : categoryOf(State.Kernel);
  }

  private classOf(marks: MarkList, index: number): number {
    return categoryOfClass(this.options.exits.kinds.all[marks.categoryOf(index)]!.classIndex);
  }

  private resume(marks: MarkList | undefined): MarkList | undefined {
    this.nextExit = marks?.countBefore(this.guestEndNs) ?? 0;
    this.nextExitNs = Infinity;
    this.latestExitNs = -Infinity;
    return marks;
  }
}

/** Infinity: it has not come yet. */
function timeOf(marks: MarkList, index: number): number {
  return index < marks.length ? marks.timeOf(index) : Infinity;
}
