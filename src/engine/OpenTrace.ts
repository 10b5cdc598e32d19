import type { EventBlock, EventTable } from '../events/EventTable';
import { EventReader } from '../ingest/EventReader';
import type { TracePart } from '../protocol/TracePart';
import { defaultParameters } from '../vcpu/AnalysisParameters';
import type { AnalysisParameters } from '../vcpu/AnalysisParameters';
import { keepsOf } from './keepsOf';
import type { Keeps } from './keepsOf';
import type { OpenSources, SourceFile } from './SourceFile';

export interface OpenTraceOptions {
  readonly open: OpenSources;
  readonly part?: TracePart | undefined;
  /** undefined: the defaults. */
  readonly parameters?: AnalysisParameters | undefined;
  /** Narrows what becomes rows further than `part`; undefined keeps every tracepoint. */
  readonly keeps?: Keeps | undefined;
  /** Whether the events of guests' recordings become rows whatever is narrowed. */
  readonly keepsGuestEvents?: boolean | undefined;
  /** Narrows what becomes columns; undefined keeps every field that any question needs. */
  readonly keepsField?: ((field: string) => boolean) | undefined;
  /**
   * `kept` for queries; `passing` for a command that looks at one or two of them; `reused` where
   * nobody looks at a block again once the next one is read.
   */
  readonly blocks: 'kept' | 'passing' | 'reused';
}

/** One trace while it is read and afterwards: the files and their events. */
export class OpenTrace {
  readonly sources: readonly SourceFile[];
  readonly reader: EventReader;
  /** Of the passes over it. */
  readonly parameters: AnalysisParameters;
  /** The events read so far; it grows while the trace is read. */
  readonly table: EventTable;
  private readonly blocks: EventBlock[] = [];
  private readonly isRow: Keeps;

  /** Throws an `UnreadableFile` when nothing of one of the files can be shown. */
  constructor(private readonly options: OpenTraceOptions) {
    const { open, part = {}, blocks } = options;
    this.sources = open();
    this.parameters = options.parameters ?? defaultParameters;
    const wanted = keepsOf(part.events);
    const narrowed = options.keeps;
    this.isRow = (system, event) => wanted(system, event) && (narrowed?.(system, event) ?? true);
    const isGuestRow = (source: number): boolean =>
      options.keepsGuestEvents === true && this.sources[source]!.relation.guestOf !== undefined;
    this.reader = new EventReader(
      this.sources.map(({ recording }) => recording),
      {
        keeps: (system, event, source) =>
          wanted(system, event) && (isGuestRow(source) || (narrowed?.(system, event) ?? true)),
        keepsField: options.keepsField,
        blocks: blocks === 'passing' ? undefined : blocks,
        fromNs: part.fromNs,
        toNs: part.toNs,
        hostCpus: part.hostCpus && new Set(part.hostCpus),
        shiftsNs: this.sources.map(({ relation }) => relation.shiftNs),
      },
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

  /**
   * Whether a recording's events of a kind would be rows here, had they happened. undefined: it does
   * not say which ones it was asked for.
   */
  wasAskedFor(source: number, system: string, event: string): boolean | undefined {
    if (!this.isRow(system, event)) return false;
    return this.sources[source]?.recording.facts.listedEvents?.names.has(event);
  }

  private takeBlocks(each?: (block: EventBlock) => void): void {
    for (const block of this.reader.takeBlocks()) {
      if (this.options.blocks === 'kept') this.blocks.push(block);
      each?.(block);
    }
  }
}

/** The arrays grow, and `length` with them. */
function growingTable(blocks: readonly EventBlock[], { kinds, streams }: EventReader): EventTable {
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
