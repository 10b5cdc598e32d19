import type { LostEvents } from '../../ingest/Recording';
import { vcpuLaneKey } from '../../protocol/laneKeys';
import type { TracePart } from '../../protocol/TracePart';
import type { WordsSource } from './WordsSource';

/** Whether a host lost the events: what a guest's recording lost says nothing of the host's. */
export function isOfHost(
  { table, access }: Pick<WordsSource, 'table' | 'access'>,
  { stream }: Pick<LostEvents, 'stream'>,
): boolean {
  return access.sources.guestVms[table.streams[stream]!.source] === undefined;
}

/** Whether rows are left out that the analyses saw: the part is one of host CPUs or of tracepoints. */
export function isNarrowed(part: TracePart | null): boolean {
  return part !== null && (part.hostCpus !== undefined || part.events !== undefined);
}

/**
 * Whether the vCPU exited between two loaded rows on a host CPU that is not loaded: an exit before
 * and an entry after belong to different runs then.
 */
export function exitsUnseen(
  { bands, part }: Pick<WordsSource, 'bands' | 'part'>,
  vm: number,
  vcpu: number,
  fromNs: number,
  toNs: number,
): boolean {
  if (part?.hostCpus === undefined) return false;
  return bands.marksWithin(vcpuLaneKey({ vm, vcpu }, 'exits'), fromNs + 1, toNs) > 0;
}
