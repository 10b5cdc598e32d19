import type { NamedVcpu } from '../Recording';

/** More changes than threads change what they run; a column that is no vCPU makes one a row. */
const MOST_NAMED = 1 << 17;

/** Which thread runs which vCPU, as the rows of a table say it: one entry a change. */
export class NamedVcpus {
  readonly all: NamedVcpu[] = [];
  private readonly latest = new Map<number, NamedVcpu>();

  /** `vm`: undefined where no column tells. */
  add(tid: number, vcpu: number, vm: number | undefined, fromNs: number): void {
    const latest = this.latest.get(tid);
    if (latest?.vcpu === vcpu && latest.vm === vm) return;
    if (this.all.length === MOST_NAMED) return;
    const named = { tid, vcpu, vm, fromNs };
    this.latest.set(tid, named);
    this.all.push(named);
  }
}
