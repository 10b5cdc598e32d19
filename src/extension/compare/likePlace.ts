import { vcpuLaneKey, vcpuOfKey } from '../../protocol/laneKeys';
import type { PartnerOf } from '../../protocol/vcpuPartners';
import type { ExamplePlace } from './exampleStretches';

/** When the load of a run begins and ends. */
export interface LoadSpan {
  readonly fromNs: number;
  readonly toNs: number;
}

export interface LikePlaceOptions {
  readonly load: LoadSpan;
  readonly otherLoad: LoadSpan;
  /** The vCPU of the other run that does the work of one; where none does, the one with its number will do. */
  readonly otherVcpu: PartnerOf;
}

/** The same place of the other run's load, as what its vCPU did there. */
export function likePlace(
  { lane, timeNs, fromNs, toNs }: ExamplePlace,
  { load, otherLoad, otherVcpu }: LikePlaceOptions,
): ExamplePlace {
  const likeNs = likeTimeNs(timeNs, load, otherLoad);
  const vcpu = vcpuOfKey(lane.split('/').slice(0, 2).join('/'));
  return {
    lane: vcpu === undefined ? lane : vcpuLaneKey(otherVcpu(vcpu) ?? vcpu, 'state'),
    timeNs: likeNs,
    fromNs: likeNs - (timeNs - fromNs),
    toNs: likeNs + (toNs - timeNs),
  };
}

/** As long after the load's start; where the other load is over by then, the same part of it. */
function likeTimeNs(timeNs: number, load: LoadSpan, other: LoadSpan): number {
  const sinceNs = Math.max(0, timeNs - load.fromNs);
  const otherNs = other.toNs - other.fromNs;
  if (sinceNs <= otherNs) return other.fromNs + sinceNs;
  return other.fromNs + otherNs * Math.min(1, sinceNs / Math.max(1, load.toNs - load.fromNs));
}
