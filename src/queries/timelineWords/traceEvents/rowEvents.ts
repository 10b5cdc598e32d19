import { exitClassifier } from '../../../vcpu/exitColumns';
import { blocksBetween } from '../../../events/blocksBetween';
import type { EventBlock, EventKind } from '../../../events/EventTable';
import { fieldValue } from '../../../events/fields';
import { hex } from '../../../base/hex';
import { vcpuKey, vcpuLaneKey } from '../../../protocol/laneKeys';
import type { VcpuRef } from '../../../vcpu/VcpuDirectory';
import type { AskedRange } from '../AskedRange';
import { exitsUnseen } from '../loadedRows';
import type { WordsSource } from '../WordsSource';
import { traceEventText } from './TraceEvent';
import type { Tracks } from './Tracks';

interface OpenExit {
  readonly ref: VcpuRef;
  readonly atNs: number;
  readonly stream: number;
  readonly reason: string;
  readonly exitClass: string | undefined;
  readonly rip: string | undefined;
}

/** What single events of a range tell: exits, within the state they began in, and poll windows. */
export class RowEvents {
  /** By VM and vCPU. */
  private readonly open = new Map<string, OpenExit>();
  private readonly classOf = new Map<number, ReturnType<typeof exitClassifier>>();

  constructor(
    private readonly source: WordsSource,
    private readonly range: AskedRange,
    private readonly tracks: Tracks,
  ) {}

  /** JSON texts; '' after a block. */
  *all(): Generator<string> {
    const { table } = this.source;
    for (const block of blocksBetween(table.blocks, this.range.fromNs, this.range.belowNs)) {
      for (let at = 0; at < block.length; at++) {
        const kind = table.kinds[block.kind[at]!]!;
        if (kind.name === 'kvm_exit') yield* this.exit(block, at, kind);
        else if (kind.name === 'kvm_entry') yield* this.entry(block, at);
        else if (kind.name === 'kvm_halt_poll_ns') yield* this.window(block, at, kind);
      }
      yield '';
    }
    for (const exit of this.open.values()) yield* this.slice(exit, Infinity, undefined);
  }

  private *exit(block: EventBlock, at: number, kind: EventKind): Generator<string> {
    const { access } = this.source;
    const ref = access.vcpuOf(block, at);
    if (ref === undefined) return;
    const key = vcpuKey(ref);
    const before = this.open.get(key);
    const atNs = block.time[at]!;
    if (before !== undefined) yield* this.slice(before, atNs, undefined);
    let classOf = this.classOf.get(kind.index);
    if (classOf === undefined) this.classOf.set(kind.index, (classOf = exitClassifier(kind)));
    const rip = fieldValue(block, kind, at, 'guest_rip');
    this.open.set(key, {
      ref,
      atNs,
      stream: block.stream[at]!,
      reason: access.exitReasonOf(block, at) ?? 'kvm_exit',
      exitClass: classOf(block, at),
      rip: rip === undefined ? undefined : hex(rip),
    });
  }

  private *entry(block: EventBlock, at: number): Generator<string> {
    const ref = this.source.access.vcpuOf(block, at);
    const exit = ref && this.open.get(vcpuKey(ref));
    if (ref === undefined || exit === undefined) return;
    const entryNs = block.time[at]!;
    const streams = [exit.stream, block.stream[at]!];
    const isSure =
      !exitsUnseen(this.source, ref.vm, ref.vcpu, exit.atNs, entryNs) &&
      !this.source.lost.some(
        ({ stream, fromNs, toNs }) =>
          streams.includes(stream) && fromNs < entryNs && toNs > exit.atNs,
      );
    yield* this.slice(exit, entryNs, isSure ? entryNs - exit.atNs : undefined);
    this.open.delete(vcpuKey(ref));
  }

  /** Slices of a track lie within each other: it ends with the stretch that its exit is in. */
  private *slice(exit: OpenExit, untilNs: number, costNs: number | undefined): Generator<string> {
    const { ref, atNs, reason, exitClass, rip } = exit;
    const around = this.source.bands.at(vcpuLaneKey(ref, 'state'), atNs);
    const toNs = Math.min(untilNs, around?.toNs ?? this.range.toNs, this.range.toNs);
    const args = { class: exitClass, rip, exit_to_entry_ns: costNs };
    const lengthNs = Math.max(0, toNs - atNs);
    const track = this.tracks.states(ref);
    yield traceEventText(track, { ph: 'X', cat: 'exit', name: reason, atNs, lengthNs, args });
  }

  private *window(block: EventBlock, at: number, kind: EventKind): Generator<string> {
    const ref = this.source.access.vcpuOf(block, at);
    const windowNs = fieldValue(block, kind, at, 'new');
    if (ref === undefined || windowNs === undefined) return;
    yield traceEventText(this.tracks.idle(ref), {
      ph: 'C',
      name: `vCPU ${ref.vcpu} poll window`,
      atNs: block.time[at]!,
      args: { ns: Number(windowNs) },
    });
  }
}
