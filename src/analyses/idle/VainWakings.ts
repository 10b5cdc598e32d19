import { Evidence } from '../../base/Evidence';
import type { Waking } from './Waking';

/** Wakings in halts that went on, as if nobody had woken the vCPU (E.6). */
export class VainWakings {
  count = 0;
  readonly at = new Evidence();
  /** By the number of the thread that did it, outside of interrupts. */
  readonly wakers = new Map<number, number>();

  add({ atNs, thread, inInterrupt }: Waking): void {
    this.count++;
    this.at.add(0, atNs);
    if (!inInterrupt) this.wakers.set(thread, (this.wakers.get(thread) ?? 0) + 1);
  }
}
