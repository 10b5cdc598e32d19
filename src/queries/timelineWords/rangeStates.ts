import { vcpuLaneKey } from '../../protocol/laneKeys';
import { State, VCPU_STATES } from '../../vcpu/states/VcpuState';
import type { AskedRange } from './AskedRange';
import type { Bands } from './Bands';

/** ns of a vCPU in each state, by the order of VCPU_STATES; what no event tells of the range is unknown. */
export function rangeStates(
  bands: Bands,
  vm: number,
  vcpu: number,
  { fromNs, toNs }: AskedRange,
): readonly number[] {
  const statesNs = VCPU_STATES.map(() => 0);
  let toldNs = 0;
  for (const [category, ns] of bands.sumsNs(vcpuLaneKey({ vm, vcpu }, 'state'), fromNs, toNs)) {
    statesNs[stateOf(category)]! += ns;
    toldNs += ns;
  }
  statesNs[State.Unknown]! += Math.max(0, toNs - fromNs - toldNs);
  return statesNs;
}

/** Index in VCPU_STATES of a category of a state lane: `kernel:idle` is kernel time. */
export function stateOf(category: string): number {
  const name = category.startsWith('kernel:') ? 'kernel' : category;
  const state = VCPU_STATES.findIndex((known) => known === name);
  return state < 0 ? State.Unknown : state;
}
