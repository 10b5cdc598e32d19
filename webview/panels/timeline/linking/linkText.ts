import type { LinkedTo, TimelineLink } from '../../../../src/protocol/timelineLink';
import { vcpuNumber } from '../../../../src/protocol/runVcpu';
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

/** More vCPUs than these are not named. */
const MOST_NAMED = 8;

/** One line a timeline, and one for the vCPUs that it has no partner for. */
export function linkLines({ at, others }: TimelineLink, clockUnit: ClockUnit): string {
  const lines = others.flatMap((other) => [
    `${other.name}: ${shiftText(other, clockUnit)}`,
    ...withoutText(other),
  ]);
  return [`Zoomed and panned together, the same: ${at}`, ...lines].join('\n');
}

function withoutText({ name, without }: LinkedTo): readonly string[] {
  if (without.length === 0) return [];
  const named = without.slice(0, MOST_NAMED).map(vcpuNumber);
  if (without.length > MOST_NAMED) named.push(`${without.length - MOST_NAMED} more`);
  const [whose, own] = without.length === 1 ? ['vCPU', 'its'] : ['vCPUs', 'their'];
  return [
    `${name} has no partner for ${whose} ${named.join(', ')}: it stays where it is when ${own} lanes are scrolled to.`,
  ];
}

function shiftText({ scale, offsetNs }: LinkedTo, clockUnit: ClockUnit): string {
  const rounded = Math.round(offsetNs);
  const sign = rounded < 0 ? '−' : '+';
  const times = scale >= 100 || scale < 0.01 ? scale.toPrecision(4) : scale.toFixed(3);
  const parts = [`offset ${sign}${formatDuration(Math.abs(rounded), clockUnit)}`, `×${times}`];
  // Of what is stretched the factor says more, and the end may have no room.
  return (scale === 1 ? parts : parts.toReversed()).join(', ');
}
