type Report = (stream: number, fromNs: number, toNs: number, count: number | null) => void;

/** Where events of each stream were lost, as far as the records between its events tell. Times: ns since the first event. */
export class StreamLosses {
  /** Whether the next event that is read may end a loss: asked for every one. */
  isPending = false;
  /** By stream: time of the last event read; NaN while there was none. */
  readonly lastNs: Float64Array;
  /** By stream: 1 when records could not be read since its last event. */
  private readonly hasHole: Uint8Array;
  private holes = 0;
  /** Lost in the buffer that is being read; whose it is, its next event tells. */
  private unplaced = 0;

  constructor(
    streamCount: number,
    private readonly report: Report,
  ) {
    this.lastNs = new Float64Array(streamCount).fill(NaN);
    this.hasHole = new Uint8Array(streamCount);
  }

  /** A stream lost events between its last one and `timeNs`; `count` null: nothing tells how many. */
  lost(stream: number, timeNs: number, count: number | null): void {
    const lastNs = this.lastNs[stream]!;
    const fromNs = Number.isNaN(lastNs) ? 0 : lastNs;
    this.report(stream, Math.min(fromNs, timeNs), Math.max(fromNs, timeNs), count);
  }

  /** The stream of the next event lost events before it. */
  lostBeforeNext(count: number): void {
    this.unplaced += count;
    this.isPending = true;
  }

  /** Records could not be read: every stream may have lost some. */
  hole(): void {
    this.lastNs.forEach((lastNs, stream) => {
      if (Number.isNaN(lastNs) || this.hasHole[stream] === 1) return;
      this.hasHole[stream] = 1;
      this.holes++;
    });
    this.isPending = this.isPending || this.holes > 0;
  }

  /** An event was read, before which there may be a loss. */
  endAt(stream: number, timeNs: number): void {
    if (this.unplaced > 0) this.lost(stream, timeNs, this.unplaced);
    this.unplaced = 0;
    if (this.hasHole[stream] === 1) {
      this.lost(stream, timeNs, null);
      this.hasHole[stream] = 0;
      this.holes--;
    }
    this.isPending = this.holes > 0;
  }
}
