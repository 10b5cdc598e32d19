import { emptyFault } from '../../analyses/faults/FaultTable';
import type { FaultTable, FoundFault } from '../../analyses/faults/FaultTable';
import type { FaultsPass } from '../../analyses/faults/FaultsPass';
import { PAGE_BYTES } from '../../kvm/pageBytes';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { pageKey } from './pageConflicts';
import type { PageConflict } from './pageConflicts';
import { isSameVm } from './pageFaultCauses';

/** A fault as the whole trace tells it. */
export interface PageFault extends FoundFault {
  vm: number;
  vcpu: number;
  /** Guest page number; -1: not told. */
  gfn: number;
}

/** Reads faults one by one, each in the same object; its cause as only all faults tell it. */
export class FaultReader {
  readonly table: FaultTable;
  private readonly contested: ReadonlySet<number>;
  private readonly fault: PageFault = { ...emptyFault(), vm: -1, vcpu: -1, gfn: -1 };

  constructor(
    private readonly faults: FaultsPass,
    private readonly refs: readonly (VcpuRef | undefined)[],
    conflicts: readonly PageConflict[],
  ) {
    this.table = faults.table;
    this.contested = new Set(
      conflicts.flatMap(({ kind, vm, gpa }) =>
        kind === 'undetermined' ? [] : [pageKey(vm, gpa / PAGE_BYTES)],
      ),
    );
  }

  /** Undefined: its thread runs no vCPU that is known. */
  at(index: number): PageFault | undefined {
    const { fault, table } = this;
    const ref = this.refs[table.bindingOf(index)];
    if (ref === undefined) return undefined;
    table.read(index, fault);
    fault.vm = ref.vm;
    fault.vcpu = ref.vcpu;
    fault.gfn = table.gfnOf(index);
    this.reconsider(fault);
    return fault;
  }

  /** Every fault of a vCPU, always in the same object. */
  *walk(): Generator<PageFault> {
    for (let index = 0; index < this.table.length; index++) {
      const fault = this.at(index);
      if (fault !== undefined) yield fault;
    }
  }

  /** What only all faults tell: a page is shared, or another vCPU of the VM had mapped it. */
  private reconsider(fault: PageFault): void {
    if (fault.isStore && this.contested.has(pageKey(fault.vm, fault.gfn))) {
      fault.cause = 'sharing';
    } else if (fault.mapper >= 0) {
      const mapper = this.faults.lanes[fault.mapper]?.binding;
      if (!isSameVm(this.refs, fault.binding, mapper)) return;
      fault.cause = 'notifier-zap';
      fault.reason = 'mapped-before';
    }
  }
}
