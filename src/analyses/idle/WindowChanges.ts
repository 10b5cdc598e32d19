import { grown } from '../../base/grown';

const FIRST_CHANGES = 16;
/** Beyond, neighbours become one. */
const MOST_CHANGES = 1 << 15;

/** A vCPU's poll window from each of its changes on: of very many, the larger of neighbours. */
export class WindowChanges {
  length = 0;
  private times = new Float64Array(FIRST_CHANGES);
  private windows = new Float64Array(FIRST_CHANGES);

  add(atNs: number, windowNs: number): void {
    if (this.length === MOST_CHANGES) this.join();
    if (this.length === this.times.length) {
      this.times = grown(this.times, new Float64Array(this.length * 2));
      this.windows = grown(this.windows, new Float64Array(this.length * 2));
    }
    this.times[this.length] = atNs;
    this.windows[this.length++] = windowNs;
  }

  /** What the latest change made was not what halts polled by. */
  correctLast(windowNs: number): void {
    this.windows[this.length - 1] = windowNs;
  }

  timeNs(index: number): number {
    return this.times[index]!;
  }

  windowNs(index: number): number {
    return this.windows[index]!;
  }

  private join(): void {
    this.length >>>= 1;
    for (let at = 0; at < this.length; at++) {
      this.times[at] = this.times[at * 2]!;
      this.windows[at] = Math.max(this.windows[at * 2]!, this.windows[at * 2 + 1]!);
    }
  }
}
