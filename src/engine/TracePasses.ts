import { ExitsPass } from '../analyses/exits/ExitsPass';
import { WakersPass } from '../analyses/wakers/WakersPass';
import type { EventBlock } from '../events/EventTable';
import { IdentityPasses } from './IdentityPasses';
import type { OpenTrace } from './OpenTrace';

/** What the views ask of a trace beside its rows: every block goes through once, in order. */
export class TracePasses extends IdentityPasses {
  readonly exits: ExitsPass;
  readonly wakers = new WakersPass();

  /** `fromNs`: where the part of the trace begins that is read. */
  constructor(trace: OpenTrace, fromNs: number) {
    super(trace);
    this.exits = new ExitsPass(this.directory.bindings, fromNs);
  }

  override add(block: EventBlock): void {
    super.add(block);
    const { kinds, lost } = this.trace.reader;
    this.exits.add(block, kinds, lost);
    this.wakers.add(block, kinds);
  }
}
