import type { EventBlock, EventTable } from '../events/EventTable';
import type { ByteSource, Decompressor } from '../formats/ByteSource';
import { readTraceDat } from '../formats/tracedat/readTraceDat';
import type { TraceDatFile } from '../formats/tracedat/TraceDatFile';
import { RecordReader } from '../ingest/RecordReader';
import { TraceReader } from '../ingest/TraceReader';
import type { TracePart } from '../protocol/TracePart';
import { keepsOf } from './keepsOf';
import type { Keeps } from './keepsOf';

export interface OpenTraceOptions {
  readonly source: ByteSource;
  readonly decompressor: Decompressor;
  readonly part?: TracePart | undefined;
  readonly tscKhz?: number | undefined;
  /** Narrows what becomes rows further than `part`; undefined keeps every tracepoint. */
  readonly keeps?: Keeps | undefined;
  /** Narrows what becomes columns; undefined keeps every field that any question needs. */
  readonly keepsField?: ((field: string) => boolean) | undefined;
  /** Whether blocks stay for queries; a command that only passes over the events keeps none. */
  readonly keepBlocks: boolean;
  /** Whether nobody looks at a block again once the next one is read; only without `keepBlocks`. */
  readonly reusesBlocks?: boolean | undefined;
}

/** One trace while it is read and afterwards: the file and its events. */
export class OpenTrace {
  readonly file: TraceDatFile;
  readonly reader: TraceReader;
  readonly records: RecordReader;
  /** The events read so far; it grows while the trace is read. */
  readonly table: EventTable;
  private readonly blocks: EventBlock[] = [];

  /** Throws a `FormatError` when nothing of the file can be shown. */
  constructor(private readonly options: OpenTraceOptions) {
    const { source, decompressor, part = {}, tscKhz } = options;
    this.file = readTraceDat(source, decompressor);
    const wanted = keepsOf(part.events);
    const narrowed = options.keeps;
    this.reader = new TraceReader(this.file, {
      source,
      decompressor,
      tscKhz,
      keeps: (system, event) => wanted(system, event) && (narrowed?.(system, event) ?? true),
      keepsField: options.keepsField,
      keepsBlocks: options.keepBlocks,
      reusesBlocks: options.reusesBlocks === true && !options.keepBlocks,
      fromNs: part.fromNs,
      toNs: part.toNs,
      hostCpus: part.hostCpus && new Set(part.hostCpus),
    });
    this.records = new RecordReader(
      (stream) => this.reader.chunksOfStream(stream),
      this.file.littleEndian,
      this.file.compression !== undefined,
    );
    this.table = growingTable(this.blocks, this.reader);
  }

  /** Reads on until about `events` more were seen; `each` sees what is new. False when the trace is read. */
  read(events: number, each?: (block: EventBlock) => void): boolean {
    const more = this.reader.read(events);
    this.takeBlocks(each);
    return more;
  }

  /** Gives up the rest of the trace; what was read so far is all there. */
  stop(each?: (block: EventBlock) => void): void {
    this.reader.stop();
    this.takeBlocks(each);
  }

  private takeBlocks(each?: (block: EventBlock) => void): void {
    for (const block of this.reader.takeBlocks()) {
      if (this.options.keepBlocks) this.blocks.push(block);
      each?.(block);
    }
  }

  /** Name of a thread as trace-cmd report spells it; undefined when the recording has none. */
  commOf(tid: number): string | undefined {
    return tid === 0 ? '<idle>' : this.file.comms.get(tid);
  }
}

/** The arrays grow, and `length` with them. */
function growingTable(blocks: readonly EventBlock[], { kinds, streams }: TraceReader): EventTable {
  return {
    blocks,
    kinds,
    streams,
    get length() {
      const last = blocks.at(-1);
      return last === undefined ? 0 : last.firstRow + last.length;
    },
  };
}
