import { ExitsPass } from '../analyses/exits/ExitsPass';
import type { EventBlock } from '../events/EventTable';
import { VcpuDirectory } from '../vcpu/VcpuDirectory';
import type { OpenTrace } from './OpenTrace';

/** What the views ask of a trace beside its rows: every block goes through once, in order. */
export class TracePasses {
  readonly directory: VcpuDirectory;
  readonly exits: ExitsPass;

  /** `fromNs`: where the part of the trace begins that is read. */
  constructor(
    private readonly trace: OpenTrace,
    fromNs: number,
  ) {
    this.directory = directoryOf(trace);
    this.exits = new ExitsPass(this.directory.bindings, fromNs);
  }

  add(block: EventBlock): void {
    const { kinds, lost } = this.trace.reader;
    this.directory.add(block, kinds);
    this.exits.add(block, kinds, lost);
  }
}

/** An empty directory, for the threads of a trace that is about to be read. */
export function directoryOf(trace: OpenTrace): VcpuDirectory {
  return new VcpuDirectory(
    trace.sources.map(({ recording }) => ({
      guests: recording.facts.guests,
      commOf: (tid, timeNs) => recording.commOf(tid, timeNs),
      pidOf: (tid) => recording.pidOf(tid),
    })),
  );
}
