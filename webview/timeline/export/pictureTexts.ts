import { formatDuration, type ClockUnit } from '../../format/time';
import type { LaneKind, TimelineLane, TimelineWindow } from '../../../src/protocol/timeline';
import { instantText } from '../rulerTicks';
import { stretchOf } from '../viewport';

const kinds: Readonly<Record<LaneKind, string>> = {
  state: '',
  strategy: ' idle',
  wakes: ' wakes',
  exits: ' exits',
  window: ' poll window',
  cpu: '',
  page: '',
};

/** What a lane is called where its neighbours do not tell: `VM 1 vCPU 0 idle`. */
export function pictureLaneName({ kind, label, vm }: TimelineLane, hasSeveralVms: boolean): string {
  const before = vm !== null && hasSeveralVms ? `VM ${vm} ` : '';
  return `${before}${label}${kinds[kind]}`;
}

/** Of what, and of when, a picture is. */
export function pictureTitle(fileName: string, view: TimelineWindow, clockUnit: ClockUnit): string {
  const { fromNs, toNs } = stretchOf(view);
  const length = formatDuration(toNs - fromNs, clockUnit);
  const from = Math.max(0, fromNs);
  return `${fileName}, ${instantText(from, clockUnit)} to ${instantText(toNs, clockUnit)} (${length})`;
}
