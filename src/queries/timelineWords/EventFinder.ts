import { lowerBound } from '../../base/bisect';
import type { EventBlock, EventTable } from '../../events/EventTable';
import { firstBlockAt } from '../../events/firstBlockAt';
import type { EventAccess } from '../EventAccess';

/** Rows looked at for one event: another vCPU's may lie between, and a place far away explains nothing. */
const MOST_ROWS = 1 << 20;

/** Whether the event at a place is the one that is sought; its name is right already. */
export type WantsRow = (block: EventBlock, at: number) => boolean;

/** An event that was found. */
export interface FoundEvent {
  readonly row: number;
  readonly timeNs: number;
  readonly name: string;
  readonly block: EventBlock;
  readonly at: number;
}

/** Finds the event of some names that is nearest to a time on one side. */
export class EventFinder {
  private readonly table: EventTable;

  constructor(private readonly access: EventAccess) {
    this.table = access.sources.table;
  }

  /** Wants events in the thread of a vCPU. */
  ofVcpu(vm: number, vcpu: number): WantsRow {
    return (block, at) => {
      const ref = this.access.vcpuOf(block, at);
      return ref?.vm === vm && ref.vcpu === vcpu;
    };
  }

  /** The latest one at a time or before it, not before `sinceNs`. */
  upTo(
    names: readonly string[],
    timeNs: number,
    wants: WantsRow,
    sinceNs = -Infinity,
  ): FoundEvent | undefined {
    const { blocks } = this.table;
    const isNamed = this.kindsOf(names);
    let left = MOST_ROWS;
    let index = Math.min(firstBlockAt(blocks, timeNs + 1), blocks.length - 1);
    for (; index >= 0; index--) {
      const block = blocks[index]!;
      for (let at = lowerBound(block.time, timeNs + 1, 0, block.length) - 1; at >= 0; at--) {
        if (block.time[at]! < sinceNs || --left < 0) return undefined;
        if (isNamed[block.kind[at]!] === 1 && wants(block, at)) return this.found(block, at);
      }
    }
    return undefined;
  }

  /** The first one at a time or after it, not after `untilNs`; `beyond`: behind this event. */
  from(
    names: readonly string[],
    timeNs: number,
    wants: WantsRow,
    {
      untilNs = Infinity,
      beyond,
    }: { readonly untilNs?: number; readonly beyond?: FoundEvent } = {},
  ): FoundEvent | undefined {
    const { blocks } = this.table;
    const isNamed = this.kindsOf(names);
    const afterRow = beyond?.row ?? -1;
    let left = MOST_ROWS;
    for (let index = firstBlockAt(blocks, timeNs); index < blocks.length; index++) {
      const block = blocks[index]!;
      for (let at = lowerBound(block.time, timeNs, 0, block.length); at < block.length; at++) {
        if (block.time[at]! > untilNs || --left < 0) return undefined;
        if (isNamed[block.kind[at]!] !== 1 || block.firstRow + at <= afterRow) continue;
        if (wants(block, at)) return this.found(block, at);
      }
    }
    return undefined;
  }

  private found(block: EventBlock, at: number): FoundEvent {
    const { name } = this.access.kindOf(block, at);
    return { row: block.firstRow + at, timeNs: block.time[at]!, name, block, at };
  }

  private kindsOf(names: readonly string[]): Uint8Array {
    return Uint8Array.from(this.table.kinds, ({ name }) => (names.includes(name) ? 1 : 0));
  }
}
