import { COLON, LESS } from '../../formats/ascii';
import { lowerBound } from '../../base/bisect';
import { grown } from '../../base/grown';
import { TidIndex } from '../../base/TidIndex';
import { NO_TID } from '../../events/EventTable';
import { latin1 } from '../../formats/text';
import { ByteNames, nextHash } from '../../formats/text/ByteNames';
import type { ThreadsBy } from './threadNumbers';

/** Names that a text may give its threads, all together: beyond, threads keep their last name. */
const MOST_NAMES = 1 << 18;
/** Hash of no name, and of a thread that had no line yet. */
const NO_NAME = 0;
const NO_PID = -1;
const FIRST_THREADS = 64;
/** Numbers of threads that only have a name: this one and less. */
const FIRST_NAMED = NO_TID - 1;
/** A text is one machine's. */
const MACHINE = 0;

/** Names of one thread: `names[i]` from `fromNs[i]` on, undefined where the tool did not know it. */
interface ThreadNames {
  readonly fromNs: number[];
  readonly names: (string | undefined)[];
}

/** Names and processes of the threads of a text, which every line tells again. */
export class TextThreads {
  private readonly threads = new TidIndex();
  /** By thread number: hash of the name in its last line. */
  private hashes = new Int32Array(FIRST_THREADS);
  private pids = new Int32Array(FIRST_THREADS).fill(NO_PID);
  private readonly names: (ThreadNames | undefined)[] = [];
  private nameCount = 0;
  /** Names of threads without a number. */
  private readonly byName = new ByteNames();
  /** By the number of such a name and the process: the thread. */
  private readonly namedThreads = new Map<number, number>();
  /** Lines whose layout does not number threads; `:-1` stands where perf has lost one. */
  unnumbered = 0;

  constructor(private readonly threadsBy: ThreadsBy = 'number') {}

  /**
   * A line of the thread `tid`, -1 where it does not tell: then threads are told apart by their names.
   * `pid` -1: it does not tell the process. Returns the thread as the table has it.
   */
  add(
    tid: number,
    pid: number,
    bytes: Uint8Array,
    nameFrom: number,
    nameTo: number,
    timeNs: number,
  ): number {
    if (tid < 0) return this.named(pid, bytes, nameFrom, nameTo, timeNs);
    if (this.threadsBy !== 'number') return this.named(tid, bytes, nameFrom, nameTo, timeNs);
    let hash = nameTo - nameFrom;
    for (let at = nameFrom; at < nameTo; at++) hash = nextHash(hash, bytes[at]!);
    const thread = this.numberOf(tid);
    if (pid >= 0) this.pids[thread] = pid;
    if (this.hashes[thread] === hash && hash !== NO_NAME) return tid;
    this.hashes[thread] = hash;
    this.rename(thread, nameOf(bytes, nameFrom, nameTo), timeNs);
    return tid;
  }

  /** A record that only says how a thread of a process is called from now on. */
  addNamed(tid: number, pid: number, name: string, timeNs: number): void {
    const thread = this.numberOf(tid);
    this.pids[thread] = pid;
    this.rename(thread, name, timeNs);
  }

  /** As every line of the text has it; undefined when none has. */
  commOf(tid: number, timeNs: number): string | undefined {
    const thread = this.threads.find(MACHINE, tid);
    const known = thread < 0 ? undefined : this.names[thread];
    if (known === undefined) return undefined;
    // The last name that began by then, the first one for what came before.
    const index = Math.max(0, lowerBound(known.fromNs, timeNs + 1) - 1);
    return known.names[index];
  }

  pidOf(tid: number): number | undefined {
    const thread = this.threads.find(MACHINE, tid);
    const pid = thread < 0 ? NO_PID : this.pids[thread]!;
    return pid === NO_PID ? undefined : pid;
  }

  private named(pid: number, bytes: Uint8Array, from: number, to: number, timeNs: number): number {
    if (bytes[from] !== COLON) this.unnumbered++;
    if (this.threadsBy === 'nothing') return NO_TID;
    const { byName, namedThreads } = this;
    const known = byName.find(bytes, from, to);
    const thread = known < 0 ? undefined : namedThreads.get(keyOf(known, pid));
    if (thread !== undefined) return thread;
    const name = nameOf(bytes, from, to);
    if (name === undefined || namedThreads.size >= MOST_NAMES) return NO_TID;
    const tid = FIRST_NAMED - namedThreads.size;
    namedThreads.set(keyOf(byName.add(bytes, from, to), pid), tid);
    const number = this.numberOf(tid);
    this.pids[number] = pid;
    this.rename(number, name, timeNs);
    return tid;
  }

  private numberOf(tid: number): number {
    const thread = this.threads.indexOf(MACHINE, tid);
    if (thread >= this.hashes.length) this.grow();
    return thread;
  }

  private rename(thread: number, name: string | undefined, timeNs: number): void {
    const known = (this.names[thread] ??= { fromNs: [], names: [] });
    const { fromNs, names } = known;
    // Lines of several host CPUs are not read in order of time.
    const at = lowerBound(fromNs, timeNs + 1);
    if (at > 0 && names[at - 1] === name) return;
    if (this.nameCount >= MOST_NAMES) return;
    this.nameCount++;
    fromNs.splice(at, 0, timeNs);
    names.splice(at, 0, name);
  }

  private grow(): void {
    const length = this.hashes.length * 2;
    this.hashes = grown(this.hashes, new Int32Array(length));
    this.pids = grown(this.pids, new Int32Array(length).fill(NO_PID));
  }
}

/** Names are fewer than 2^18 and processes than 2^22; -1 is one, too. */
function keyOf(name: number, pid: number): number {
  return name * 2 ** 23 + pid + 1;
}

/** `<...>` of ftrace and `:1234` of perf stand for a name that nobody saved. */
function nameOf(bytes: Uint8Array, from: number, to: number): string | undefined {
  const name = latin1(bytes.subarray(from, to));
  if (bytes[from] === LESS && name === '<...>') return undefined;
  if (bytes[from] === COLON && /^:-?\d+$/.test(name)) return undefined;
  return name === '' ? undefined : name;
}
