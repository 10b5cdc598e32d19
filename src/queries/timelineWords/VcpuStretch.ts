import type { Stretch } from './Bands';

/** A stretch of a vCPU, and who it is. */
export interface VcpuStretch extends Stretch {
  readonly vm: number;
  readonly vcpu: number;
}
