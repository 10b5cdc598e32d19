import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { Delivery, isSent } from './Accepts';
import type { Channel } from './Accepts';
import { vcpuKey } from './AcceptTable';
import type { AcceptTable } from './AcceptTable';
import type { HostInterrupts } from './HostInterrupts';
import { IdleAction } from './idleActions';
import type { IdleColumns } from './idleActions';
import type { IdleThreads } from './IdleThreads';
import type { IpiTraffic } from './IpiTraffic';
import type { PostedRoutes } from './PostedRoutes';
import type { SeenActions } from './SeenActions';
import type { Senders } from './Senders';
import type { WakerThread } from './WakerThread';

const WRITE_FAULT = 2;
const KICK_CPU = 5;
const SEND_IPI = 10;
/** The register by which a local APIC sends interrupts, by offset and as an MSR. */
const APIC_ICR = 0x300;
const X2APIC_ICR = 0x830;

export interface WakerSurroundings {
  readonly bindings: VcpuBindings;
  readonly threads: IdleThreads;
  readonly accepts: AcceptTable;
  readonly interrupts: HostInterrupts;
  readonly ipis: IpiTraffic;
  readonly senders: Senders;
  readonly routes: PostedRoutes;
  readonly seen: SeenActions;
}

/** What events on any thread tell of the wakes that it starts or carries. */
export class WakerEvents {
  constructor(private readonly around: WakerSurroundings) {}

  /** Takes an event of `thread`. False: it is one of the thread's own handling of an exit, or may be. */
  take(
    thread: WakerThread,
    of: IdleColumns,
    detail: number,
    stream: number,
    inInterrupt: boolean,
    atNs: number,
  ): boolean {
    const first = of.first?.[detail] ?? 0;
    switch (of.action) {
      case IdleAction.Accept:
      case IdleAction.PostedAccept:
        this.accept(thread, of, detail, stream, inInterrupt, atNs);
        return true;
      case IdleAction.Ipi:
        this.send(thread, 'ipi', vectorOf(of, detail));
        return true;
      case IdleAction.Hypercall:
        if (first === KICK_CPU) thread.isKick = true;
        else if (first === SEND_IPI) this.send(thread, 'pv-ipi', -1);
        return true;
      case IdleAction.HyperVIpi:
        this.send(thread, 'pv-ipi', first);
        return true;
      case IdleAction.AvicIpi:
        this.send(thread, 'avic', vectorOf(of, detail));
        return true;
      case IdleAction.Msi:
        thread.send('msi', vectorOf(of, detail));
        return true;
      case IdleAction.Line:
        thread.send('line', -1);
        thread.gsi = first;
        return true;
      case IdleAction.PageFault:
        thread.hasWriteFault = (first & WRITE_FAULT) !== 0;
        thread.faultLow = of.second?.[detail] ?? 0;
        thread.faultHigh = of.secondHigh?.[detail] ?? 0;
        return true;
      case IdleAction.AsyncDone:
        thread.asyncPageNs = atNs;
        return true;
      case IdleAction.Signal:
        thread.signalledThread = this.around.bindings.threads.find(of.source, first);
        return true;
      case IdleAction.PostedRoute:
        this.route(of, detail, first | 0);
        return true;
      case IdleAction.Apic:
        if (first === APIC_ICR) this.writeIcr(thread, of, detail);
        return true;
      case IdleAction.Msr:
        if (first === X2APIC_ICR) this.writeIcr(thread, of, detail);
        return false;
      default:
        return false;
    }
  }

  /** A vCPU's thread sends an IPI. */
  private send(thread: WakerThread, channel: Channel, vector: number): void {
    thread.send(channel, vector);
    const lane = this.around.threads.lanes[thread.index];
    if (lane !== undefined) this.around.senders.send(lane);
  }

  /** Tells of an IPI where kvm_apic_ipi is not recorded; the thread's exit tells several such events from several IPIs. */
  private writeIcr(thread: WakerThread, { third, source }: IdleColumns, detail: number): void {
    const { threads, senders, seen } = this.around;
    const lane = threads.lanes[thread.index];
    if (lane === undefined || thread.exitNs < 0 || third?.[detail] === 0) return;
    if (seen.of(source)[IdleAction.Ipi] === 0) senders.send(lane);
  }

  /** `vcpu`: -1 where posting ends, from 6.18 on. */
  private route(of: IdleColumns, detail: number, vcpu: number): void {
    const { routes } = this.around;
    const interrupt = of.second?.[detail] ?? 0;
    const isSet = (of.third?.[detail] ?? 1) !== 0;
    if (vcpu < 0 || !isSet) routes.end(of.source, interrupt);
    else routes.set(of.source, interrupt, vcpuKey(of.source, vcpu));
  }

  private accept(
    thread: WakerThread,
    of: IdleColumns,
    detail: number,
    stream: number,
    inInterrupt: boolean,
    atNs: number,
  ): void {
    const { threads, interrupts, ipis, senders } = this.around;
    const vcpu = of.first?.[detail] ?? 0;
    const vector = of.second?.[detail] ?? 0;
    const delivery = of.third?.[detail] ?? 0;
    const accepts = this.around.accepts.of(of.source, vcpu);
    if (of.action === IdleAction.PostedAccept && accepts.markPosted(thread.index, vector)) return;
    const channel = thread.channelFor(vector, delivery);
    const lane = threads.lanes[thread.index];
    if (!inInterrupt && thread.binding >= 0 && delivery <= Delivery.LowestPriority) {
      if (lane !== undefined && isSent(channel)) ipis.add(lane, vcpu, atNs);
    }
    const cpu = interrupts.on(stream);
    const accept = accepts.add();
    accept.atNs = atNs;
    accept.stream = stream;
    accept.thread = thread.index;
    accept.inInterrupt = inInterrupt;
    accept.vector = vector;
    accept.delivery = delivery;
    accept.channel = channel;
    accept.gsi = channel === 'line' ? thread.gsi : -1;
    accept.originNs = inInterrupt ? (cpu?.deviceNs ?? -1) : thread.exitNs;
    accept.place = inInterrupt ? -1 : senders.placeBeside(lane, vcpu);
    accept.isSpent = false;
    accept.isPosted = of.action === IdleAction.PostedAccept;
    accept.event = accept.isPosted ? 'kvm_apicv_accept_irq' : 'kvm_apic_accept_irq';
    if (!inInterrupt) {
      thread.acceptNs = atNs;
      thread.acceptVcpu = vcpu;
    }
  }
}

/** Vector in the low byte of an interrupt command or of an MSI's data; -1: a text does not print it. */
function vectorOf({ first }: IdleColumns, detail: number): number {
  const word = first?.[detail];
  return word === undefined ? -1 : word & 0xff;
}
