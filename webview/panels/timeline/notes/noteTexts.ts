import type { Note } from '../../../../src/protocol/notes';
import { formatDuration, formatInstant, type ClockUnit } from '../../../format/time';

/** When a note's stretch begins, and how long it is: `1.500 000 000 + 12.00 ms`. */
export function whenText({ fromNs, toNs }: Note, unit: ClockUnit): string {
  const from = formatInstant(fromNs, unit);
  return toNs === fromNs ? from : `${from} + ${formatDuration(toNs - fromNs, unit)}`;
}

/** In the order that they are listed in. */
export function byTime(notes: readonly Note[]): readonly Note[] {
  return [...notes].sort((a, b) => a.fromNs - b.fromNs || a.toNs - b.toNs);
}

/** Those with all of these words in their text or in the name of their lane. */
export function notesWith(
  notes: readonly Note[],
  words: string,
  laneLabel: (key: string) => string,
): readonly Note[] {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  return notes.filter(({ text, lane }) => {
    const searched = `${text} ${lane === null ? '' : laneLabel(lane)}`.toLowerCase();
    return wanted.every((word) => searched.includes(word));
  });
}
