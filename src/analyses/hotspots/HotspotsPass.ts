import { signedAddress } from '../../base/signedAddress';
import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { NO_DETAIL } from '../../events/EventTable';
import type { EventBlock, EventKind, WordColumn } from '../../events/EventTable';
import { highWords, lowWords } from '../../events/fields';
import { fillByKind } from '../../events/fillByKind';
import { basicExitCode, isaOf } from '../../kvm/exitReasons';
import { ExitPairs, mayReenterBelow } from '../../vcpu/ExitPairs';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import type { HotPlace } from '../../vcpu/HotPlace';
import { HotPlaces } from '../../vcpu/HotPlaces';

/** What the pairing calls an exit that has no place. */
const NOWHERE = -1;

const NEEDED_EVENTS = ['kvm_exit', 'kvm_entry'];
const NEEDED_FIELDS = ['exit_reason', 'isa', 'guest_rip'];

/** Events and fields this analysis needs: whoever reads a part of a trace should keep them. */
export function hotspotsNeed(name: string): boolean {
  return NEEDED_EVENTS.includes(name) || NEEDED_FIELDS.includes(name);
}

interface PlaceColumns {
  readonly reason: WordColumn;
  readonly isa: WordColumn | undefined;
  readonly ripLow: WordColumn | undefined;
  readonly ripHigh: WordColumn | undefined;
}

/**
 * Where in the guest exits happen: by thread, reason and instruction, how often and how long. A
 * trace of more places than are told apart keeps those that came first, and counts the others.
 */
export class HotspotsPass implements EventPass {
  /** Exits of places beyond those told apart. */
  othersCount = 0;
  othersNs = 0;
  /** Exits whose guest_rip the recording does not hold. */
  withoutRip = 0;
  private readonly known = new HotPlaces();
  private readonly exitsOfKind: (PlaceColumns | undefined)[] = [];
  private readonly isExit: (boolean | undefined)[] = [];
  private readonly isEntry: (boolean | undefined)[] = [];
  private readonly pairs = new ExitPairs((place, durationNs) => {
    if (place === NOWHERE) this.othersNs += durationNs;
    else this.known.all[place]!.durations.push(durationNs);
  });

  constructor(private readonly bindings: VcpuBindings) {}

  get places(): readonly HotPlace[] {
    return this.known.all;
  }

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, lost }: TraceSoFar): void {
    this.pairs.update(lost);
    const { exitsOfKind, isExit, isEntry, bindings } = this;
    fillByKind(exitsOfKind, kinds, (kind) => placeColumns(block, kind));
    fillByKind(isExit, kinds, ({ name }) => name === 'kvm_exit');
    fillByKind(isEntry, kinds, ({ name }) => name === 'kvm_entry');
    for (let at = 0; at < block.length; at++) {
      const kind = block.kind[at]!;
      const columns = exitsOfKind[kind];
      if (columns !== undefined && block.detail[at] !== NO_DETAIL) this.exit(block, at, columns);
      else if (isExit[kind] === true) this.unplacedExit(bindings.ofRow[at]!);
      else if (isEntry[kind] === true) {
        this.pairs.entry(bindings.ofRow[at]!, block.time[at]!, block.stream[at]!);
      }
    }
  }

  private exit(block: EventBlock, at: number, columns: PlaceColumns): void {
    const detail = block.detail[at]!;
    const binding = this.bindings.ofRow[at]!;
    const isaField = columns.isa?.[detail];
    const isa = isaOf(isaField);
    const code = basicExitCode(isa, columns.reason[detail]!);
    if (columns.ripLow === undefined) {
      this.unplacedExit(binding);
      return;
    }
    const rip = signedAddress(columns.ripHigh?.[detail] ?? 0, columns.ripLow[detail]!);
    const timeNs = block.time[at]!;
    const place = this.known.numberOf(binding, isaField, code, rip);
    if (place < 0) this.othersCount++;
    else this.known.all[place]!.overTime.add(timeNs);
    this.pairs.exit(binding, place, timeNs, block.stream[at]!, mayReenterBelow(isa, code));
  }

  private unplacedExit(binding: number): void {
    this.withoutRip++;
    this.pairs.unnamedExit(binding);
  }
}

function placeColumns(block: EventBlock, kind: EventKind): PlaceColumns | undefined {
  if (kind.name !== 'kvm_exit') return undefined;
  const reason = lowWords(block, kind, 'exit_reason');
  if (reason === undefined) return undefined;
  return {
    reason,
    isa: lowWords(block, kind, 'isa'),
    ripLow: lowWords(block, kind, 'guest_rip'),
    ripHigh: highWords(block, kind, 'guest_rip'),
  };
}
