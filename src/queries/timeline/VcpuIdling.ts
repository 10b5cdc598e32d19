import { CAUSES, STRATEGIES } from '../../analyses/idle/words';
import { nextEntry } from '../../analyses/timeline/findEntry';
import { MarkList } from '../../analyses/timeline/MarkList';
import { SpanList } from '../../analyses/timeline/SpanList';
import { UNKNOWN_CATEGORY } from '../../analyses/timeline/stateCategories';
import type { IdlePeriod } from '../idle/PeriodTable';
import type { MarksOf } from './LaterLanes';
import type { ReadTrace } from './ReadTrace';

/** How one vCPU was idle and what ended that, as its lanes show it; takes its periods by their start. */
export class VcpuIdling {
  private readonly spans = new SpanList();
  private readonly ends: number[] = [];
  private readonly causes: number[] = [];
  private readonly positions: number[] = [];
  /** One whose end was not seen. */
  private open:
    { readonly strategy: number; readonly fromNs: number; readonly binding: number } | undefined;

  constructor(private readonly trace: ReadTrace) {}

  add(period: IdlePeriod, position: number): void {
    const { endNs, binding } = period;
    const fromNs = Math.max(period.startNs, this.trace.fromNs);
    const strategy = STRATEGIES.indexOf(period.strategy);
    this.endOpen(fromNs);
    if (endNs < 0) {
      this.open = { strategy, fromNs, binding };
      return;
    }
    // Each is a stretch of its own, also where one follows another at once.
    this.spans.push(strategy, fromNs, endNs, false);
    this.ends.push(endNs);
    this.causes.push(CAUSES.indexOf(period.cause));
    this.positions.push(position);
  }

  finished(): SpanList {
    this.endOpen(this.trace.toNs);
    this.spans.trim();
    return this.spans;
  }

  /** The ends, in their order: clocks that differ can swap neighbours. */
  wakes(): MarksOf {
    const { ends, causes, positions } = this;
    const order = Uint32Array.from(ends, (_, index) => index);
    if (ends.some((endNs, index) => endNs < (ends[index - 1] ?? endNs))) {
      order.sort((a, b) => ends[a]! - ends[b]! || a - b);
    }
    const marks = new MarkList();
    for (const index of order) marks.push(causes[index]!, ends[index]!);
    marks.trim();
    return { marks, of: order.map((index) => positions[index]!) };
  }

  /** It lasted until what the vCPU did is not known, the next one began, or the trace ended. */
  private endOpen(beforeNs: number): void {
    if (this.open === undefined) return;
    const { strategy, fromNs, binding } = this.open;
    const states = this.trace.timeline.states.of(binding);
    const unknown =
      states === undefined
        ? -1
        : nextEntry(states, states.times.countBefore(fromNs), (of) => of === UNKNOWN_CATEGORY);
    const unknownNs = unknown < 0 ? Infinity : states!.startOf(unknown);
    this.spans.push(strategy, fromNs, Math.min(unknownNs, beforeNs), false);
    this.open = undefined;
  }
}
