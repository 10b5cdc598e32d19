import type { TraceFacts } from '../protocol/facts';
import { wrapped } from './wrapped';

/** Says of a session without vCPUs why that may be and what to do, in lines; undefined: there are some. */
export function noVcpuText({ vms, events, eventCounts, sources }: TraceFacts): string | undefined {
  if (vms.length > 0) return undefined;
  const [first] = sources;
  const guest = sources.find(({ relation }) => relation.namesAbsentHost === true);
  const hasKvm = eventCounts.some(({ name }) => name.startsWith('kvm_'));
  const hasHost = sources.some(({ relation }) => relation.guestOf !== null);
  if (guest !== undefined) {
    return said(
      `${guest.path} was recorded in a guest, and tells what the guest did, not what its vCPUs did on the host. ${besideHost(guest.path)}`,
    );
  }
  if (first === undefined || events === 0 || hasKvm || hasHost) {
    return said('exitscope doctor FILE says which events would tell of them.');
  }
  return said(
    `No event of kvm is in ${first.path}. If it is a host's, exitscope doctor FILE says which to record; it may be a guest's own. ${besideHost(first.path)}`,
  );
}

function said(why: string): string {
  return wrapped(`No vCPU was recorded. ${why}`, '', '');
}

function besideHost(path: string): string {
  return `A guest's recording is used beside its host's: exitscope report HOST --guest ${path}`;
}
