import { readDistance } from '../base/hex';
import { signedOfBig } from '../base/signedAddress';
import type { HotGrouping, HotSubject } from '../protocol/code';
import { parseSlide } from '../protocol/parseSlide';
import { usageError } from './CommandError';

const SUBJECTS: readonly HotSubject[] = ['exits', 'idle', 'stores', 'ipis', 'wakes'];
const GROUPINGS: readonly HotGrouping[] = ['reason', 'symbol', 'line'];

/** `--slide 0x3000000`. */
export function slideOption(text: string): number {
  const parsed = parseSlide(text);
  if ('slide' in parsed) return readDistance(parsed.slide)!;
  throw usageError(`--slide takes 0x3000000, or -0x200000 for one that leads down, not "${text}".`);
}

/** `--by symbol`. */
export function groupingOption(text: string): HotGrouping {
  const grouping = GROUPINGS.find((name) => name === text);
  if (grouping === undefined) {
    throw usageError(`--by takes reason, symbol or line, not "${text}".`);
  }
  return grouping;
}

/** `--of stores`. */
export function subjectOption(text: string): HotSubject {
  const subject = SUBJECTS.find((name) => name === text);
  if (subject === undefined) {
    throw usageError(`--of takes exits, idle, stores, ipis or wakes, not "${text}".`);
  }
  return subject;
}

/** An address of the command line: hex, with or without 0x. Throws a usage error for anything else. */
export function addressOperand(text: string): number {
  const [, digits] = /^(?:0x)?([0-9a-f]{1,16})$/i.exec(text) ?? [];
  const address = digits === undefined ? undefined : signedOfBig(BigInt(`0x${digits}`));
  if (address === undefined) {
    throw usageError(`"${text}" is no address: they are hex, as 0xffffffff81000000.`);
  }
  return address;
}
