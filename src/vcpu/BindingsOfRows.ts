import { BLOCK_ROWS, NO_DETAIL, NO_TID } from '../events/EventTable';
import type { EventBlock, EventKind, WordColumn } from '../events/EventTable';
import { fillByKind } from '../events/fillByKind';
import { lowWords } from '../events/fields';
import type { VcpuBindings } from './VcpuBindings';

/** No binding of a trace. */
const NONE = -1;

/**
 * The bindings of a trace that was read, row by row for whoever goes over a part of it again: at each
 * kvm_exit and kvm_entry, as `VcpuBindings.ofRow` had it on the way through.
 */
export class BindingsOfRows {
  /** By row of the block added last. */
  readonly ofRow = new Int32Array(BLOCK_ROWS);
  private readonly vcpuOfKind: (WordColumn | undefined)[] = [];
  private readonly isRunLoop: (boolean | undefined)[] = [];

  constructor(private readonly bindings: VcpuBindings) {}

  add(block: EventBlock, kinds: readonly EventKind[]): void {
    const { vcpuOfKind, isRunLoop, ofRow } = this;
    fillByKind(vcpuOfKind, kinds, (kind) => lowWords(block, kind, 'vcpu_id'));
    fillByKind(isRunLoop, kinds, ({ name }) => name === 'kvm_exit' || name === 'kvm_entry');
    for (let at = 0; at < block.length; at++) {
      const kind = block.kind[at]!;
      if (isRunLoop[kind] !== true) continue;
      const column = vcpuOfKind[kind];
      const detail = block.detail[at]!;
      const vcpu = column === undefined || detail === NO_DETAIL ? undefined : column[detail];
      ofRow[at] = this.bindingOf(kinds[kind]!.source, block.tid[at]!, vcpu, block.time[at]!);
    }
  }

  private bindingOf(source: number, tid: number, vcpu: number | undefined, atNs: number): number {
    const named = vcpu === undefined ? undefined : this.bindings.to(source, tid, vcpu);
    if (named !== undefined) return named;
    return (tid === NO_TID ? undefined : this.bindings.at(source, tid, atNs)) ?? NONE;
  }
}
