const NS_A_SECOND = 1_000_000_000n;

/** Nanoseconds as seconds with all nine digits: nothing is rounded away. */
export function secondsText(ns: number | bigint): string {
  const value = BigInt(ns);
  const size = value < 0n ? -value : value;
  const digits = (size % NS_A_SECOND).toString().padStart(9, '0');
  return `${value < 0n ? '-' : ''}${size / NS_A_SECOND}.${digits}`;
}
