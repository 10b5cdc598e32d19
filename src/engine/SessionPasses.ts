import { ExitsPass } from '../analyses/exits/ExitsPass';
import { WakersPass } from '../analyses/wakers/WakersPass';
import type { EventBlock } from '../events/EventTable';
import { IdleTracePasses } from './IdleTracePasses';
import type { OpenTrace } from './OpenTrace';
import type { TracePasses } from './TracePasses';

/** What the views of an editor ask of a trace: every block goes through once, in order. */
export class SessionPasses
  extends IdleTracePasses
  implements Pick<TracePasses, 'exits' | 'wakers'>
{
  readonly exits: ExitsPass;
  readonly wakers = new WakersPass();
  private finished = false;

  /** `fromNs`: where the part of the trace begins that is read. */
  constructor(trace: OpenTrace, fromNs: number) {
    super(trace, fromNs);
    this.exits = new ExitsPass(this.directory.bindings, fromNs);
  }

  /** Whether all was read: idle periods are told once their ends are. */
  get isFinished(): boolean {
    return this.finished;
  }

  override add(block: EventBlock): void {
    super.add(block);
    const { kinds, lost } = this.trace.reader;
    this.exits.add(block, kinds, lost);
    this.wakers.add(block, kinds);
  }

  override finish(): void {
    super.finish();
    this.finished = true;
  }
}
