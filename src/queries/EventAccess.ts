import { BLOCK_ROWS, BLOCK_SHIFT, NO_HOST_CPU, NO_TID } from '../events/EventTable';
import type { EventBlock, EventKind, EventStream, EventTable } from '../events/EventTable';
import { fieldValue } from '../events/fields';
import type { DecodedField } from '../formats/tracefs/DecodedField';
import type { RawRecord, Recording } from '../ingest/Recording';
import { basicExitCode, exitReasonName, isaOf } from '../kvm/exitReasons';
import type { Isa, RecordedExitNames } from '../kvm/exitReasons';
import { bindsThread } from '../vcpu/VcpuBindings';
import type { VcpuDirectory, VcpuRef } from '../vcpu/VcpuDirectory';

/** A fault follows its exit on the same thread within a few events; farther ones are another exit's. */
const MOST_ROWS_BACK = 4096;

/** What the views need to spell out single events. */
export interface EventSources {
  readonly table: EventTable;
  /** By `source` of streams and kinds. */
  readonly recordings: readonly Recording[];
  /** Names of the recordings. */
  readonly names: readonly string[];
  readonly directory: VcpuDirectory;
  readonly exitNames: RecordedExitNames;
  /** By recording: the VM it was made in, where it is a guest's. */
  readonly guestVms: readonly (number | undefined)[];
}

/** What a kvm_exit says of its reason. */
export interface ExitFacts {
  readonly isa: Isa | undefined;
  /** Value of the `isa` field; undefined before 3.0, which had none. */
  readonly isaField: number | undefined;
  /** Basic exit code, without flags. */
  readonly code: number;
}

/** Looks single events up: their kind, thread, vCPU, raw record and decoded fields. */
export class EventAccess {
  private readonly refs: readonly (VcpuRef | undefined)[];
  /** By recording: index of its first stream in the table. */
  private readonly firstStream: readonly number[];

  constructor(readonly sources: EventSources) {
    this.refs = sources.directory.refs();
    this.firstStream = sources.recordings.map((_, source) =>
      sources.table.streams.findIndex((stream) => stream.source === source),
    );
  }

  kindOf(block: EventBlock, at: number): EventKind {
    return this.sources.table.kinds[block.kind[at]!]!;
  }

  streamOf(block: EventBlock, at: number): EventStream {
    return this.sources.table.streams[block.stream[at]!]!;
  }

  /** NO_HOST_CPU where the recording does not tell. */
  hostCpuOf(block: EventBlock, at: number): number {
    return this.streamOf(block, at).hostCpu;
  }

  /** `common_flags`; undefined when the recording has none. */
  flagsOf(block: EventBlock, at: number): number | undefined {
    const { facts } = this.sources.recordings[this.kindOf(block, at).source]!;
    return facts.lacksFlags === true ? undefined : block.flags[at];
  }

  /** The vCPU that the event's thread runs; else the one that a guest's event happened on. */
  vcpuOf(block: EventBlock, at: number): VcpuRef | undefined {
    const { source } = this.kindOf(block, at);
    const binding = this.bindingOf(block, at);
    const run = binding === undefined ? undefined : this.refs[binding];
    const vm = this.sources.guestVms[source];
    const hostCpu = this.hostCpuOf(block, at);
    if (run !== undefined || vm === undefined || hostCpu === NO_HOST_CPU) return run;
    return { vm, vcpu: hostCpu };
  }

  /** Name of the event's thread; undefined when nobody saved it. */
  commOf(block: EventBlock, at: number): string | undefined {
    const { source } = this.kindOf(block, at);
    return this.sources.recordings[source]!.commOf(block.tid[at]!, block.time[at]!);
  }

  recordOf(block: EventBlock, at: number): RawRecord | undefined {
    const stream = block.stream[at]!;
    const { source, placeBytes } = this.sources.table.streams[stream]!;
    const position = block.placeBase[stream]! + block.place[at]! * placeBytes;
    return this.sources.recordings[source]!.record(stream - this.firstStream[source]!, position);
  }

  /** Own fields of the event; empty when the recording does not tell them. */
  fieldsOf(kind: EventKind, record: RawRecord | undefined): readonly DecodedField[] {
    return record === undefined ? [] : this.sources.recordings[kind.source]!.fieldsOf(kind, record);
  }

  /** The exit that the thread is handling at this event: the nearest kvm_exit before it, without an entry between. */
  exitBefore(block: EventBlock, at: number): ExitFacts | undefined {
    const { table } = this.sources;
    const tid = block.tid[at]!;
    const { source } = this.kindOf(block, at);
    if (tid === NO_TID) return undefined;
    const last = block.firstRow + at;
    for (let row = last - 1; row >= Math.max(0, last - MOST_ROWS_BACK); row--) {
      const candidate = table.blocks[row >>> BLOCK_SHIFT];
      const index = row & (BLOCK_ROWS - 1);
      if (candidate?.tid[index] !== tid) continue;
      const kind = this.kindOf(candidate, index);
      if (kind.source !== source) continue;
      if (kind.name === 'kvm_entry') return undefined;
      if (kind.name === 'kvm_exit') return this.exitAt(candidate, index);
    }
    return undefined;
  }

  /** Reason of an event that has one: a kvm_exit, or a nested one, which may spell it `exit_code`. */
  exitAt(block: EventBlock, at: number): ExitFacts | undefined {
    const kind = this.kindOf(block, at);
    const reason =
      fieldValue(block, kind, at, 'exit_reason') ?? fieldValue(block, kind, at, 'exit_code');
    if (reason === undefined) return undefined;
    const isaValue = fieldValue(block, kind, at, 'isa');
    const isaField = isaValue === undefined ? undefined : Number(isaValue);
    const isa = isaOf(isaField);
    return { isa, isaField, code: basicExitCode(isa, Number(reason)) };
  }

  exitReasonOf(block: EventBlock, at: number): string | undefined {
    const exit = this.exitAt(block, at);
    if (exit === undefined) return undefined;
    const names = exit.isa && this.sources.exitNames[exit.isa];
    return exitReasonName(exit.isa, exit.code, names, exit.isaField);
  }

  private bindingOf(block: EventBlock, at: number): number | undefined {
    const kind = this.kindOf(block, at);
    const { bindings } = this.sources.directory;
    const tid = block.tid[at]!;
    if (tid !== NO_TID) return bindings.at(kind.source, tid, block.time[at]!);
    // All that is known of its thread is what the event itself says.
    const vcpu = bindsThread(kind.name) ? fieldValue(block, kind, at, 'vcpu_id') : undefined;
    return vcpu === undefined ? undefined : bindings.to(kind.source, tid, Number(vcpu));
  }
}
