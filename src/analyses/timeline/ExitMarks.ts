import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import type { ExitColumns } from '../../vcpu/exitColumns';
import { ExitKinds } from './ExitKinds';
import { MarkList } from './MarkList';

/** When each vCPU thread exited, and by which kind of exit. */
export class ExitMarks {
  readonly kinds = new ExitKinds();
  /** By binding; the category of a mark is its number among the kinds. */
  readonly of: (MarkList | undefined)[] = [];

  constructor(private readonly bindings: VcpuBindings) {}

  /** A kvm_exit of a block that the bindings took in just before. Without its fields, nothing tells what it was. */
  add(block: EventBlock, at: number, columns: ExitColumns): void {
    const detail = block.detail[at]!;
    if (detail === NO_DETAIL) return;
    const binding = this.bindings.ofRow[at]!;
    const marks = (this.of[binding] ??= new MarkList());
    marks.push(this.kinds.kindOf(columns, detail), block.time[at]!);
  }
}
