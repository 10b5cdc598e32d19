import { lowerBound } from '../../base/bisect';
import { grown } from '../../base/grown';
import { TidIndex } from '../../base/TidIndex';

/** Forks of a busy host in an hour: more names than that are no recording's. */
const MOST_ENTRIES = 1 << 21;
/** Threads that a name came down through without any of them setting one. */
const MOST_PARENTS = 64;
const FIRST_ENTRIES = 1024;
const NONE = -1;
/** All threads are of the machine that was recorded. */
const MACHINE = 0;
/** As perf script spells the idle thread of every CPU. */
const IDLE_COMM = 'swapper';

/** Entries of one thread in order of time, as far as somebody asked. */
interface Timeline {
  readonly fromNs: number[];
  readonly entries: number[];
  /** The last one that is in the lists. */
  latest: number;
}

/**
 * What threads were called when, and their processes, by COMM and FORK records. EXIT records
 * are not needed: events of a thread still come after its own, and a new thread of that number has
 * a FORK. Entries are columns, a thread's form a chain: a host may start a million threads.
 */
export class ThreadNames {
  /** Names that were not kept. */
  dropped = 0;
  private readonly threads = new TidIndex();
  /** By thread number: its last entry, and its process. */
  private readonly latest: number[] = [];
  private readonly pids: number[] = [];
  private count = 0;
  private fromNs = new Float64Array(FIRST_ENTRIES);
  /** By entry: number of the name, or ~parent where it is that thread's name. */
  private name = new Int32Array(FIRST_ENTRIES);
  private before = new Int32Array(FIRST_ENTRIES);
  private readonly texts: string[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly timelines = new Map<number, Timeline>();

  /** `saved`: names that the kernel had saved before the recording. */
  constructor(saved: ReadonlyMap<number, string>) {
    for (const [tid, comm] of saved) this.named(tid, comm, -Infinity);
  }

  /** The thread is called so from `fromNs` on. */
  named(tid: number, comm: string, fromNs: number): void {
    let number = this.numbers.get(comm);
    if (number === undefined) {
      number = this.texts.push(comm) - 1;
      this.numbers.set(comm, number);
    }
    this.add(tid, number, fromNs);
  }

  /** The thread was started by another, whose name it has. */
  forked(tid: number, parentTid: number, fromNs: number): void {
    if (tid !== parentTid) this.add(tid, ~this.numberOf(parentTid), fromNs);
  }

  /** The thread belongs to the process. */
  belongs(tid: number, pid: number): void {
    this.pids[this.numberOf(tid)] = pid;
  }

  commOf(tid: number, timeNs: number): string | undefined {
    if (tid === 0) return IDLE_COMM;
    let thread = this.threads.find(MACHINE, tid);
    let atNs = timeNs;
    for (let parents = 0; thread >= 0 && parents < MOST_PARENTS; parents++) {
      const entry = this.entryAt(thread, atNs);
      const name = entry === NONE ? NONE : this.name[entry]!;
      if (entry === NONE || name >= 0) return this.texts[name];
      atNs = this.fromNs[entry]!;
      thread = ~name;
    }
    return undefined;
  }

  /** Whether the thread's name is only what it was started with. */
  isInherited(tid: number, timeNs: number): boolean {
    const thread = this.threads.find(MACHINE, tid);
    const entry = thread < 0 ? NONE : this.entryAt(thread, timeNs);
    return entry !== NONE && this.name[entry]! < 0;
  }

  pidOf(tid: number): number | undefined {
    const pid = this.pids[this.threads.find(MACHINE, tid)];
    return pid === undefined || pid < 0 ? undefined : pid;
  }

  private numberOf(tid: number): number {
    const thread = this.threads.indexOf(MACHINE, tid);
    if (thread === this.latest.length) {
      this.latest.push(NONE);
      this.pids.push(NONE);
    }
    return thread;
  }

  private add(tid: number, name: number, fromNs: number): void {
    if (this.count === MOST_ENTRIES) {
      this.dropped++;
      return;
    }
    if (this.count === this.fromNs.length) this.grow();
    const thread = this.numberOf(tid);
    const entry = this.count++;
    this.fromNs[entry] = fromNs;
    this.name[entry] = name;
    this.before[entry] = this.latest[thread]!;
    this.latest[thread] = entry;
  }

  /** The thread's last entry that is not after a time; NONE when all are. */
  private entryAt(thread: number, timeNs: number): number {
    const latest = this.latest[thread]!;
    if (latest === NONE) return NONE;
    let timeline = this.timelines.get(thread);
    if (timeline === undefined) {
      timeline = { fromNs: [], entries: [], latest: NONE };
      this.timelines.set(thread, timeline);
    }
    if (timeline.latest !== latest) this.update(timeline, latest);
    // Times are whole. Of equal ones, as of all names from before the recording, the last read holds.
    return timeline.entries[lowerBound(timeline.fromNs, timeNs + 1) - 1] ?? NONE;
  }

  private update(timeline: Timeline, latest: number): void {
    const { fromNs, entries } = timeline;
    const added: number[] = [];
    for (let entry = latest; entry !== timeline.latest; entry = this.before[entry]!) {
      added.push(entry);
    }
    timeline.latest = latest;
    let isInOrder = true;
    for (const entry of added.reverse()) {
      const entryNs = this.fromNs[entry]!;
      isInOrder &&= entryNs >= (fromNs.at(-1) ?? -Infinity);
      entries.push(entry);
      fromNs.push(entryNs);
    }
    if (isInOrder) return;
    // The buffers of the CPUs are read one after the other.
    entries.sort((a, b) => this.fromNs[a]! - this.fromNs[b]! || a - b);
    entries.forEach((entry, index) => {
      fromNs[index] = this.fromNs[entry]!;
    });
  }

  private grow(): void {
    const length = this.fromNs.length * 2;
    this.fromNs = grown(this.fromNs, new Float64Array(length));
    this.name = grown(this.name, new Int32Array(length));
    this.before = grown(this.before, new Int32Array(length));
  }
}
