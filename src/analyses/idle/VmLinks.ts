/**
 * Which threads belong to one VM, as they wake each other by interrupts for its vCPUs: needed while
 * a trace is read, when the directory of VMs is not complete.
 */
export class VmLinks {
  private readonly parent: number[] = [];
  /** By vCPU id in its recording: the threads that run such a vCPU. */
  private readonly lanesOf = new Map<number, number[]>();

  /** A thread runs a vCPU of this id. */
  run(thread: number, vcpu: number): void {
    const lanes = this.lanesOf.get(vcpu);
    if (lanes === undefined) this.lanesOf.set(vcpu, [thread]);
    else if (!lanes.includes(thread)) lanes.push(thread);
  }

  /** Two vCPU threads are of one VM. */
  join(a: number, b: number): void {
    const [first, second] = [this.rootOf(a), this.rootOf(b)];
    if (first !== second) this.parent[Math.max(first, second)] = Math.min(first, second);
  }

  /**
   * Whether an interrupt for vCPU `vcpu` is for the thread, if it comes from the VM of the vCPU thread
   * `sender` (-1: unknown); undefined: nothing tells.
   */
  isMeant(sender: number, thread: number, vcpu: number): boolean | undefined {
    const lanes = this.lanesOf.get(vcpu);
    if (lanes === undefined || lanes.length <= 1) return true;
    if (sender < 0) return undefined;
    const root = this.rootOf(sender);
    if (root === this.rootOf(thread)) return true;
    return lanes.some((lane) => this.rootOf(lane) === root) ? false : undefined;
  }

  private rootOf(thread: number): number {
    let root = thread;
    while (this.parent[root] !== undefined && this.parent[root] !== root) {
      root = this.parent[root]!;
    }
    return root;
  }
}
