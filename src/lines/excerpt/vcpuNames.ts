import type { ExcerptEvent } from './Excerpt';

/**
 * What tells the vCPU of an event from the others of these lines: its number, and its thread where
 * several threads run vCPUs of that number, as in several VMs. Undefined: the vCPU is not known.
 */
export function vcpuNames(
  events: readonly ExcerptEvent[],
): (event: ExcerptEvent) => string | undefined {
  const threadsOf = new Map<number, Set<number | undefined>>();
  for (const { vcpu, line } of events) {
    if (vcpu === undefined) continue;
    const threads = threadsOf.get(vcpu.id);
    if (threads === undefined) threadsOf.set(vcpu.id, new Set([line.tid]));
    else threads.add(line.tid);
  }
  return ({ vcpu, line }) => {
    if (vcpu === undefined) return undefined;
    const isOneOfSeveral = threadsOf.get(vcpu.id)!.size > 1;
    return isOneOfSeveral ? `${vcpu.id} (tid ${line.tid ?? 'unknown'})` : `${vcpu.id}`;
  };
}
