import { Delivery } from './Accepts';
import type { Channel } from './Accepts';

/** What a thread did last that can wake a vCPU: of a vCPU's own thread, since its latest exit. */
export class WakerThread {
  /** Binding of the vCPU that it runs; -1: it runs none, as far as is known. */
  binding = -1;
  exitNs = -1;
  channel: Channel = 'untold';
  /** Vector that the channel's event named; -1: it named none. */
  channelVector = -1;
  /** Interrupt line that it set last; -1: none. */
  gsi = -1;
  isKick = false;
  /** A write that faulted in this exit: its guest-physical address, in two words; undefined: none. */
  faultLow = 0;
  faultHigh = 0;
  hasWriteFault = false;
  asyncPageNs = -1;
  /** Latest acceptance that it made, and for which vCPU. */
  acceptNs = -1;
  acceptVcpu = -1;
  /** Number of a vCPU thread whose VM it serves, for one that runs none itself; -1: unknown, -2: several VMs'. */
  serves = -1;
  signalledThread = -1;

  constructor(
    readonly source: number,
    readonly tid: number,
    /** Its number in this analysis. */
    readonly index: number,
  ) {}

  exit(atNs: number): void {
    this.exitNs = atNs;
    this.forget();
  }

  /** Back in the guest: what was done for the last exit is over. */
  entry(): void {
    this.exitNs = -1;
    this.forget();
  }

  send(channel: Channel, vector: number): void {
    this.channel = channel;
    this.channelVector = vector;
  }

  /** By which way an interrupt that the thread delivers came to it. */
  channelFor(vector: number, delivery: number): Channel {
    if (delivery === Delivery.PvKick) return 'pv-ipi';
    const named = this.channelVector;
    const fits = named < 0 || named === vector || delivery > Delivery.LowestPriority;
    return fits ? this.channel : 'untold';
  }

  private forget(): void {
    this.channel = 'untold';
    this.channelVector = -1;
    this.isKick = false;
    this.hasWriteFault = false;
  }
}
