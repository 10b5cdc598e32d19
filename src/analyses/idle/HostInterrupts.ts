import { CpuInterrupts } from './CpuInterrupts';
import { IdleAction } from './idleActions';
import type { IdleLane } from './IdleLane';

/** The interrupts that host CPUs handle, by ring buffer, and the threads that they hit. */
export class HostInterrupts {
  private readonly cpus: CpuInterrupts[] = [];

  /** What a host CPU handles; undefined: no interrupt was seen on it. */
  on(stream: number): CpuInterrupts | undefined {
    return this.cpus[stream];
  }

  /** `lane`: the vCPU's thread that was interrupted; undefined: it runs none. */
  take(action: IdleAction, stream: number, lane: IdleLane | undefined, atNs: number): void {
    const cpu = (this.cpus[stream] ??= new CpuInterrupts());
    switch (action) {
      case IdleAction.Timer:
        cpu.timer(atNs);
        lane?.timerInterrupt(atNs);
        return;
      case IdleAction.Device:
        cpu.device(atNs);
        return;
      case IdleAction.LocalTimer:
        cpu.vector(atNs, true);
        lane?.tick(atNs);
        return;
      case IdleAction.InterruptEnd:
        cpu.end();
        return;
      default:
        cpu.vector(atNs, false);
    }
  }
}
