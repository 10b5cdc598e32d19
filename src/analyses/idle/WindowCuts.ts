/** Maxima that are kept: a host's changes when somebody sets the module's parameter. */
const MOST_MAXIMA = 1 << 6;

/** What a vCPU's poll windows were cut to, over time: one entry, unless the maximum was changed meanwhile. */
export class WindowCuts {
  private readonly untilNs: number[] = [];
  private readonly maximaNs: number[] = [];

  /** A window that was cut to `maximumNs` was replaced. */
  add(atNs: number, maximumNs: number): void {
    const last = this.maximaNs.length - 1;
    if (this.maximaNs[last] === maximumNs) this.untilNs[last] = atNs;
    else if (last + 1 < MOST_MAXIMA) {
      this.untilNs.push(atNs);
      this.maximaNs.push(maximumNs);
    }
  }

  /** The window that a halt at a time polled by, of what the event before it told: the next cut tells its maximum, or else the last one. */
  held(windowNs: number, atNs: number): number {
    const { untilNs, maximaNs } = this;
    if (maximaNs.length === 0) return windowNs;
    const next = untilNs.findIndex((ns) => ns >= atNs);
    return Math.min(windowNs, maximaNs.at(next)!);
  }
}
