import type { LinePrefix } from '../../formats/text/LinePrefix';
import { latin1 } from '../../formats/text';

/** One entry that follows another may be that of a lost exit; so many are not. */
const FEWEST_NESTED = 3;

/** What tells the threads of a text apart. */
export type ThreadsBy =
  /** The number in each line, or the name where a line has none. */
  | 'number'
  /** The name within a process: the numbers are of processes (perf script -F pid, without tid). */
  | 'name'
  /** Several threads of one process have one name, too. */
  | 'nothing';

/**
 * Finds out what the numbers of perf script's lines are: `pid` and `tid` look the same. No thread enters a
 * guest on a second vCPU before it has left the first one.
 */
export class ThreadNumbers {
  private readonly byNumber = new NestedEntries();
  private readonly byName = new NestedEntries();
  /** Lines have a number that may be a process's. */
  hasDoubtful = false;

  add(bytes: Uint8Array, prefix: LinePrefix, event: string, payload: string): void {
    const { family, tid, pid, commFrom, commTo } = prefix;
    if (family !== 'perf' || (tid >= 0 && pid >= 0)) return;
    this.hasDoubtful = true;
    const name = event.slice(event.indexOf(':') + 1);
    if (name !== 'kvm_entry' && name !== 'kvm_exit') return;
    const comm = latin1(bytes.subarray(commFrom, commTo));
    const vcpu = name === 'kvm_exit' ? undefined : /^vcpu (\d+)/.exec(payload)?.[1];
    if (tid >= 0) this.byNumber.add(`${tid}`, vcpu);
    this.byName.add(`${tid} ${comm}`, vcpu);
  }

  get threadsBy(): ThreadsBy {
    if (this.byName.areThere) return 'nothing';
    return this.byNumber.areThere ? 'name' : 'number';
  }
}

/** Entries on a vCPU while the guest runs on another one, by what may be a thread. */
class NestedEntries {
  private readonly running = new Map<string, string>();
  private count = 0;

  get areThere(): boolean {
    return this.count >= FEWEST_NESTED;
  }

  /** `vcpu` undefined: the guest was left. */
  add(thread: string, vcpu: string | undefined): void {
    if (vcpu === undefined) {
      this.running.delete(thread);
      return;
    }
    const before = this.running.get(thread);
    if (before !== undefined && before !== vcpu) this.count++;
    this.running.set(thread, vcpu);
  }
}
