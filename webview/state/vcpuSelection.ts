import type { VcpuSelection } from '../../src/protocol/exits';
import type { ViewState } from './viewState';

/** The VM and the vCPU that all views are restricted to. */
export function vcpuSelection({ vm, vcpu }: ViewState): VcpuSelection {
  return { ...(vm === undefined ? {} : { vm }), ...(vcpu === undefined ? {} : { vcpu }) };
}
