import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock, EventKind, WordColumn } from '../../events/EventTable';
import { fieldIndex, lowWords } from '../../events/fields';
import { HeldWindow } from '../../vcpu/HeldWindow';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { LevelList } from './LevelList';

/** What a kvm_halt_poll_ns tells, in one block: ns, by `detail`. */
export interface WindowColumns {
  readonly source: number;
  readonly newNs: WordColumn;
  readonly oldNs: WordColumn;
  /** Whether it names its vCPU. */
  readonly isNamed: boolean;
}

/** Undefined for other events, and where the recording does not tell both. */
export function windowColumns(block: EventBlock, kind: EventKind): WindowColumns | undefined {
  if (kind.name !== 'kvm_halt_poll_ns') return undefined;
  const newNs = lowWords(block, kind, 'new');
  const oldNs = lowWords(block, kind, 'old');
  if (newNs === undefined || oldNs === undefined) return undefined;
  return { source: kind.source, newNs, oldNs, isNamed: fieldIndex(kind, 'vcpu_id') >= 0 };
}

/** What the halts of each vCPU thread poll by, of each kvm_halt_poll_ns: one holds until the next (A.1.3). */
export class PollWindows {
  /** By binding. */
  readonly of: (LevelList | undefined)[] = [];

  private readonly held: HeldWindow[] = [];

  constructor(private readonly bindings: VcpuBindings) {}

  /** An event of a block that the bindings took in just before. */
  add(block: EventBlock, at: number, { source, newNs, oldNs, isNamed }: WindowColumns): void {
    const detail = block.detail[at]!;
    if (detail === NO_DETAIL) return;
    const atNs = block.time[at]!;
    const binding = isNamed
      ? this.bindings.ofRow[at]!
      : this.bindings.at(source, block.tid[at]!, atNs);
    if (binding === undefined) return;
    const levels = (this.of[binding] ??= new LevelList(oldNs[detail]!));
    const held = (this.held[binding] ??= new HeldWindow());
    if (held.change(newNs[detail]!, oldNs[detail]!)) levels.correctLast(oldNs[detail]!);
    levels.push(atNs, held.ns);
  }
}
