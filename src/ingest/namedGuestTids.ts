import type { Recording } from './Recording';

/** Host threads that the host's recording names as a guest's vCPUs; none where it does not name the guest. */
export function namedGuestTids({ pairing }: Recording, host: Recording): ReadonlySet<number> {
  const named = host.facts.guests.find(({ traceId }) => traceId === pairing?.traceId);
  return new Set(named?.vcpuTids.map(({ tid }) => tid));
}
