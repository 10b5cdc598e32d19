import { hex } from '../../src/base/hex';
import { secondsText } from '../../src/base/secondsText';
import type { EventDetail } from '../../src/protocol/events';
import { formatThread } from '../format/thread';
import { exactDuration, formatInstant, type ClockUnit } from '../format/time';
import type { FactText } from './factTexts';

/** Where and when an event happened. */
export function eventFacts(detail: EventDetail, clockUnit: ClockUnit): readonly FactText[] {
  const suffix = clockUnit === 'ns' ? ' s' : ' cycles';
  const place =
    detail.fileOffset === null
      ? []
      : [{ id: 'offset', label: 'In the file', text: `byte ${hex(detail.fileOffset)}` }];
  const hostCpu = detail.hostCpu?.toString() ?? 'not recorded';
  return [
    {
      id: 'time',
      label: 'Time',
      text: formatInstant(detail.timeNs, clockUnit) + suffix,
      tooltip: `${exactDuration(detail.timeNs, clockUnit)} since the first event`,
    },
    {
      id: 'absolute',
      label: 'Trace clock',
      text: absoluteText(detail.absoluteNs, clockUnit) + suffix,
    },
    ...(detail.recording === null
      ? [{ id: 'cpu', label: 'Host CPU', text: hostCpu }]
      : [
          { id: 'recording', label: 'Recording', text: detail.recording },
          { id: 'cpu', label: 'CPU', text: hostCpu },
        ]),
    {
      id: 'thread',
      label: 'Thread',
      text: formatThread(detail.comm, detail.tid) || 'not recorded',
    },
    { id: 'vcpu', label: 'vCPU', text: vcpuText(detail) },
    ...place,
  ];
}

function vcpuText({ vm, vcpu, tid }: EventDetail): string {
  if (vcpu === null && tid === null) return 'not recorded';
  if (vcpu === null) return 'none: the thread runs no vCPU';
  return vm === null ? `vCPU ${vcpu}` : `VM ${vm}, vCPU ${vcpu}`;
}

/** Kept as text: the stamp may exceed what a double counts exactly. */
function absoluteText(absolute: string, clockUnit: ClockUnit): string {
  if (clockUnit === 'cycles') return absolute.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return secondsText(BigInt(absolute));
}
