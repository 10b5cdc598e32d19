import type { LaneKind, TimelineLane } from '../../../src/protocol/timeline';
import type { LaneRow } from '../../timeline/layoutLanes';

/** Of a lane below the states of its vCPU. */
export const kindNames: Readonly<Record<LaneKind, string>> = {
  state: 'states',
  strategy: 'idle',
  wakes: 'wakes',
  exits: 'exits',
  window: 'poll window',
  cpu: 'CPU',
  page: 'page',
};

/** What the gutter calls a row. `vmNames`: what VMs are called, '' for those that have no name. */
export function laneName(
  { lane, group }: LaneRow,
  above: LaneRow | undefined,
  vmNames: ReadonlyMap<number, string>,
): string {
  if (lane === undefined) return groupName(group, vmNames);
  if (lane.kind === 'state' || lane.vcpu === null || lane.kind === 'page') return lane.label;
  const isBelowItsOwn = above?.lane?.vcpu === lane.vcpu && above.lane.vm === lane.vm;
  const kind = kindNames[lane.kind];
  return isBelowItsOwn ? kind : `${lane.label} ${kind}`;
}

/** A lane by itself, with no group above it: `vCPU 0 of VM 1, wakes`. */
export function laneInWords({ label, kind, vm, vcpu }: TimelineLane): string {
  const of = vm === null ? label : `${label} of VM ${vm}`;
  return vcpu === null || kind === 'state' || kind === 'page' ? of : `${of}, ${kindNames[kind]}`;
}

function groupName(group: string, vmNames: ReadonlyMap<number, string>): string {
  if (group === 'cpus') return 'Host CPUs';
  const [, number = '0', pages] = /^vm(\d+)(\/pages)?$/.exec(group) ?? [];
  const name = vmNames.get(Number(number)) ?? '';
  const vm = name === '' ? `VM ${number}` : `VM ${number} ${name}`;
  return pages === undefined ? vm : `Pages of ${vm}`;
}
