import { GuestClockPass } from '../analyses/guestClock/GuestClockPass';
import type { GuestRecording } from '../analyses/guestClock/GuestClockPass';
import type { EventBlock } from '../events/EventTable';
import { namedGuestTids } from '../ingest/namedGuestTids';
import { VcpuDirectory } from '../vcpu/VcpuDirectory';
import { guestVms } from '../queries/guestVms';
import type { OpenTrace } from './OpenTrace';
import type { SourceFile } from './SourceFile';

/** Who runs what in a trace, and whether its recordings' clocks agree: every block goes through once, in order. */
export class IdentityPasses {
  readonly directory: VcpuDirectory;
  readonly guestClock: GuestClockPass;

  constructor(protected readonly trace: OpenTrace) {
    this.directory = new VcpuDirectory(
      trace.sources.map(({ recording }) => ({
        guests: recording.facts.guests,
        namedVcpus: recording.namedVcpus,
        commOf: (tid, timeNs) => recording.commOf(tid, timeNs),
        pidOf: (tid) => recording.pidOf(tid),
      })),
    );
    this.guestClock = new GuestClockPass(guestRecordings(trace.sources), this.directory.bindings);
  }

  add(block: EventBlock): void {
    const { kinds, streams, lost } = this.trace.reader;
    this.directory.add(block, kinds);
    this.guestClock.add(block, kinds, streams, lost);
  }

  /** By recording: the VM it was made in, where it is a guest's; as far as the trace was read. */
  get guestVms(): readonly (number | undefined)[] {
    return guestVms({
      sources: this.trace.sources,
      directory: this.directory,
      lanes: this.guestClock.lanes,
    });
  }

  /** Nothing more will be read. */
  finish(): void {
    this.guestClock.finish();
  }
}

function guestRecordings(sources: readonly SourceFile[]): readonly GuestRecording[] {
  return sources.flatMap(({ recording, relation: { guestOf } }, source) => {
    if (guestOf === undefined) return [];
    const tids = namedGuestTids(recording, sources[guestOf]!.recording);
    return [{ source, host: guestOf, tids }];
  });
}
