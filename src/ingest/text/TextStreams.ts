import { latin1 } from '../../formats/text';
import { ByteNames } from '../../formats/text/ByteNames';
import type { StartOptions } from '../Recording';

/** Streams are numbered in 16 bits. */
const MOST_STREAMS = 0xffff;
/** Of a host CPU that is not wanted, and of one too many: no stream of the table. */
export const NO_STREAM = -1;
const NO_NAME = new Uint8Array(0);

interface TextStream {
  /** NO_HOST_CPU: the text does not tell. */
  readonly hostCpu: number;
  /** Time of its last event. */
  lastNs: number;
  /** Events that are missing before its next one; undefined: none, null: unknown how many. */
  lost: number | null | undefined;
}

/** The streams of a text, by source (a file, a trace instance) and host CPU: found line by line. */
export class TextStreams {
  private readonly sources = new ByteNames();
  /** By source, then by host CPU + 1: index in the table, or NO_STREAM. */
  private readonly bySource: number[][] = [[]];
  /** By index in the table; with holes where other recordings have theirs. */
  private readonly streams: (TextStream | undefined)[] = [];
  private count = 0;
  private pending = 0;

  constructor(
    private readonly options: Pick<StartOptions, 'addStream' | 'hostCpus' | 'onLost'>,
    private readonly placeBytes: number,
  ) {
    this.sources.add(NO_NAME);
  }

  /** There are more host CPUs and sources than any host has. */
  get isFull(): boolean {
    return this.count >= MOST_STREAMS || this.sources.size >= MOST_STREAMS;
  }

  /** The stream of a host CPU (-1: not told) of the source that is named; NO_STREAM when it is not wanted. */
  of(bytes: Uint8Array, nameFrom: number, nameTo: number, hostCpu: number): number {
    let source = 0;
    if (nameTo > nameFrom) {
      source = this.sources.find(bytes, nameFrom, nameTo);
      if (source < 0) {
        if (this.sources.size >= MOST_STREAMS) return NO_STREAM;
        source = this.sources.add(bytes, nameFrom, nameTo);
        this.bySource.push([]);
      }
    }
    const byCpu = this.bySource[source]!;
    return (byCpu[hostCpu + 1] ??= this.add(latin1(bytes.subarray(nameFrom, nameTo)), hostCpu));
  }

  /** Events are missing before the stream's next one; null: unknown how many. */
  lose(index: number, count: number | null): void {
    const stream = this.streams[index];
    if (stream === undefined) return;
    if (stream.lost === undefined) this.pending++;
    const before = stream.lost === undefined ? 0 : stream.lost;
    stream.lost = before === null || count === null ? null : before + count;
  }

  /** An event of the stream: what was lost lies between the event before it and this one. */
  event(index: number, timeNs: number): void {
    const stream = this.streams[index]!;
    if (this.pending > 0) this.endLoss(index, stream, timeNs);
    stream.lastNs = timeNs;
  }

  /** No event will follow: what was lost last lies before the end of the text. */
  end(endNs: number): void {
    this.streams.forEach((stream, index) => {
      if (stream !== undefined) this.endLoss(index, stream, endNs);
    });
  }

  private endLoss(index: number, stream: TextStream, toNs: number): void {
    const { hostCpu, lastNs, lost } = stream;
    if (lost === undefined) return;
    stream.lost = undefined;
    this.pending--;
    const fromNs = Math.min(lastNs, toNs);
    this.options.onLost({ stream: index, hostCpu, fromNs, toNs, count: lost });
  }

  private add(instance: string, hostCpu: number): number {
    const { hostCpus, addStream } = this.options;
    if (hostCpus?.has(hostCpu) === false || this.count >= MOST_STREAMS) return NO_STREAM;
    this.count++;
    const index = addStream({ hostCpu, instance, placeBytes: this.placeBytes });
    this.streams[index] = { hostCpu, lastNs: 0, lost: undefined };
    return index;
  }
}
