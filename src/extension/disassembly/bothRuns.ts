import { NS_PER_SECOND } from '../../base/nsPerSecond';
import type { PlaceTally } from '../../protocol/code';
import { exitSums } from '../code/exitTexts';
import type { ExitSums } from '../code/exitTexts';
import type { Listing, OtherExits } from './Listing';

/** What happened at an instruction in two runs. */
export interface LineOfBoth {
  readonly a: ExitSums;
  readonly b: ExitSums;
}

/** Of each line; undefined: a second run is not shown, or its exits are not told. */
export function bothRuns({ disassembly, other }: Listing): readonly LineOfBoth[] | undefined {
  if (other === undefined || other.whyNot !== undefined) return undefined;
  return disassembly.lines.map(({ exits }, line) => ({
    a: exitSums(exits),
    b: exitSums(other.exits[line] ?? []),
  }));
}

/** B − A, of counts per second of the loads. */
export function ratesDelta(a: number, b: number, { loadsNs }: Pick<OtherExits, 'loadsNs'>): number {
  const [ofA, ofB] = loadsNs;
  return (b / ofB - a / ofA) * NS_PER_SECOND;
}

/** `+1,234/s`, `−0.52/s`, of a clock that counts cycles per 10⁹ of them. */
export function rateDeltaText(delta: number, unit: 'ns' | 'cycles'): string {
  const size = Math.abs(delta);
  const digits = size === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
  const number = size.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const sign = size === 0 ? '±' : delta < 0 ? '−' : '+';
  return `${sign}${number}${unit === 'cycles' ? '/Gcycle' : '/s'}`;
}

/** Reasons of either run, each once, those of A first. */
export function reasonsOfBoth({ a, b }: LineOfBoth): readonly string[] {
  return [...new Set([...a.exits, ...b.exits].map(({ reason }: PlaceTally) => reason))];
}
