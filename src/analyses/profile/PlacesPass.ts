import type { EventPass, TraceSoFar } from '../../events/EventPass';
import { NO_HOST_CPU } from '../../events/EventTable';
import type { EventBlock } from '../../events/EventTable';
import { grown } from '../../base/grown';
import { UNBOUND } from '../../vcpu/VcpuBindings';
import type { VcpuBindings } from '../../vcpu/VcpuBindings';

/** On which host CPUs each vCPU's thread left events, in one forward pass. */
export class PlacesPass implements EventPass {
  /** By binding and stream. */
  private readonly events: Uint32Array[] = [];
  private streams: TraceSoFar['streams'] = [];

  constructor(private readonly bindings: Pick<VcpuBindings, 'ofRow'>) {}

  /** Takes a block in, which the bindings took in just before. */
  add({ length, stream }: EventBlock, trace: TraceSoFar): void {
    this.streams = trace.streams;
    const { events } = this;
    const { ofRow } = this.bindings;
    for (let at = 0; at < length; at++) {
      const binding = ofRow[at]!;
      if (binding === UNBOUND) continue;
      const of = stream[at]!;
      let counts = events[binding];
      if (counts === undefined || of >= counts.length) {
        const wider = new Uint32Array((of + 1) * 2);
        counts = counts === undefined ? wider : grown(counts, wider);
        events[binding] = counts;
      }
      counts[of]!++;
    }
  }

  /** By host CPU. */
  eventsOf(binding: number): ReadonlyMap<number, number> {
    const byHostCpu = new Map<number, number>();
    this.events[binding]?.forEach((count, of) => {
      const hostCpu = this.streams[of]?.hostCpu ?? NO_HOST_CPU;
      if (count === 0 || hostCpu === NO_HOST_CPU) return;
      byHostCpu.set(hostCpu, (byHostCpu.get(hostCpu) ?? 0) + count);
    });
    return byHostCpu;
  }
}
