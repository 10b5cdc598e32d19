import type { TraceFacts } from '../protocol/facts';
import type { ReportSource } from '../queries/idle/ReportSource';
import { bareEventsOf } from './bareEventsOf';
import type { IdleTracePasses } from './IdleTracePasses';
import type { OpenTrace } from './OpenTrace';

/** What a report is made of, of a trace that was read to its end. */
export function reportSource(
  { sources, reader }: OpenTrace,
  { directory, states, idle, faults, guestIdle, guestVms }: IdleTracePasses,
  facts: TraceFacts,
): ReportSource {
  return {
    directory,
    states,
    idle,
    faults,
    facts,
    bareEvents: bareEventsOf(reader),
    durationNs: reader.lastNs - reader.fromNs,
    commOf: (source, tid, atNs) => sources[source]?.recording.commOf(tid, atNs),
    guestIdleOf: (vm, vcpu) => {
      const guest = guestVms.indexOf(vm);
      return guest < 0 ? undefined : guestIdle.of(guest, vcpu);
    },
  };
}
