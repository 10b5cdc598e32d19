import { vcpuKey } from './AcceptTable';
import { IdleAction } from './idleActions';
import type { IdleLane } from './IdleLane';
import type { PostedRoutes } from './PostedRoutes';
import type { SeenActions } from './SeenActions';
import type { VmLinks } from './VmLinks';
import type { WakerThread } from './WakerThread';

/** What the search for a cause may ask about the rest of the trace. */
export interface WakeContext {
  readonly threads: readonly (WakerThread | undefined)[];
  /** Whether a thread belongs to the VM of a lane, as far as is known; undefined: cannot be told. */
  readonly isOfVm: (thread: number, lane: IdleLane) => boolean | undefined;
  readonly acceptsRecorded: boolean;
  readonly injectionsRecorded: boolean;
  /** The processor delivers interrupts by itself: no injection tells of them. */
  readonly isApicVirtual: boolean;
  /** Injections, or posted interrupts in their place. */
  readonly interruptsRecorded: boolean;
  /** Those by the APIC, which are all that KVM can tell from what a VMM's thread injects. */
  readonly ipisRecorded: boolean;
  readonly devicesRecorded: boolean;
  readonly switchesRecorded: boolean;
  /** Changes of poll windows are, or would be. */
  readonly windowsRecorded: boolean;
  /** Hardware delivers some interrupts without an event, as others that do show tell. */
  readonly postsInterrupts: boolean;
  /** Whether a device's interrupts are posted to the lane's vCPU. */
  readonly isPostedTo: (lane: IdleLane) => boolean;
  /** Whether this thread just signalled that one. */
  readonly hasSignalled: (sender: number, target: number) => boolean;
}

export interface WakeSurroundings {
  readonly threads: readonly (WakerThread | undefined)[];
  readonly links: VmLinks;
  readonly routes: PostedRoutes;
  readonly seen: SeenActions;
  /** Whether a recording would hold an event of KVM; undefined: it does not say. */
  readonly wasAskedFor: (source: number, event: string) => boolean | undefined;
}

/** So many acceptances without any injection: the processor's virtual APIC delivers them (E.5). */
const ENOUGH_ACCEPTS = 16;

/** What a cause is searched with for the vCPUs of one recording, while it is read. */
export function wakeContext(
  { threads, links, routes, seen: seenBy, wasAskedFor }: WakeSurroundings,
  source: number,
): WakeContext {
  const seen = seenBy.of(source);
  const injectionsAsked = wasAskedFor(source, 'kvm_inj_virq') === true;
  const windowsAsked = wasAskedFor(source, 'kvm_halt_poll_ns') === true;
  return {
    threads,
    isOfVm: (thread, lane) => {
      const sender = threads[thread]!;
      return links.isMeant(
        sender.binding >= 0 ? thread : sender.serves,
        lane.thread,
        vcpuKey(sender.source, lane.vcpu),
      );
    },
    get acceptsRecorded() {
      return seen[IdleAction.Accept]! + seen[IdleAction.PostedAccept]! > 0;
    },
    get injectionsRecorded() {
      return seen[IdleAction.Inject]! > 0 || (injectionsAsked && !this.isApicVirtual);
    },
    get isApicVirtual() {
      const { Inject, Accept } = IdleAction;
      return injectionsAsked && seen[Inject] === 0 && seen[Accept]! >= ENOUGH_ACCEPTS;
    },
    get interruptsRecorded() {
      return this.injectionsRecorded || seen[IdleAction.PostedAccept]! > 0;
    },
    get ipisRecorded() {
      return seen[IdleAction.Ipi]! > 0;
    },
    get devicesRecorded() {
      return seen[IdleAction.Msi]! + seen[IdleAction.Line]! > 0;
    },
    get switchesRecorded() {
      return seen[IdleAction.Switch]! > 0;
    },
    get windowsRecorded() {
      return windowsAsked || seen[IdleAction.Window]! > 0;
    },
    get postsInterrupts() {
      return seen[IdleAction.PostedAccept]! + seen[IdleAction.PostedRoute]! > 0;
    },
    isPostedTo: (lane) => {
      const vcpu = vcpuKey(source, lane.vcpu);
      return links.isMeant(-1, lane.thread, vcpu) === true && routes.reach(vcpu);
    },
    hasSignalled: (sender, target) => threads[sender]?.signalledThread === target,
  };
}
