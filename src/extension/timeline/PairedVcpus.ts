import { vcpuKey, vcpuOfKey } from '../../protocol/laneKeys';
import type { RunVcpu, VcpuPair } from '../../protocol/compare';
import { vcpuOfA, vcpuOfB } from '../../protocol/vcpuPartners';

interface Pairing<Trace> {
  readonly a: Trace;
  readonly b: Trace;
  readonly pairs: readonly VcpuPair[];
}

/** Which vCPUs of traces do the same work, where it is not those with the same number. */
export class PairedVcpus<Trace> {
  private pairings: readonly Pairing<Trace>[] = [];

  /** Replaces what was known of the two. */
  pair(a: Trace, b: Trace, pairs: readonly VcpuPair[]): void {
    const others = this.pairings.filter((of) => !isOf(of, a, b) && !isOf(of, b, a));
    this.pairings = [...others, { a, b, pairs }];
  }

  /** Key of a lane of one trace as the lane of another, by way of a third one where that is paired with both. */
  laneIn(to: Trace, from: Trace, lane: string): string {
    const partner = this.partners(from, to) ?? this.byWayOfAnother(from, to);
    const [vm = '', vcpu = '', ...rest] = lane.split('/');
    const own = vcpuOfKey(`${vm}/${vcpu}`);
    if (own === undefined || partner === undefined) return lane;
    return [vcpuKey(partner(own)), ...rest].join('/');
  }

  closed(trace: Trace): void {
    this.pairings = this.pairings.filter(({ a, b }) => a !== trace && b !== trace);
  }

  private partners(from: Trace, to: Trace): ((vcpu: RunVcpu) => RunVcpu) | undefined {
    const there = this.pairings.find((of) => isOf(of, from, to));
    if (there !== undefined) return vcpuOfB(there.pairs);
    const back = this.pairings.find((of) => isOf(of, to, from));
    return back && vcpuOfA(back.pairs);
  }

  private byWayOfAnother(from: Trace, to: Trace): ((vcpu: RunVcpu) => RunVcpu) | undefined {
    for (const { a, b } of this.pairings) {
      const between = a === from ? b : b === from ? a : undefined;
      if (between === undefined) continue;
      const [first, then] = [this.partners(from, between), this.partners(between, to)];
      if (first !== undefined && then !== undefined) return (vcpu) => then(first(vcpu));
    }
    return undefined;
  }
}

function isOf<Trace>(pairing: Pairing<Trace>, a: Trace, b: Trace): boolean {
  return pairing.a === a && pairing.b === b;
}
