import { vcpuKey, vcpuOfKey } from '../../protocol/laneKeys';
import type { RunVcpu } from '../../protocol/compare';
import { vcpuOfA, vcpuOfB } from '../../protocol/vcpuPartners';
import type { PairedRuns, PartnerOf } from '../../protocol/vcpuPartners';

interface Pairing<Trace> {
  readonly a: Trace;
  readonly b: Trace;
  readonly runs: PairedRuns;
}

/** Which vCPUs of traces that are compared do the same work. */
export class PairedVcpus<Trace> {
  private pairings: readonly Pairing<Trace>[] = [];

  /** Replaces what was known of the two. */
  pair(a: Trace, b: Trace, { vcpusOfA, vcpusOfB, pairing }: PairedRuns): void {
    const runs = { vcpusOfA, vcpusOfB, pairing };
    const others = this.pairings.filter((of) => !isOf(of, a, b) && !isOf(of, b, a));
    this.pairings = [...others, { a, b, runs }];
  }

  /**
   * Key of a lane of one trace as the lane of another, by way of a third one where that is compared with both;
   * the same key where none is. undefined: its vCPU has no partner there.
   */
  laneIn(to: Trace, from: Trace, lane: string): string | undefined {
    const partnerOf = this.partners(from, to);
    const [vm = '', vcpu = '', ...rest] = lane.split('/');
    const own = vcpuOfKey(`${vm}/${vcpu}`);
    if (own === undefined || partnerOf === undefined) return lane;
    const partner = partnerOf(own);
    return partner && [vcpuKey(partner), ...rest].join('/');
  }

  /** The vCPUs of a trace that have no partner in another one. */
  alone(from: Trace, to: Trace): readonly RunVcpu[] {
    const partnerOf = this.partners(from, to);
    if (partnerOf === undefined) return [];
    return this.vcpusOf(from).filter((vcpu) => partnerOf(vcpu) === undefined);
  }

  closed(trace: Trace): void {
    this.pairings = this.pairings.filter(({ a, b }) => a !== trace && b !== trace);
  }

  private vcpusOf(trace: Trace): readonly RunVcpu[] {
    const of = this.pairings.find(({ a, b }) => a === trace || b === trace);
    return of === undefined ? [] : of.a === trace ? of.runs.vcpusOfA : of.runs.vcpusOfB;
  }

  /** undefined: they are not compared. */
  private partners(from: Trace, to: Trace): PartnerOf | undefined {
    return this.directPartners(from, to) ?? this.byWayOfAnother(from, to);
  }

  private directPartners(from: Trace, to: Trace): PartnerOf | undefined {
    const there = this.pairings.find((of) => isOf(of, from, to));
    if (there !== undefined) return vcpuOfB(there.runs);
    const back = this.pairings.find((of) => isOf(of, to, from));
    return back && vcpuOfA(back.runs);
  }

  private byWayOfAnother(from: Trace, to: Trace): PartnerOf | undefined {
    for (const { a, b } of this.pairings) {
      const between = a === from ? b : b === from ? a : undefined;
      if (between === undefined) continue;
      const first = this.directPartners(from, between);
      const then = this.directPartners(between, to);
      if (first === undefined || then === undefined) continue;
      return (vcpu) => {
        const partner = first(vcpu);
        return partner && then(partner);
      };
    }
    return undefined;
  }
}

function isOf<Trace>(pairing: Pairing<Trace>, a: Trace, b: Trace): boolean {
  return pairing.a === a && pairing.b === b;
}
