import { FaultsPass } from '../analyses/faults/FaultsPass';
import { GuestIdlePass } from '../analyses/guestIdle/GuestIdlePass';
import { IdlePass } from '../analyses/idle/IdlePass';
import type { EventBlock } from '../events/EventTable';
import { StatesPass } from '../vcpu/states/StatesPass';
import { IdentityPasses } from './IdentityPasses';
import type { OpenTrace } from './OpenTrace';

/** Where vCPUs' time went and why they were idle: every block goes through once, in order. */
export class IdleTracePasses extends IdentityPasses {
  readonly states: StatesPass;
  readonly idle: IdlePass;
  readonly faults: FaultsPass;
  readonly guestIdle: GuestIdlePass;

  /** `fromNs`: where the part of the trace begins that is read. */
  constructor(trace: OpenTrace, fromNs: number) {
    super(trace);
    this.states = new StatesPass(this.directory.bindings, fromNs);
    this.idle = new IdlePass(this.directory.bindings);
    this.faults = new FaultsPass(this.directory.bindings);
    this.guestIdle = new GuestIdlePass(
      trace.sources.flatMap(({ relation }, source) =>
        relation.guestOf === undefined ? [] : [source],
      ),
    );
  }

  override add(block: EventBlock): void {
    super.add(block);
    const { kinds, streams, lost } = this.trace.reader;
    this.states.add(block, kinds, lost);
    this.idle.add(block, kinds, lost);
    this.faults.add(block, kinds);
    this.guestIdle.add(block, kinds, streams);
  }

  override finish(): void {
    super.finish();
    this.states.finish(this.trace.reader.lastNs);
    this.idle.finish();
  }
}
