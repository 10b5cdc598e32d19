import type { Stretch } from './viewport';

/** Steps of one gesture closer together than this are one step back. */
const ONE_GESTURE_MS = 800;
const MOST_STEPS = 200;

/** Where the view was, for back and forward as in an editor. */
export class NavigationHistory {
  private readonly past: Stretch[] = [];
  private future: Stretch[] = [];
  private current: Stretch | undefined;
  private gesture: string | undefined;
  private movedMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly nowMs: () => number) {}

  get canGoBack(): boolean {
    return this.past.length > 0;
  }

  get canGoForward(): boolean {
    return this.future.length > 0;
  }

  /** The view has moved; `gesture`: what by, so that a turn of the wheel is one step. */
  visited(stretch: Stretch, gesture: string): void {
    const nowMs = this.nowMs();
    const isSame = gesture === this.gesture && nowMs - this.movedMs < ONE_GESTURE_MS;
    this.movedMs = nowMs;
    this.gesture = gesture;
    if (this.current !== undefined && !isSame && !isEqual(this.current, stretch)) {
      this.past.push(this.current);
      if (this.past.length > MOST_STEPS) this.past.shift();
      this.future = [];
    }
    this.current = stretch;
  }

  /** The view is another one by no step of the user: the window or the trace has changed. */
  settled(stretch: Stretch): void {
    this.current = stretch;
    this.gesture = undefined;
  }

  /** undefined: there is nothing before. */
  back(): Stretch | undefined {
    return this.step(this.past, this.future);
  }

  forward(): Stretch | undefined {
    return this.step(this.future, this.past);
  }

  private step(from: Stretch[], to: Stretch[]): Stretch | undefined {
    const next = from.pop();
    if (next === undefined) return undefined;
    if (this.current !== undefined) to.push(this.current);
    this.current = next;
    this.gesture = undefined;
    return next;
  }
}

function isEqual(one: Stretch, other: Stretch): boolean {
  return one.fromNs === other.fromNs && one.toNs === other.toNs;
}
