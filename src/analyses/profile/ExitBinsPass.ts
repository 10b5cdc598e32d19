import type { DurationCounts } from '../../base/DurationCounts';
import type { GrowingBins } from '../../base/GrowingBins';
import { TWO_32 } from '../../base/twoTo32';
import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { basicExitCode, isaOf } from '../../kvm/exitReasons';
import { exitColumns } from '../../vcpu/exitColumns';
import type { ExitColumns } from '../../vcpu/exitColumns';
import { ExitPairs, mayReenterBelow } from '../../vcpu/ExitPairs';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';

const ISA_RANGE = 4;
/** Rows found without a map: a vCPU's exits are of few reasons, again and again. Powers of two. */
const RECENT_CODES = 16;
const RECENT_ROWS = 4096;

/** Exits of one reason by one vCPU thread, over the time. */
export interface BinnedExits {
  readonly binding: number;
  /** Value of the `isa` field, for what it names beyond the two. */
  readonly isaField: number | undefined;
  /** Basic exit code, without flags. */
  readonly code: number;
  /** By bin: exits, and ns from exits to the vCPU's next entries. */
  readonly counts: Float64Array;
  readonly timesNs: Float64Array;
  /** From exits to entries, of all vCPUs' exits of this reason. */
  readonly durations: DurationCounts;
  count: number;
}

/** Exits and how long they took by time bin (rules ), and how their durations are spread, in one forward pass. */
export class ExitBinsPass implements EventPass {
  readonly all: BinnedExits[] = [];
  private readonly byKey = new Map<number, number>();
  private readonly recent = new Int32Array(RECENT_ROWS).fill(-1);
  /** By `isa` field and code. */
  private readonly durations = new Map<number, DurationCounts>();
  private readonly exitsOfKind: (ExitColumns | undefined)[] = [];
  private readonly isExit: (boolean | undefined)[] = [];
  private readonly isEntry: (boolean | undefined)[] = [];
  /** Of the event that ends an exit. */
  private nowNs = 0;
  private readonly pairs = new ExitPairs((row, durationNs) => {
    this.paired(row, durationNs);
  });

  constructor(
    private readonly bindings: Pick<VcpuBindings, 'ofRow'>,
    readonly bins: GrowingBins,
  ) {}

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, lost }: TraceSoFar): void {
    this.pairs.update(lost);
    const { exitsOfKind, isExit, isEntry, bindings } = this;
    fillByKind(exitsOfKind, kinds, (kind) =>
      kind.name === 'kvm_exit' ? exitColumns(block, kind) : undefined,
    );
    fillByKind(isExit, kinds, ({ name }) => name === 'kvm_exit');
    fillByKind(isEntry, kinds, ({ name }) => name === 'kvm_entry');
    for (let at = 0; at < block.length; at++) {
      const kind = block.kind[at]!;
      const columns = exitsOfKind[kind];
      if (columns !== undefined && block.detail[at] !== NO_DETAIL) this.exit(block, at, columns);
      else if (isExit[kind] === true) this.pairs.unnamedExit(bindings.ofRow[at]!);
      else if (isEntry[kind] === true) {
        this.nowNs = block.time[at]!;
        this.pairs.entry(bindings.ofRow[at]!, this.nowNs, block.stream[at]!);
      }
    }
  }

  private exit(block: EventBlock, at: number, columns: ExitColumns): void {
    const detail = block.detail[at]!;
    const timeNs = block.time[at]!;
    const binding = this.bindings.ofRow[at]!;
    const isaField = columns.isa?.[detail];
    const isa = isaOf(isaField);
    const code = basicExitCode(isa, columns.reason[detail]!);
    const row = this.rowOf(binding, isaField, code);
    const exits = this.all[row]!;
    exits.count++;
    exits.counts[this.bins.at(timeNs)]!++;
    this.nowNs = timeNs;
    this.pairs.exit(binding, row, timeNs, block.stream[at]!, mayReenterBelow(isa, code));
  }

  private paired(row: number, durationNs: number): void {
    const exits = this.all[row]!;
    const sinceNs = this.nowNs - durationNs;
    this.bins.addStretch(exits.timesNs, sinceNs, this.nowNs);
    exits.durations.add(this.bins.at(sinceNs), durationNs);
  }

  private rowOf(binding: number, isaField: number | undefined, code: number): number {
    const slot = (binding * RECENT_CODES + (code & (RECENT_CODES - 1))) & (RECENT_ROWS - 1);
    const recent = this.all[this.recent[slot]!];
    if (recent?.code === code && recent.binding === binding && recent.isaField === isaField) {
      return this.recent[slot]!;
    }
    const isaPart = isaField !== undefined && isaField < ISA_RANGE - 1 ? isaField : ISA_RANGE - 1;
    const key = (binding * ISA_RANGE + isaPart) * TWO_32 + code;
    let row = this.byKey.get(key);
    if (row === undefined) {
      row = this.all.length;
      this.byKey.set(key, row);
      const { bins } = this;
      const [counts, timesNs] = [bins.series(), bins.series()];
      const durations = this.durationsOf(isaPart * TWO_32 + code);
      this.all.push({ binding, isaField, code, counts, timesNs, durations, count: 0 });
    }
    this.recent[slot] = row;
    return row;
  }

  private durationsOf(key: number): DurationCounts {
    let durations = this.durations.get(key);
    if (durations === undefined) {
      durations = this.bins.distribution();
      this.durations.set(key, durations);
    }
    return durations;
  }
}
