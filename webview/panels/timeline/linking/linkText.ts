import type { LinkedTo, TimelineLink } from '../../../../src/protocol/timelineLink';
import { formatDuration, type ClockUnit } from '../../../format/time';

/** `after.trace.dat: start of load, offset +140.2 ms, ×1.000` */
export function linkText({ at, others }: TimelineLink, clockUnit: ClockUnit): string {
  const [other] = others;
  if (other === undefined || others.length > 1) {
    const names = others.map(({ name }) => name).join(', ');
    return `${others.length} timelines (${names}): ${at}`;
  }
  return `${other.name}: ${at}, ${shiftText(other, clockUnit)}`;
}

/** One line a timeline. */
export function linkLines({ at, others }: TimelineLink, clockUnit: ClockUnit): string {
  const lines = others.map((other) => `${other.name}: ${shiftText(other, clockUnit)}`);
  return [`Zoomed and panned together, the same: ${at}`, ...lines].join('\n');
}

function shiftText({ scale, offsetNs }: LinkedTo, clockUnit: ClockUnit): string {
  const rounded = Math.round(offsetNs);
  const sign = rounded < 0 ? '−' : '+';
  const times = scale >= 100 || scale < 0.01 ? scale.toPrecision(4) : scale.toFixed(3);
  const parts = [`offset ${sign}${formatDuration(Math.abs(rounded), clockUnit)}`, `×${times}`];
  // Of what is stretched the factor says more, and the end may have no room.
  return (scale === 1 ? parts : parts.toReversed()).join(', ');
}
