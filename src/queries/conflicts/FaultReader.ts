import { FaultAction } from '../../analyses/faults/faultActions';
import { MAPPED_BEFORE } from '../../analyses/faults/faultCause';
import { emptyFault } from '../../analyses/faults/FaultTable';
import type { FaultTable, FoundFault } from '../../analyses/faults/FaultTable';
import type { FaultsPass } from '../../analyses/faults/FaultsPass';
import type { VcpuRef } from '../../vcpu/VcpuDirectory';
import { ChangerVms } from './ChangerVms';
import { pageKey, pageKeyAt } from './pageKey';
import type { PageConflict } from './pageConflicts';
import { isSameVm } from './pageFaultCauses';

/** Of each confidence: a fault is no surer to be sharing than its page is to be shared. */
const HIGHEST_RANK = { certain: 100, strong: 89, weak: 59 } as const;
/** How sure a first touch is where no event tells of mappings. */
const UNTOLD_RANK = 40;

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
  /** By page: the highest rank that sharing can have. */
  private readonly contested: ReadonlyMap<number, number>;
  private readonly tellsMappings: boolean;
  private readonly vms: ChangerVms;
  private readonly fault: PageFault = { ...emptyFault(), vm: -1, vcpu: -1, gfn: -1 };

  constructor(
    private readonly faults: FaultsPass,
    private readonly refs: readonly (VcpuRef | undefined)[],
    conflicts: readonly PageConflict[],
  ) {
    this.table = faults.table;
    this.vms = new ChangerVms(faults, refs);
    this.tellsMappings = faults.seen[FaultAction.Map]! > 0;
    this.contested = new Map(
      conflicts
        .filter(({ kind }) => kind !== 'undetermined')
        .map((conflict) => [pageKeyAt(conflict), HIGHEST_RANK[conflict.confidence]]),
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
    if (fault.actor >= 0 && !this.vms.isOf(fault.vm, fault.actor)) fault.actor = -1;
    const sharingRank =
      fault.isStore && fault.cause !== 'ksm-cow'
        ? this.contested.get(pageKey(fault.vm, fault.gfn))
        : undefined;
    if (sharingRank !== undefined) {
      fault.cause = 'sharing';
      fault.rank = Math.min(fault.rank, sharingRank);
    } else if (fault.mapper >= 0) {
      const mapper = this.faults.lanes[fault.mapper]?.binding;
      if (isSameVm(this.refs, fault.binding, mapper)) Object.assign(fault, MAPPED_BEFORE);
    } else if (!this.tellsMappings && fault.reason === 'first') {
      fault.rank = UNTOLD_RANK;
      fault.reason = 'mapping-untold';
    }
  }
}
