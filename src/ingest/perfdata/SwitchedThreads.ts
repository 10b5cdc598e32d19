import type { EventFormat } from '../../formats/tracefs/EventFormat';

/** Threads of a host that are looked for; more would only cost memory. */
const MOST_THREADS = 1 << 16;
const NO_ID = -1;

/** A sample's place: its stream in the table, and its position in its part. */
export interface SamplePlace {
  readonly stream: number;
  readonly position: number;
}

/**
 * Where the scheduler first switched to each thread. That event holds the thread's own name, which
 * perf's side records can lack: of `kvm-pit/32668` they said `kthreadd`, whose child it is.
 */
export class SwitchedThreads {
  /** Number of the event that is noted; -1: the recording has no such, or not in a form that is known. */
  readonly eventId: number;
  readonly leastBytes: number;
  private readonly tidWord: number;
  /** By thread id. */
  private readonly places = new Map<number, SamplePlace>();

  constructor(formats: readonly EventFormat[]) {
    const format = formats.find(({ name }) => name === 'sched_switch');
    const tid = format?.fields.find(({ name }) => name === 'next_pid');
    const isKnown = tid?.size === 4 && tid.offset % 4 === 0;
    this.eventId = isKnown ? format!.id : NO_ID;
    this.tidWord = isKnown ? tid.offset / 4 : 0;
    this.leastBytes = isKnown ? tid.offset + tid.size : 0;
  }

  /** `raw`: where the event's record begins in the words. */
  note(words: Uint32Array, raw: number, stream: number, position: number): void {
    const tid = words[raw + this.tidWord]! | 0;
    if (tid <= 0 || this.places.has(tid) || this.places.size === MOST_THREADS) return;
    this.places.set(tid, { stream, position });
  }

  placeOf(tid: number): SamplePlace | undefined {
    return this.places.get(tid);
  }
}
