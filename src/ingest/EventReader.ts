import { ColumnSlabs, singleColumns } from '../events/ColumnMemory';
import type { ColumnMemory } from '../events/ColumnMemory';
import type { EventBlock, EventKind, EventStream } from '../events/EventTable';
import type { Diagnostic } from '../formats/Diagnostic';
import { storedFieldsOf } from '../kvm/storedFields';
import { BlockBuilder } from './BlockBuilder';
import { buildDiagnostics } from './buildDiagnostics';
import { CursorHeap } from './CursorHeap';
import type { EventCursor } from './EventCursor';
import { KindTable } from './KindTable';
import type { LostEvents, Recording } from './Recording';

/** What a batch without events counts as: a file of zeros must leave time to cancel, too. */
const LEAST_EVENTS_A_BATCH = 16;

export interface ReadOptions {
  /** Tracepoints that become rows; all are counted, within the time range and on the host CPUs. */
  readonly keeps: (system: string, event: string, source: number) => boolean;
  /** Whether a field of a kept event becomes a column; undefined keeps all that any question needs. */
  readonly keepsField?: ((field: string) => boolean) | undefined;
  /**
   * `kept`: blocks stay as long as the reader, and their columns are cut out of large slabs.
   * `reused`: a block is valid only until the next `read`, for passes that keep none.
   */
  readonly blocks?: 'kept' | 'reused' | undefined;
  /** Restricts rows to a time range (ns since the first event) and to host CPUs. */
  readonly fromNs?: number | undefined;
  readonly toNs?: number | undefined;
  readonly hostCpus?: ReadonlySet<number> | undefined;
  /** By recording: ns to add to its times. */
  readonly shiftsNs?: readonly bigint[] | undefined;
}

/** Reads the events of one or several recordings in time order, once, front to back. */
export class EventReader {
  /** Grows where a recording finds its host CPUs only while it is read. */
  readonly streams: EventStream[];
  readonly lost: LostEvents[] = [];
  /** Absolute stamp of the first event, ns (cycles, where the clock counts these); undefined: there is none. */
  readonly t0: bigint | undefined;
  readonly totalBytes: number;
  /** Where the wanted part begins, ns since the first event. */
  readonly fromNs: number;
  /** Time of the last event read, ns since the first. */
  lastNs: number;
  private readonly cursors: readonly EventCursor[];
  /** By recording: times of its first and of its last event read, ns; undefined: it has none. */
  private readonly spans: ({ readonly fromNs: number; toNs: number } | undefined)[];
  /** By cursor: the number of its recording. */
  private readonly sourceOf: number[] = [];
  private readonly heap: CursorHeap;
  private readonly kindTable: KindTable;
  private readonly builder: BlockBuilder;
  private readonly toNs: number;

  constructor(
    private readonly recordings: readonly Recording[],
    options: ReadOptions,
  ) {
    this.streams = recordings.flatMap(({ streams }, source) =>
      streams.map((stream) => ({ ...stream, source })),
    );
    this.totalBytes = recordings.reduce((sum, { totalBytes }) => sum + totalBytes, 0);
    this.fromNs = Math.max(0, options.fromNs ?? 0);
    this.toNs = options.toNs ?? Infinity;
    this.lastNs = this.fromNs;
    this.kindTable = new KindTable({
      storedFieldsOf: (system, event) => {
        const fields = storedFieldsOf(system, event);
        return options.keepsField === undefined ? fields : fields?.filter(options.keepsField);
      },
      keeps: options.keeps,
    });
    this.builder = new BlockBuilder({
      kinds: this.kindTable,
      streams: this.streams,
      reusesBlocks: options.blocks === 'reused',
      memory: memoryFor(options),
    });
    const shiftNs = (source: number): bigint => options.shiftsNs?.[source] ?? 0n;
    const firsts = recordings.map(({ clock: { first } }, source) =>
      first === undefined ? undefined : first + shiftNs(source),
    );
    this.t0 = earliest(firsts);
    this.spans = firsts.map((first) => {
      const fromNs = Number((first ?? 0n) - (this.t0 ?? 0n));
      return first === undefined ? undefined : { fromNs, toNs: fromNs };
    });
    this.cursors = this.startAll(options);
    this.heap = new CursorHeap(this.cursors.length);
    this.cursors.forEach((cursor, index) => {
      this.noteEnd(index, cursor.endNs);
      this.heap.push(index, cursor.headNs);
    });
  }

  get kinds(): readonly EventKind[] {
    return this.kindTable.kinds;
  }

  /** Events seen of a kind in the time range and on the host CPUs, whether they became rows or not. */
  countOf(kind: EventKind): number {
    return this.kindTable.rows[kind.index]!.count;
  }

  /** Those of them whose fields the recording tells, as far as fields were asked for. */
  toldOf(kind: EventKind): number {
    return this.kindTable.rows[kind.index]!.told;
  }

  /** From a recording's first event to the last one read; undefined: it has none. */
  spanOf(source: number): { readonly fromNs: number; readonly toNs: number } | undefined {
    return this.spans[source];
  }

  /** ns, unless a recording's clock counts cycles of unknown length. */
  get unit(): 'ns' | 'cycles' {
    return this.recordings.some(({ clock }) => clock.unit === 'cycles') ? 'cycles' : 'ns';
  }

  get rows(): number {
    return this.builder.rowCount;
  }

  /** Bytes of the columns built so far. */
  get builtBytes(): number {
    return this.builder.builtBytes;
  }

  /** Bytes of the files read so far. */
  get doneBytes(): number {
    return this.recordings.reduce((sum, { doneBytes }) => sum + doneBytes, 0);
  }

  /** What was found out of the ordinary so far, beside what the recordings found of themselves. */
  get diagnostics(): readonly Diagnostic[] {
    return buildDiagnostics(this.kindTable.rows, this.builder.backwards, this.unit);
  }

  /** Reads on until about `events` more were seen or a block is finished; false when there are no more. */
  read(events: number): boolean {
    const { heap, builder, cursors } = this;
    let left = events;
    while (left > 0 && !builder.hasBlocks) {
      const { top, second } = heap;
      const cursor = cursors[top];
      if (cursor === undefined) {
        this.stop();
        return false;
      }
      if (cursor.at < cursor.count) {
        // Times are whole: of equal ones the lower cursor's come first.
        const nextNs = second < 0 ? Infinity : heap.timeOf(second);
        builder.assignRows(cursor, top < second ? nextNs : nextNs - 1);
        heap.moveTop(cursor.headNs);
        continue;
      }
      builder.fill(cursor);
      if (cursor.next()) {
        left -= Math.max(cursor.seen, LEAST_EVENTS_A_BATCH);
        this.noteEnd(top, cursor.endNs);
        heap.moveTop(cursor.headNs);
      } else heap.pop();
    }
    return true;
  }

  /** Ends the block that is being built: nothing more will be read. */
  stop(): void {
    this.endLosses();
    this.builder.finish();
  }

  takeBlocks(): EventBlock[] {
    return this.builder.takeBlocks();
  }

  /** Where a stream's data was cut off, events are missing up to the end of the others: that is known now. */
  private endLosses(): void {
    const { lost, lastNs } = this;
    const ended = lost.flatMap((loss) => {
      if (loss.toNs !== Infinity) return [loss];
      return loss.fromNs < lastNs ? [{ ...loss, toNs: lastNs }] : [];
    });
    lost.splice(0, lost.length, ...ended);
  }

  private noteEnd(cursor: number, endNs: number): void {
    const toNs = Math.min(endNs, this.toNs);
    if (toNs > this.lastNs) this.lastNs = toNs;
    const span = this.spans[this.sourceOf[cursor]!];
    if (span !== undefined && toNs > span.toNs) span.toNs = toNs;
  }

  private startAll({ fromNs, hostCpus, shiftsNs }: ReadOptions): readonly EventCursor[] {
    let firstStream = 0;
    return this.recordings.flatMap((recording, source) => {
      const cursors = recording.start({
        source,
        firstStream,
        kinds: this.kindTable,
        origin: (this.t0 ?? 0n) - (shiftsNs?.[source] ?? 0n),
        fromNs: fromNs ?? -Infinity,
        toNs: this.toNs,
        hostCpus,
        onLost: (lost) => this.lost.push(lost),
        addStream: (stream) => this.streams.push({ ...stream, source }) - 1,
      });
      firstStream += recording.streams.length;
      for (let count = cursors.length; count > 0; count--) this.sourceOf.push(source);
      return cursors;
    });
  }
}

function memoryFor({ blocks }: ReadOptions): ColumnMemory {
  return blocks === undefined ? singleColumns : new ColumnSlabs(blocks);
}

function earliest(stamps: readonly (bigint | undefined)[]): bigint | undefined {
  return stamps.reduce(
    (first, stamp) =>
      stamp !== undefined && (first === undefined || stamp < first) ? stamp : first,
    undefined,
  );
}
