import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { NO_DETAIL, NO_HOST_CPU } from '../../events/EventTable';
import type { EventBlock, EventKind, EventStream, WordColumn } from '../../events/EventTable';
import { fillByKind } from '../../events/fillByKind';
import { lowWords } from '../../events/fields';
import type { Loss } from '../../events/LossIndex';
import { exitColumns } from '../../vcpu/exitColumns';
import type { ExitColumns } from '../../vcpu/exitColumns';
import type { StateObserver } from '../../vcpu/states/Segments';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';
import { ExitMarks } from './ExitMarks';
import { HostCpuRuns } from './HostCpuRuns';
import { PollWindows, windowColumns } from './PollWindows';
import type { WindowColumns } from './PollWindows';
import { StateStretches } from './StateStretches';

export interface TimelinePassOptions {
  /** Where begins what is read. */
  readonly fromNs: number;
  /** Whether a recording is a guest's: its CPUs are vCPUs, not host CPUs. */
  readonly isGuest: (source: number) => boolean;
}

/** What an event tells here. */
const Role = { none: 0, exit: 1, window: 2, switched: 3 } as const;

/** Threads of a sched_switch, in one block, by `detail`. */
interface SwitchColumns {
  readonly prev: WordColumn;
  readonly next: WordColumn;
}

/**
 * Keeps what a timeline shows, at full resolution, in one forward pass. It comes before the pass over
 * the states: these are observed, and time in the kernel is told by the exits that came before it.
 */
export class TimelinePass implements EventPass {
  readonly exits: ExitMarks;
  readonly states: StateStretches;
  readonly windows: PollWindows;
  readonly hostCpus: HostCpuRuns;
  /** Blocks taken in: what was asked before one more is out of date. */
  blocks = 0;
  private readonly exitsOfKind: (ExitColumns | undefined)[] = [];
  private readonly windowsOfKind: (WindowColumns | undefined)[] = [];
  private readonly switchesOfKind: (SwitchColumns | undefined)[] = [];
  private readonly roleOf: (number | undefined)[] = [];
  /** By stream: time of its first event. */
  private readonly firstNs: (number | undefined)[] = [];

  constructor(
    bindings: VcpuBindings,
    private readonly options: TimelinePassOptions,
  ) {
    const { fromNs } = options;
    this.exits = new ExitMarks(bindings);
    this.states = new StateStretches(bindings, this.exits, fromNs);
    this.windows = new PollWindows(bindings);
    this.hostCpus = new HostCpuRuns(bindings, fromNs);
  }

  /** Gets the states of a thread from the pass over them. */
  readonly observe = (source: number, tid: number): StateObserver =>
    this.states.observerOf(source, tid);

  /** Takes a block in, which the bindings took in just before. */
  add(block: EventBlock, { kinds, streams, lost }: TraceSoFar): void {
    this.blocks++;
    this.hostCpus.update(lost);
    this.noteStreams(block);
    const { exitsOfKind, windowsOfKind, switchesOfKind, roleOf } = this;
    fillByKind(exitsOfKind, kinds, (kind) =>
      kind.name === 'kvm_exit' ? exitColumns(block, kind) : undefined,
    );
    fillByKind(windowsOfKind, kinds, (kind) => windowColumns(block, kind));
    fillByKind(switchesOfKind, kinds, (kind) => this.switchColumns(block, kind));
    fillByKind(roleOf, kinds, ({ index }) => this.role(index));
    const { length, kind: kindOf } = block;
    for (let at = 0; at < length; at++) {
      const kind = kindOf[at]!;
      const role = roleOf[kind]!;
      if (role === Role.none) continue;
      if (role === Role.exit) this.exits.add(block, at, exitsOfKind[kind]!);
      else if (role === Role.window) this.windows.add(block, at, windowsOfKind[kind]!);
      else this.switched(block, at, switchesOfKind[kind]!, streams);
    }
  }

  /** Nothing more comes, from the pass over the states neither. */
  close(endNs: number, lost: readonly Loss[]): void {
    this.states.close(endNs);
    this.hostCpus.close(endNs, lost);
    for (const marks of this.exits.of) marks?.trim();
    for (const levels of this.windows.of) levels?.trim();
  }

  get bytes(): number {
    const lists = [...this.exits.of, ...this.windows.of];
    return lists.reduce(
      (sum, list) => sum + (list?.bytes ?? 0),
      this.states.bytes + this.hostCpus.bytes,
    );
  }

  private role(kind: number): number {
    if (this.exitsOfKind[kind] !== undefined) return Role.exit;
    if (this.windowsOfKind[kind] !== undefined) return Role.window;
    return this.switchesOfKind[kind] === undefined ? Role.none : Role.switched;
  }

  private switched(
    block: EventBlock,
    at: number,
    { prev, next }: SwitchColumns,
    streams: readonly EventStream[],
  ): void {
    const detail = block.detail[at]!;
    const stream = block.stream[at]!;
    const of = streams[stream]!;
    if (detail === NO_DETAIL || of.hostCpu === NO_HOST_CPU) return;
    const atNs = block.time[at]!;
    const run = this.hostCpus.of(stream, of, this.firstNs[stream]!);
    this.hostCpus.passLosses(stream, run, atNs);
    run.switched(prev[detail]!, next[detail]!, atNs);
  }

  private switchColumns(block: EventBlock, kind: EventKind): SwitchColumns | undefined {
    if (kind.name !== 'sched_switch' || this.options.isGuest(kind.source)) return undefined;
    const prev = lowWords(block, kind, 'prev_pid');
    const next = lowWords(block, kind, 'next_pid');
    return prev === undefined || next === undefined ? undefined : { prev, next };
  }

  private noteStreams({ placeBase, stream, time, length }: EventBlock): void {
    for (let of = 0; of < placeBase.length; of++) {
      if (this.firstNs[of] !== undefined || Number.isNaN(placeBase[of]!)) continue;
      let at = 0;
      while (at < length && stream[at] !== of) at++;
      if (at < length) this.firstNs[of] = time[at]!;
    }
  }
}
