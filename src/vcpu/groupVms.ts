import { addToList } from '../base/addToList';
import type { RecordedThreads } from './RecordedThreads';
import type { VcpuBinding } from './VcpuBindings';
import type { WakeupLink } from './WakeupLinks';

/** The threads of one VM. */
export interface VmGroup {
  readonly name: string | undefined;
  /** Process of the VMM; undefined when the recording does not tell. */
  readonly pid: number | undefined;
  /** Indices of bindings, by vCPU id, then thread. */
  readonly bindings: readonly number[];
}

/** All VMs, and whether telling them apart took a guess. */
export interface VmGrouping {
  readonly vms: readonly VmGroup[];
  /** Some threads were given to a VM only because their ids are near to its other threads'. */
  readonly guessed: boolean;
}

/**
 * Tells which vCPU threads belong to one VM: by the VM that the recording itself names (`vmOf`) or
 * their process, where it holds them or a kernel thread's name does; else by the guests it names, then by who wakes whom, and only
 * then by nearness of thread ids, since a VMM starts its vCPU threads one after the other. Two threads
 * that run the same vCPU id are never one VM. Rules.
 */
export function groupVms(
  bindings: readonly VcpuBinding[],
  links: readonly WakeupLink[],
  { guests, pidOf: recordedPidOf, commOf }: Omit<RecordedThreads, 'namedVcpus'>,
  vmOf: (tid: number) => number | undefined = () => undefined,
): VmGrouping {
  const helped = pidsByHelpers(links, commOf);
  const pidOf = (tid: number): number | undefined => recordedPidOf(tid) ?? helped.get(tid);
  const ownerOf = (tid: number): number | undefined => vmOf(tid) ?? pidOf(tid);
  const groups = new Groups(bindings, ownerOf);
  for (const threads of threadsByOwner(bindings, ownerOf)) groups.joinAll(threads);
  for (const guest of guests) groups.joinAll(guest.vcpuTids.map(({ tid }) => tid));
  for (const { waker, woken } of links) {
    if (groups.runsVcpu(waker) && groups.runsVcpu(woken)) groups.join(waker, woken);
  }
  for (const family of wakerFamilies(links, groups)) groups.joinAll(family);
  const guessed = groups.joinByNearness();
  const vms = groups.list().map((members) => ({
    name: guests.find((guest) =>
      guest.vcpuTids.some(({ tid }) => bindings[members[0]!]!.tid === tid),
    )?.name,
    pid: pidOf(bindings[members[0]!]!.tid),
    bindings: members,
  }));
  return { vms, guessed };
}

/** By thread: the process that a kernel thread works for which woke it, as its name has it. */
function pidsByHelpers(
  links: readonly WakeupLink[],
  commOf: RecordedThreads['commOf'],
): ReadonlyMap<number, number> {
  const pids = new Map<number, number>();
  for (const { waker, woken } of links) {
    const [, pid] = /^(?:kvm-pit\/|vhost-)(\d+)$/.exec(commOf(waker, Infinity) ?? '') ?? [];
    if (pid !== undefined) pids.set(woken, Number(pid));
  }
  return pids;
}

function threadsByOwner(
  bindings: readonly VcpuBinding[],
  ownerOf: (tid: number) => number | undefined,
): number[][] {
  const threads = new Map<number, number[]>();
  for (const { tid } of bindings) {
    const owner = ownerOf(tid);
    if (owner !== undefined) addToList(threads, owner, tid);
  }
  return [...threads.values()];
}

/** vCPU threads woken by one other thread. A thread that wakes two with one vCPU id serves no single VM. */
function wakerFamilies(links: readonly WakeupLink[], groups: Groups): number[][] {
  const wokenBy = new Map<number, number[]>();
  for (const { waker, woken } of links) {
    if (groups.runsVcpu(waker) || !groups.runsVcpu(woken)) continue;
    addToList(wokenBy, waker, woken);
  }
  return [...wokenBy.values()].filter((family) => !groups.sharesVcpuId(family));
}

/** Threads that are one VM's, as far as is known. */
interface Group {
  readonly tids: Set<number>;
  /** All vCPU ids they run. */
  readonly vcpus: Set<number>;
  lowestTid: number;
  /** Process or VM that the recording names; undefined: it does not tell. */
  owner: number | undefined;
}

/** Disjoint sets of vCPU threads. */
class Groups {
  private readonly groupOfTid = new Map<number, Group>();
  private readonly vcpusOfTid = new Map<number, Set<number>>();

  constructor(
    private readonly bindings: readonly VcpuBinding[],
    ownerOf: (tid: number) => number | undefined,
  ) {
    for (const { tid, vcpu } of bindings) {
      const group = this.groupOfTid.get(tid);
      if (group === undefined) {
        const tids = new Set([tid]);
        const owner = ownerOf(tid);
        this.groupOfTid.set(tid, { tids, vcpus: new Set([vcpu]), lowestTid: tid, owner });
        this.vcpusOfTid.set(tid, new Set([vcpu]));
      } else {
        group.vcpus.add(vcpu);
        this.vcpusOfTid.get(tid)!.add(vcpu);
      }
    }
  }

  runsVcpu(tid: number): boolean {
    return this.groupOfTid.has(tid);
  }

  /** Whether two of the threads run the same vCPU id. */
  sharesVcpuId(tids: Iterable<number>): boolean {
    const seen = new Set<number>();
    for (const tid of tids) {
      for (const vcpu of this.vcpusOfTid.get(tid) ?? []) {
        if (seen.has(vcpu)) return true;
        seen.add(vcpu);
      }
    }
    return false;
  }

  joinAll(tids: readonly number[]): void {
    const [first, ...others] = tids.filter((tid) => this.runsVcpu(tid));
    if (first !== undefined) for (const tid of others) this.join(first, tid);
  }

  /** Makes one group of two, unless they share a vCPU id or have two owners; tells whether they are one now. */
  join(a: number, b: number): boolean {
    const groupA = this.groupOfTid.get(a)!;
    const groupB = this.groupOfTid.get(b)!;
    if (groupA === groupB) return true;
    const owner = groupA.owner ?? groupB.owner;
    if (owner !== (groupB.owner ?? owner)) return false;
    // The smaller into the larger: a damaged recording can name a hundred thousand threads.
    const [from, into] =
      groupA.vcpus.size < groupB.vcpus.size ? [groupA, groupB] : [groupB, groupA];
    for (const vcpu of from.vcpus) if (into.vcpus.has(vcpu)) return false;
    for (const vcpu of from.vcpus) into.vcpus.add(vcpu);
    for (const tid of from.tids) {
      into.tids.add(tid);
      this.groupOfTid.set(tid, into);
    }
    into.lowestTid = Math.min(into.lowestTid, from.lowestTid);
    into.owner = owner;
    return true;
  }

  /** Joins what is left in the order of thread ids; tells whether that decided anything uncertain. */
  joinByNearness(): boolean {
    const tids = [...this.groupOfTid.keys()].sort((a, b) => a - b);
    const uncertain = this.sharesVcpuId(tids) && new Set(this.groupOfTid.values()).size > 1;
    let joined = false;
    for (let index = 1; index < tids.length; index++) {
      const before = this.groupOfTid.get(tids[index - 1]!);
      const same = before === this.groupOfTid.get(tids[index]!);
      if (!same && this.join(tids[index - 1]!, tids[index]!)) joined = true;
    }
    return uncertain && joined;
  }

  /** Groups of bindings, by their lowest thread id. */
  list(): number[][] {
    const order = this.bindings.map((_, index) => index);
    order.sort((a, b) => {
      const left = this.bindings[a]!;
      const right = this.bindings[b]!;
      return left.vcpu - right.vcpu || left.tid - right.tid || left.fromNs - right.fromNs;
    });
    const members = new Map<Group, number[]>();
    const groups = [...new Set(this.groupOfTid.values())];
    for (const group of groups.sort((a, b) => a.lowestTid - b.lowestTid)) members.set(group, []);
    for (const index of order) {
      members.get(this.groupOfTid.get(this.bindings[index]!.tid)!)!.push(index);
    }
    return [...members.values()];
  }
}
