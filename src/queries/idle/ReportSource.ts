import type { FaultsPass } from '../../analyses/faults/FaultsPass';
import type { GuestIdle } from '../../analyses/guestIdle/GuestIdlePass';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { TraceFacts } from '../../protocol/facts';
import type { StatesPass } from '../../vcpu/states/StatesPass';
import type { VcpuDirectory } from '../../vcpu/VcpuDirectory';

/** What a report is made of: the passes over a trace that was read to its end. */
export interface ReportSource {
  readonly directory: VcpuDirectory;
  readonly states: StatesPass;
  readonly idle: IdlePass;
  readonly faults: FaultsPass;
  /** Tracepoints of a recording, without system, whose events all came without their fields. */
  readonly bareEventsOf: (source: number) => ReadonlySet<string>;
  /** Part of the rows that a recording's host CPU has, 0 to 1; null: events without one. */
  readonly rowShareOf: (source: number, hostCpu: number | null) => number;
  /** Where begins what was read. */
  readonly fromNs: number;
  readonly durationNs: number;
  readonly facts: TraceFacts;
  /** Name of a recording's thread at a time; undefined: not recorded. */
  readonly commOf: (source: number, tid: number, atNs: number) => string | undefined;
  /** How a VM's vCPU idled by its own guest's recording; undefined: there is none. */
  readonly guestIdleOf: (vm: number, vcpu: number) => GuestIdle | undefined;
}
