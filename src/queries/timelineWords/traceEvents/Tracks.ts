import type { TimelineLane } from '../../../protocol/timeline';
import type { VcpuRef } from '../../../vcpu/VcpuDirectory';
import type { Track } from './TraceEvent';
import { traceEventText } from './TraceEvent';

/** The tracks of an export: a process for each VM and one for the host. Numbers are not those of any real one. */
export class Tracks {
  /** JSON texts of the names of all tracks. */
  readonly names: string[] = [];
  private readonly tracks = new Map<string, Track>();
  private readonly processes = new Map<string, number>();

  constructor(vcpus: readonly VcpuRef[], cpus: readonly TimelineLane[], lossy: readonly number[]) {
    for (const { vm, vcpu } of vcpus) {
      this.add(`VM ${vm}`, `vCPU ${vcpu}`);
      this.add(`VM ${vm}`, `vCPU ${vcpu} idle`);
    }
    for (const { label } of cpus) this.add(HOST, label);
    for (const hostCpu of lossy) this.add(HOST, lossName(hostCpu));
  }

  states({ vm, vcpu }: VcpuRef): Track {
    return this.of(`VM ${vm}`, `vCPU ${vcpu}`);
  }

  idle({ vm, vcpu }: VcpuRef): Track {
    return this.of(`VM ${vm}`, `vCPU ${vcpu} idle`);
  }

  hostCpu({ label }: TimelineLane): Track {
    return this.of(HOST, label);
  }

  losses(hostCpu: number): Track {
    return this.of(HOST, lossName(hostCpu));
  }

  private of(process: string, thread: string): Track {
    return this.tracks.get(`${process}/${thread}`)!;
  }

  private add(process: string, thread: string): void {
    let pid = this.processes.get(process);
    if (pid === undefined) {
      // 0 is the idle task's to those who read the format.
      pid = this.processes.size + 1;
      this.processes.set(process, pid);
      this.name({ pid, tid: 0 }, 'process', process, pid);
    }
    const tid = this.tracks.size + 1;
    const track = { pid, tid };
    this.tracks.set(`${process}/${thread}`, track);
    this.name(track, 'thread', thread, tid);
  }

  private name(track: Track, what: 'process' | 'thread', name: string, place: number): void {
    this.names.push(
      traceEventText(track, { ph: 'M', name: `${what}_name`, args: { name } }),
      traceEventText(track, {
        ph: 'M',
        name: `${what}_sort_index`,
        args: { sort_index: place },
      }),
    );
  }
}

const HOST = 'Host CPUs';

function lossName(hostCpu: number): string {
  return hostCpu < 0 ? 'Events lost' : `CPU ${hostCpu}: events lost`;
}
