/** Keys of lanes, as `TimelineLane` has them. */
export function vcpuLane(vm: number, vcpu: number, kind: 'state' | 'strategy' | 'wakes'): string {
  return `vm${vm}/vcpu${vcpu}/${kind}`;
}
