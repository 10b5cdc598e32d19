import type { WakeCount, Waker } from '../../protocol/idle';
import type { IdlePeriod } from './PeriodTable';
import type { ThreadName } from './threadName';

interface Tallied extends Waker {
  count: number;
  /** By `vm/vcpu`. */
  readonly woken: Map<string, { readonly vm: number; readonly vcpu: number; count: number }>;
}

/** Counts who or what woke whom: domain reference E.1. */
export class WakerTally {
  private readonly byKey = new Map<string, Tallied>();

  constructor(private readonly nameOf: ThreadName) {}

  /** Takes a period that ended. */
  add({ binding, vm, vcpu, endNs, cause, sourceVcpu, sourceTid }: IdlePeriod): void {
    const tid = sourceTid < 0 || sourceVcpu !== undefined ? null : sourceTid;
    // Another VM's vCPU 1 is another waker.
    const place = sourceVcpu === undefined ? '' : `${vm}/${sourceVcpu}`;
    const key = `${cause} ${place} ${tid ?? ''}`;
    let waker = this.byKey.get(key);
    if (waker === undefined) {
      const comm = tid === null ? '' : this.nameOf(binding, tid, endNs);
      const sender = sourceVcpu === undefined ? { vm: null, vcpu: null } : { vm, vcpu: sourceVcpu };
      waker = { cause, ...sender, tid, comm, count: 0, woken: new Map() };
      this.byKey.set(key, waker);
    }
    waker.count++;
    const target = waker.woken.get(`${vm}/${vcpu}`);
    if (target === undefined) waker.woken.set(`${vm}/${vcpu}`, { vm, vcpu, count: 1 });
    else target.count++;
  }

  /** Most wakes first. */
  result(): { readonly wakers: readonly Waker[]; readonly wakes: readonly WakeCount[] } {
    const sorted = [...this.byKey.values()].sort(
      (a, b) => b.count - a.count || a.cause.localeCompare(b.cause) || (a.tid ?? 0) - (b.tid ?? 0),
    );
    return {
      wakers: sorted.map(({ cause, vm, vcpu, tid, comm }) => ({ cause, vm, vcpu, tid, comm })),
      wakes: sorted.flatMap(({ woken }, waker) =>
        [...woken.values()].map((target) => ({ waker, ...target })),
      ),
    };
  }
}
