/** How an interrupt came to a guest's local APIC, as the events around the acceptance tell. */
export type Channel =
  /** Nothing before it on its thread tells. */
  | 'untold'
  /** kvm_apic_ipi. */
  | 'ipi'
  /** A hypercall for many: KVM's SEND_IPI or Hyper-V's. */
  | 'pv-ipi'
  /** kvm_avic_incomplete_ipi. */
  | 'avic'
  /** kvm_msi_set_irq. */
  | 'msi'
  /** kvm_set_irq and what follows it. */
  | 'line';

/** Whether a vCPU sent it to another. */
export function isSent(channel: Channel): boolean {
  return channel === 'ipi' || channel === 'pv-ipi' || channel === 'avic';
}

/** Delivery modes as the events' `dm` shows them (A.2). */
export const Delivery = {
  Fixed: 0,
  LowestPriority: 0x100,
  Smi: 0x200,
  PvKick: 0x300,
  Nmi: 0x400,
  Init: 0x500,
  Sipi: 0x600,
  External: 0x700,
} as const;

export type Delivery = (typeof Delivery)[keyof typeof Delivery];

/** One acceptance of an interrupt for a vCPU: kvm_apic_accept_irq, or kvm_apicv_accept_irq without it. */
export interface Accept {
  atNs: number;
  stream: number;
  /** Number of the thread that ran: the sender, or whom an interrupt hit. */
  thread: number;
  /** It came from interrupt context: the thread is nobody's. */
  inInterrupt: boolean;
  vector: number;
  delivery: number;
  channel: Channel;
  /** Interrupt line that it came by; -1: by none, or it is not told. */
  gsi: number;
  /** Where its chain began: the sender's exit, the device's interrupt; -1: not recorded. */
  originNs: number;
  /** Number of the place of the sender's exit, as `Senders` has it; negative: none is told. */
  place: number;
  /** The guest got it, or it woke the guest already. */
  isSpent: boolean;
  /** Tracepoint that told it first. */
  event: 'kvm_apic_accept_irq' | 'kvm_apicv_accept_irq';
  /** It was posted to the processor's virtual APIC: no injection follows. */
  isPosted: boolean;
}

/** Interrupts of a vCPU that are remembered: one a vector is what a local APIC holds, few are pending at once. A power of two. */
const REMEMBERED = 16;

/** The latest acceptances for one vCPU id, in a ring. */
export class Accepts {
  private readonly ring: Accept[] = [];
  private next = 0;

  /** The entry to fill for a new acceptance. */
  add(): Accept {
    const at = this.next++ & (REMEMBERED - 1);
    return (this.ring[at] ??= emptyAccept());
  }

  /** kvm_apicv_accept_irq follows the acceptance that it is about, where both are there. */
  markPosted(thread: number, vector: number): boolean {
    for (let back = 0; back < this.ring.length; back++) {
      const accept = this.latest(back);
      if (accept.vector !== vector || accept.thread !== thread) continue;
      if (accept.isPosted) return false;
      accept.isPosted = true;
      return true;
    }
    return false;
  }

  /** How many there are to look back at. */
  get length(): number {
    return this.ring.length;
  }

  /** The one `back` places before the latest (0). */
  latest(back: number): Accept {
    return this.ring[(this.next - 1 - back) & (REMEMBERED - 1)]!;
  }
}

function emptyAccept(): Accept {
  return {
    atNs: 0,
    stream: 0,
    thread: -1,
    inInterrupt: false,
    vector: 0,
    delivery: 0,
    channel: 'untold',
    gsi: -1,
    originNs: -1,
    place: -1,
    isSpent: false,
    event: 'kvm_apic_accept_irq',
    isPosted: false,
  };
}
