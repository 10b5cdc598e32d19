import { NO_HOST_CPU } from '../events/EventTable';
import type { TraceFacts } from '../protocol/facts';
import { guestVms } from '../queries/guestVms';
import type { ReportSource } from '../queries/idle/ReportSource';
import { bareEventsOf } from './bareEventsOf';
import type { IdlePasses } from './passes';
import type { OpenTrace } from './OpenTrace';

/** What a report is made of, of a trace that was read to its end. */
export function reportSource(
  { sources, reader }: OpenTrace,
  { directory, guestClock, states, idle, faults, guestIdle, streamRows }: IdlePasses,
  facts: TraceFacts,
): ReportSource {
  const vms = guestVms({ sources, directory, lanes: guestClock.lanes });
  return {
    directory,
    states,
    idle,
    faults,
    facts,
    bareEventsOf: (source) => bareEventsOf(reader, source),
    rowShareOf: (source, hostCpu) =>
      streamRows.shareOf(
        reader.streams,
        (stream) => stream.source === source && stream.hostCpu === (hostCpu ?? NO_HOST_CPU),
      ),
    fromNs: reader.fromNs,
    durationNs: reader.lastNs - reader.fromNs,
    commOf: (source, tid, atNs) => sources[source]?.recording.commOf(tid, atNs),
    guestIdleOf: (vm, vcpu) => {
      const guest = vms.indexOf(vm);
      return guest < 0 ? undefined : guestIdle.of(guest, vcpu);
    },
  };
}
