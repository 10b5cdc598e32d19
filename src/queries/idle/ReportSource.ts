import type { FaultsPass } from '../../analyses/faults/FaultsPass';
import type { IdlePass } from '../../analyses/idle/IdlePass';
import type { StatesPass } from '../../vcpu/states/StatesPass';
import type { VcpuDirectory } from '../../vcpu/VcpuDirectory';

/** What a report is made of: the passes over a trace that was read to its end. */
export interface ReportSource {
  readonly directory: VcpuDirectory;
  readonly states: StatesPass;
  readonly idle: IdlePass;
  readonly faults: FaultsPass;
  readonly durationNs: number;
}
