import type { Companion, NearbyRecording } from '../../../src/protocol/Companion';
import type { GuestCpuFacts, SourceFacts, TraceFacts } from '../../../src/protocol/facts';
import { cannedFacts } from './cannedFacts';

const guestPath = '/home/kvm/traces/2026-11-20/webserver-guest.trace.dat';

export const cannedNearby: readonly NearbyRecording[] = [{ path: guestPath, role: 'guest' }];

export const cannedCompanions: readonly Companion[] = [
  { path: guestPath, shift: { by: '-20000', unit: 'ns' } },
  { path: '/home/kvm/traces/2026-11-20/gone.trace.dat', isGuest: true },
];

const guestCpus: readonly GuestCpuFacts[] = [
  {
    vcpu: 0,
    tid: 1303,
    events: 41_299,
    outside: 0,
    untold: 12,
    slack: { fromNs: -16_400, toNs: 19_020 },
    best: { fromNs: -16_384, toNs: 18_432, outside: 0 },
    drift: { fromNs: 0, toNs: 0 },
  },
  {
    vcpu: 1,
    tid: 1304,
    events: 38_915,
    outside: 12_997,
    untold: 0,
    slack: { fromNs: -20, toNs: 40 },
    best: { fromNs: -106_496, toNs: -106_496, outside: 360 },
    drift: { fromNs: -131_072, toNs: -56_320 },
  },
];

/** A host's recording with its guest's, whose clock is wrong; a third file could not be read. */
export function cannedPairFacts(events: number): TraceFacts {
  const facts = cannedFacts(events);
  const [host] = facts.sources;
  const guest: SourceFacts = {
    ...host!,
    path: guestPath,
    kernel: '6.12.57-guest',
    clock: { name: 'local', unit: 'ns', conversion: 'none' },
    hostCpus: 2,
    fileBytes: 204_992,
    relation: {
      kind: 'recorded',
      shiftNs: '-20000',
      samples: { count: 4, spread: '219139', unit: 'ns' },
      guestOf: 0,
      vm: 0,
      guestCpus,
    },
  };
  return { ...facts, sources: [host!, guest] };
}
