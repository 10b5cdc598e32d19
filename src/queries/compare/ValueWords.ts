import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { Difference } from '../../protocol/compare';
import { grouped, percent, TimeWords } from '../findings/phrases';

/** From so many times on a rise is told as such, and not in per cent. */
const MANIFOLD = 10;

type Unit = Difference['unit'];

/** Spells what rows measure, their differences and how uncertain these are. */
export class ValueWords {
  private readonly times: TimeWords;

  constructor(private readonly clock: 'ns' | 'cycles') {
    this.times = new TimeWords(clock, NS_PER_SECOND);
  }

  /** `1,905/s`, `12.4 ms/s`, `3.92 ms`, `1.4 %`. */
  value(unit: Unit, value: number): string {
    switch (unit) {
      case '1/s':
        return `${number(value)}${this.clock === 'cycles' ? ' per 10⁹ cycles' : '/s'}`;
      case '1/guest s':
        return `${number(value)}${this.clock === 'cycles' ? ' per 10⁹ guest cycles' : '/guest s'}`;
      case 'ns/s':
        return this.clock === 'cycles'
          ? percent(value / NS_PER_SECOND)
          : `${this.times.duration(value)}/s`;
      case 'share':
        return share(value);
      case 'ns':
        return this.times.duration(value);
    }
  }

  /** The same with its sign: `+984/s`, `-1.3 points`. */
  delta(unit: Unit, delta: number): string {
    return `${delta < 0 ? '−' : '+'}${this.distance(unit, delta)}`;
  }

  /** How far apart two values are: `984/s`, `1.3 points`. */
  distance(unit: Unit, delta: number): string {
    const size = Math.abs(delta);
    return unit === 'share' ? `${points(size)} points` : this.value(unit, size);
  }

  /** `+512 to +1,472/s`; an end that nothing bounds is `…`. */
  interval({ unit, low, high }: Pick<Difference, 'unit' | 'low' | 'high'>): string {
    const end = (of: number | null): string => (of === null ? '…' : this.delta(unit, of));
    const [first, last] = [end(low), end(high)];
    if (low !== null && low === high) return last;
    const suffix = /[^\d…]*$/.exec(last)![0];
    // The unit once, where both ends have the same.
    return `${first.endsWith(suffix) ? first.slice(0, first.length - suffix.length) : first} to ${last}`;
  }

  /** `+72 %`; `×127`; `new`: there was none before; `gone`. */
  relative({ a, b, relative }: Pick<Difference, 'a' | 'b' | 'relative'>): string {
    if (relative === null) return 'new';
    if (b === 0 && a > 0) return 'gone';
    if (relative >= MANIFOLD - 1) return `×${number(1 + relative)}`;
    const size = Math.abs(relative) * 100;
    const digits = size < 9.95 ? size.toFixed(1) : grouped(Math.round(size));
    return `${relative < 0 ? '−' : '+'}${digits} %`;
  }
}

function number(value: number): string {
  if (value >= 99.5) return grouped(Math.round(value));
  if (value === 0) return '0';
  return value >= 9.95 ? value.toFixed(1) : value >= 0.01 ? value.toFixed(2) : value.toPrecision(2);
}

/** A share small enough to round to nothing keeps its first digits. */
function share(value: number): string {
  return value === 0 || value >= 0.001 ? percent(value) : `${(value * 100).toPrecision(2)} %`;
}

function points(size: number): string {
  const value = size * 100;
  return value === 0 ? '0' : value >= 0.1 ? value.toFixed(1) : value.toPrecision(1);
}
