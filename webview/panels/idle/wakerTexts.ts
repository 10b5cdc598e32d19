import type { EarlierHaltRow, PeriodWake, Waker } from '../../../src/protocol/idle';
import { formatThread } from '../../format/thread';

const causeTitles: Readonly<Record<string, string>> = {
  timer: 'Timer',
  ipi: 'IPI',
  device: 'Device',
  'pv-kick': 'Paravirtual kick',
  nmi: 'NMI',
  smi: 'SMI',
  'init-sipi': 'INIT or SIPI',
  'apf-ready': 'Page ready',
  'memory-write': 'Memory write',
  signal: 'Signal',
  'host-request': 'Host request',
  spurious: 'Spurious',
  unknown: 'Unknown',
};

export function causeTitle(cause: string): string {
  return causeTitles[cause] ?? cause;
}

/** `IPI from VM 0 vCPU 1`, `Device, thread qemu-231`, `Timer`. */
export function wakerText({ cause, vm, vcpu, tid, comm }: Waker): string {
  const title = causeTitle(cause);
  if (vcpu !== null) return `${title} from ${vm === null ? '' : `VM ${vm} `}vCPU ${vcpu}`;
  return tid === null ? title : `${title}, thread ${formatThread(comm, tid)}`;
}

/** The same of one wake. */
export function wakeText({
  cause,
  sourceVcpu,
  sourceTid,
  sourceComm,
}: Pick<PeriodWake | EarlierHaltRow, 'cause' | 'sourceVcpu' | 'sourceTid' | 'sourceComm'>): string {
  return wakerText({ cause, vm: null, vcpu: sourceVcpu, tid: sourceTid, comm: sourceComm });
}
