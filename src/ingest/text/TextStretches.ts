import { SPACE } from '../../formats/ascii';
import { LinePrefix } from '../../formats/text/LinePrefix';
import { ParsedFields } from '../../formats/text/ParsedFields';
import { asciiBytes } from '../../formats/text/scanning';
import { perfRecord } from '../../formats/text/perfRecord';
import { specialLine } from '../../formats/text/specialLine';
import type { TextLines } from '../../formats/text/TextLines';
import type { PackedBatch } from '../PackedBatch';
import type { ReadStretch, Stretches } from '../SortedCursor';
import type { TextEvents } from './TextEvents';
import { NO_STREAM } from './TextStreams';
import type { TextStreams } from './TextStreams';
import type { TextStamp } from './textSurvey';
import type { TextThreads } from './TextThreads';
import type { UnreadLines } from './UnreadLines';

export interface TextStretchesOptions {
  /** Read at once: few enough that a load can be cancelled between two batches. */
  readonly mostLines: number;
  readonly lines: TextLines;
  readonly first: TextStamp;
  /** Units of the clock since the first stamp to ns since the session's origin. */
  readonly timeOf: (units: number) => number;
  readonly events: TextEvents;
  readonly streams: TextStreams;
  readonly threads: TextThreads;
  readonly unread: UnreadLines;
  readonly placeBytes: number;
  readonly fromNs: number;
  /** Nothing after this time is wanted. */
  readonly toNs: number;
  /** All lines were read; `endNs`: the largest time. */
  readonly onEnd: (endNs: number) => void;
}

/** The lines of a text, or of a run of its lines, some thousand at a time. */
export class TextStretches implements Stretches {
  endNs: number;
  private readonly prefix = new LinePrefix();
  private readonly parsed = new ParsedFields();
  /** Name of the source of a loss in the line before: the event behind it has none of its own. */
  private lossSource: Uint8Array | undefined;

  constructor(private readonly options: TextStretchesOptions) {
    this.endNs = options.timeOf(0);
  }

  read(into: PackedBatch): ReadStretch {
    const { lines, mostLines, toNs, onEnd } = this.options;
    let count = 0;
    let earliestNs = Infinity;
    for (; count < mostLines && lines.next(); count++) {
      const timeNs = this.readLine(lines, into);
      if (timeNs < earliestNs) earliestNs = timeNs;
    }
    // The last lines wait for what may come behind them.
    const isLast = count === 0 || (earliestNs > toNs && earliestNs < Infinity);
    if (isLast) onEnd(this.endNs);
    return { seen: count, isLast };
  }

  /** Takes a line in; returns its time, Infinity for what is no event. */
  private readLine(lines: TextLines, into: PackedBatch): number {
    const { first, streams, unread } = this.options;
    const { prefix } = this;
    const { bytes, from, to } = lines;
    if (lines.isCut) {
      unread.add('overlong-lines', lines);
      return Infinity;
    }
    if (!prefix.read(bytes, from, to)) {
      this.readSpecial(lines);
      return Infinity;
    }
    const { head, hostCpu } = prefix;
    if (head.unit !== first.unit) {
      unread.add('other-clock', lines);
      return Infinity;
    }
    const timeNs = this.options.timeOf(head.since(first.whole, first.part));
    if (head.nameKind === undefined) {
      this.readPerfRecord(lines, timeNs);
      return Infinity;
    }
    const stream = this.streamOf(bytes, from, hostCpu);
    if (stream === NO_STREAM) {
      if (streams.isFull) unread.add('too-many-streams', lines);
      return timeNs;
    }
    streams.event(stream, timeNs);
    if (timeNs > this.endNs) this.endNs = timeNs;
    this.addEvent(lines, stream, timeNs, into);
    return timeNs;
  }

  private addEvent(lines: TextLines, stream: number, timeNs: number, into: PackedBatch): void {
    const { events, threads, unread, placeBytes, fromNs, toNs } = this.options;
    const { prefix, parsed } = this;
    const { bytes, to } = lines;
    const { head, pid, commFrom, commTo } = prefix;
    const tid = threads.add(prefix.tid, pid, bytes, commFrom, commTo, timeNs);
    if (timeNs < fromNs || timeNs > toNs) return;
    const event = events.of(bytes, head);
    if (event === undefined) {
      unread.add('too-many-names', lines);
      return;
    }
    const kind = event.kindOf(bytes, head.payloadFrom, to, parsed);
    const { rows } = kind;
    rows.count++;
    if (!rows.isKept) return;
    const position = Math.floor(lines.position / placeBytes) * placeBytes;
    const at = into.add(timeNs, rows, stream, tid, head.flags, position);
    kind.write(parsed, into.words, at);
  }

  /** Those of threads that ran before have the time 0, and the thread of no event in front. */
  private readPerfRecord(lines: TextLines, timeNs: number): void {
    const { streams, threads, unread } = this.options;
    const { head, hostCpu } = this.prefix;
    const { bytes, from, to } = lines;
    const record = perfRecord(bytes, head.nameFrom, to);
    if (record === undefined) {
      unread.add('unreadable-lines', lines);
      return;
    }
    if (record.kind === 'lost') streams.lose(this.streamOf(bytes, from, hostCpu), record.count);
    if (record.kind !== 'comm') return;
    threads.addNamed(record.tid, record.pid, record.name, timeNs);
  }

  /** The name of the source stands in front of the line, or of the loss in the line before. */
  private streamOf(bytes: Uint8Array, from: number, hostCpu: number): number {
    const { streams } = this.options;
    const { sourceTo } = this.prefix;
    const { lossSource } = this;
    this.lossSource = undefined;
    if (sourceTo === from) {
      if (lossSource !== undefined) return streams.of(lossSource, 0, lossSource.length, hostCpu);
      return streams.of(bytes, from, from, hostCpu);
    }
    let nameFrom = from;
    while (bytes[nameFrom] === SPACE) nameFrom++;
    return streams.of(bytes, nameFrom, sourceTo, hostCpu);
  }

  private readSpecial(lines: TextLines): void {
    const { streams, unread } = this.options;
    const { bytes, from, to } = lines;
    const special = specialLine(bytes, from, to);
    if (special.kind === 'unreadable') unread.add('unreadable-lines', lines);
    if (special.kind !== 'lost') return;
    const source = asciiBytes(special.source);
    streams.lose(streams.of(source, 0, source.length, special.hostCpu), special.count);
    this.lossSource = source;
  }
}
