import { IdleAction } from './idleActions';
import type { IdleColumns } from './idleActions';
import type { IdleLane } from './IdleLane';

/** CPUID leaf 1, ECX bit 3: MONITOR and MWAIT. */
const MONITOR_BIT = 1 << 3;
const POLL_CONTROL_MSR = 0x4b564d05;
const TSC_DEADLINE_MSR = 0x6e0;
const FIRST_X2APIC_MSR = 0x800;
const LAST_X2APIC_MSR = 0x8ff;

/** What a vCPU was told and how it sets up its interrupts, as far as the trace shows it. undefined: not shown. */
export interface VcpuFacts {
  /** Whether CPUID offers MONITOR and MWAIT. */
  offersMwait?: boolean;
  /** Smallest and largest monitor line in bytes: CPUID leaf 5. */
  monitorLine?: readonly [number, number];
  x2apic?: boolean;
  tscDeadline?: boolean;
  /** By the haltpoll MSR: false when the guest polls itself. */
  hostPolls?: boolean;
}

/** Facts about guests that their own requests show: domain reference A.2, D.1. */
export class GuestFacts {
  /** By thread number. */
  readonly of: VcpuFacts[] = [];

  take(lane: IdleLane, columns: IdleColumns, detail: number): void {
    const first = columns.first?.[detail];
    if (first === undefined) return;
    if (columns.action === IdleAction.Cpuid) this.cpuid(lane, columns, detail, first);
    else if (columns.action === IdleAction.Msr) {
      this.msr(lane, first, columns.second?.[detail] ?? 0, columns.third?.[detail] === 1);
    }
  }

  private cpuid(
    lane: IdleLane,
    { second, third, fourth }: IdleColumns,
    detail: number,
    leaf: number,
  ): void {
    const facts = this.factsOf(lane);
    if (leaf === 1 && fourth !== undefined) {
      facts.offersMwait = (fourth[detail]! & MONITOR_BIT) !== 0;
    } else if (leaf === 5 && second !== undefined && third !== undefined) {
      facts.monitorLine = [second[detail]! & 0xffff, third[detail]! & 0xffff];
    }
  }

  private msr(lane: IdleLane, msr: number, data: number, isWrite: boolean): void {
    const facts = this.factsOf(lane);
    if (msr >= FIRST_X2APIC_MSR && msr <= LAST_X2APIC_MSR) facts.x2apic = true;
    else if (msr === TSC_DEADLINE_MSR) facts.tscDeadline = true;
    else if (msr === POLL_CONTROL_MSR && isWrite) {
      facts.hostPolls = (data & 1) !== 0;
      lane.turnedPollingOff = !facts.hostPolls;
      lane.everTurnedPollingOff ||= lane.turnedPollingOff;
    }
  }

  private factsOf(lane: IdleLane): VcpuFacts {
    return (this.of[lane.thread] ??= {});
  }
}
