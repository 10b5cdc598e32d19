import { NS_PER_SECOND } from './nsPerSecond';

const WHOLE = BigInt(NS_PER_SECOND);

/** Nanoseconds as seconds with all nine digits: nothing is rounded away. */
export function secondsText(ns: number | bigint): string {
  const value = BigInt(ns);
  const size = value < 0n ? -value : value;
  const digits = (size % WHOLE).toString().padStart(9, '0');
  return `${value < 0n ? '-' : ''}${size / WHOLE}.${digits}`;
}
