import type { PageRow } from '../../../src/protocol/pages';
import type { VcpuSelection } from '../../../src/protocol/exits';

/** The pages of a VM, or those that one of its vCPUs writes or waits on; and those that do not tell who faulted. */
export function pagesOf(
  pages: readonly PageRow[],
  { vm, vcpu }: VcpuSelection,
): readonly PageRow[] {
  return pages.filter((page) => {
    if (vm !== undefined && vm !== page.vm) return false;
    if (vcpu === undefined || page.writers.length === 0) return true;
    const { writers, sharing } = page;
    return (
      writers.some((writer) => writer.vcpu === vcpu) || sharing?.waiters.includes(vcpu) === true
    );
  });
}
