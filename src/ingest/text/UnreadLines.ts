import { hex } from '../../base/hex';
import type { Diagnostic } from '../../formats/Diagnostic';
import { latin1 } from '../../formats/text';

const MOST_SHOWN_BYTES = 60;

interface Tally {
  count: number;
  readonly lineNumber: number;
  readonly position: number;
  readonly start: string;
}

/** Why a line is not among the events. */
type Cause =
  'unreadable-lines' | 'overlong-lines' | 'other-clock' | 'too-many-names' | 'too-many-streams';

/** Lines that were left out: counted, with the first of each cause. */
export class UnreadLines {
  private readonly tallies = new Map<Cause, Tally>();

  add(
    cause: Cause,
    line: {
      readonly bytes: Uint8Array;
      readonly from: number;
      readonly to: number;
      readonly lineNumber: number;
      readonly position: number;
    },
  ): void {
    const tally = this.tallies.get(cause);
    if (tally !== undefined) {
      tally.count++;
      return;
    }
    const { bytes, from, to, lineNumber, position } = line;
    const start = latin1(bytes.subarray(from, Math.min(to, from + MOST_SHOWN_BYTES)));
    this.tallies.set(cause, { count: 1, lineNumber, position, start });
  }

  get diagnostics(): readonly Diagnostic[] {
    return Array.from(this.tallies, ([cause, { count, lineNumber, position, start }]) => ({
      severity: 'warning',
      code: cause,
      message: `${count} lines ${reasons[cause]} and were left out, the first one in line ${lineNumber} at byte ${hex(position)}: "${start}".`,
      offset: position,
    }));
  }
}

const reasons: Readonly<Record<Cause, string>> = {
  'unreadable-lines': 'are neither events nor anything else that the tool prints',
  'overlong-lines': 'are longer than any event',
  'other-clock': 'have stamps of another clock than the first event',
  'too-many-streams': 'are of host CPUs or instances beyond all that a host has',
  'too-many-names': 'have names of events beyond all that a kernel has',
};
