import { NS_PER_SECOND } from '../../base/nsPerSecond';
import { durationUnits } from '../../base/durationUnits';
import { secondsText } from '../../base/secondsText';
import { shareOf } from '../../base/shareOf';

export function vcpuName(vm: number, vcpu: number): string {
  return `vCPU ${vcpu} of VM ${vm}`;
}

/** Of 0 to 1: `7.1 %`, `85 %`. */
export function percent(share: number): string {
  const value = share * 100;
  return `${value.toFixed(value < 9.95 ? 1 : 0)} %`;
}

/** `1 halt`, `1,204 halts`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}

export function grouped(count: number): string {
  // The first number that is spelled by locale takes a thread 15 ms.
  if (Number.isSafeInteger(count)) return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
  return count.toLocaleString('en-GB');
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  if (parts.length <= 1) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)!}`;
}

/** Spells times and rates in what the trace's clock counts: cycles are no ns where their length is not known. */
export class TimeWords {
  constructor(
    readonly unit: 'ns' | 'cycles',
    private readonly spanNs: number,
  ) {}

  /** `45.7 µs`; `45,700 cycles`. */
  duration(ns: number): string {
    if (this.unit === 'cycles') return `${grouped(Math.round(ns))} cycles`;
    const { name, ns: size } = durationUnits.find((unit) => ns >= unit.ns) ?? durationUnits.at(-1)!;
    const value = ns / size;
    return `${value.toFixed(size === 1 || value >= 99.5 ? 0 : value >= 9.95 ? 1 : 2)} ${name}`;
  }

  /** A time since the first event, to its last digit: `1.234567890 s`; `1,234,567,890 cycles`. */
  instant(ns: number): string {
    return this.unit === 'cycles' ? `${grouped(ns)} cycles` : `${secondsText(ns)} s`;
  }

  /** Of so many over the whole trace: `1,234/s`, with a noun `1,234 IPIs/s`. */
  rate(count: number, noun = ''): string {
    const value = this.perSecond(count);
    const text = value < 9.95 ? value.toFixed(1) : grouped(Math.round(value));
    const counted = noun === '' ? text : `${text} ${noun}`;
    return this.unit === 'cycles' ? `${counted} per 10⁹ cycles` : `${counted}/s`;
  }

  /** Of a time within the trace: `12.0 ms/s`. */
  burn(ns: number): string {
    const share = shareOf(ns, this.spanNs);
    return this.unit === 'cycles' ? percent(share) : `${(share * 1e3).toFixed(1)} ms/s`;
  }

  /** A second is 10⁹ cycles where their length is not known: what is judged by rates is then judged within a factor of some. */
  perSecond(count: number): number {
    return shareOf(count * NS_PER_SECOND, this.spanNs);
  }
}
