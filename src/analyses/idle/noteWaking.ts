import type { CpuInterrupts } from './CpuInterrupts';
import type { Waking } from './Waking';
import type { WakerThread } from './WakerThread';

/** When and where a thread woke another. */
interface WakingEvent {
  readonly atNs: number;
  readonly stream: number;
  readonly inInterrupt: boolean;
}

/** Writes to `waking` who did it, what that thread had done since its exit, and what interrupted its host CPU. */
export function noteWaking(
  waking: Waking,
  thread: WakerThread,
  cpu: CpuInterrupts | undefined,
  event: WakingEvent,
): void {
  waking.atNs = event.atNs;
  waking.stream = event.stream;
  waking.inInterrupt = event.inInterrupt;
  waking.thread = thread.index;
  waking.timerNs = cpu?.timerNs ?? -1;
  waking.deviceNs = cpu?.deviceNs ?? -1;
  waking.isLocalTimer = cpu?.isLocalTimer === true && cpu.vectorNs >= 0;
  waking.channel = thread.channel;
  waking.gsi = thread.channel === 'line' ? thread.gsi : -1;
  waking.isKick = thread.isKick;
  waking.exitNs = thread.exitNs;
  waking.faultLow = thread.faultLow;
  waking.faultHigh = thread.hasWriteFault ? thread.faultHigh : -1;
}
