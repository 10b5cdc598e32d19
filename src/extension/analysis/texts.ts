import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { ClockFacts } from '../../protocol/facts';

type ClockUnit = ClockFacts['unit'];

const units: Readonly<Record<ClockUnit, readonly string[]>> = {
  ns: ['ns', 'µs', 'ms', 's'],
  cycles: ['cycles', 'kcycles', 'Mcycles', 'Gcycles'],
};

/** A share from 0 to 1; what is there but tiny is not shown as nothing. */
export function shareText(share: number): string {
  if (share > 0 && share < 0.001) return '<0.1 %';
  return `${(share * 100).toFixed(1)} %`;
}

/** Three significant digits, with the unit that suits: `12.3 µs`. */
export function durationText(duration: number, unit: ClockUnit): string {
  let amount = duration;
  let step = 0;
  while (amount >= 999.5 && step < 3) {
    amount /= 1000;
    step++;
  }
  const digits = step === 0 || amount >= 99.95 ? 0 : amount >= 9.995 ? 1 : 2;
  return `${amount.toFixed(digits)} ${units[unit][step]!}`;
}

/** A time since the first event: seconds to the microsecond; cycles whole. */
export function instantText(timeNs: number, unit: ClockUnit): string {
  return unit === 'ns'
    ? `${(timeNs / NS_PER_SECOND).toFixed(6)} s`
    : `${Math.round(timeNs).toLocaleString('en-US')} cycles`;
}

export function countText(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
