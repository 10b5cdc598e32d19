import { IdleAction } from './idleActions';
import type { SeenActions } from './SeenActions';
import type { VmLinks } from './VmLinks';
import type { WakeContext } from './wakeCause';
import type { WakerThread } from './WakerThread';

const IPI_ACTIONS = [
  IdleAction.Ipi,
  IdleAction.Hypercall,
  IdleAction.HyperVIpi,
  IdleAction.AvicIpi,
];

export interface WakeSurroundings {
  readonly threads: readonly (WakerThread | undefined)[];
  readonly links: VmLinks;
  readonly seen: SeenActions;
}

/** What a cause is searched with for the vCPUs of one recording, while it is read. */
export function wakeContext(
  { threads, links, seen: seenBy }: WakeSurroundings,
  source: number,
): WakeContext {
  const seen = seenBy.of(source);
  return {
    threads,
    isOfVm: (thread, lane) => {
      const sender = threads[thread]!;
      return links.isMeant(
        sender.binding >= 0 ? thread : sender.serves,
        lane.thread,
        sender.source * 65_536 + lane.vcpu,
      );
    },
    get acceptsRecorded() {
      return seen[IdleAction.Accept]! + seen[IdleAction.PostedAccept]! > 0;
    },
    get injectionsRecorded() {
      return seen[IdleAction.Inject]! > 0;
    },
    get ipisRecorded() {
      return IPI_ACTIONS.some((action) => seen[action]! > 0);
    },
    get devicesRecorded() {
      return seen[IdleAction.Msi]! + seen[IdleAction.Line]! > 0;
    },
    hasSignalled: (sender, target) => threads[sender]?.signalledThread === target,
  };
}
