/** A text by its lines, numbered from 0. */
export interface TextLines {
  readonly count: number;
  text(line: number): string;
}

/** How a pass over many lines gives way to whatever else waits. */
export interface Pace {
  readonly isCancelled: () => boolean;
  /** Resolves after waiting work was done. */
  readonly breathe: () => Promise<void>;
}

/** Lines between two chances for others: some 10 ms. */
const LINES_A_SLICE = 1024;

/** Visits lines in order, at most so many. False: the pass was cancelled, and what it found means nothing. */
export async function visitLines(
  lines: TextLines,
  { most, pace }: { readonly most: number; readonly pace: Pace },
  visit: (text: string, line: number) => void,
): Promise<boolean> {
  const end = Math.min(lines.count, most);
  for (let start = 0; start < end; start += LINES_A_SLICE) {
    if (start > 0) await pace.breathe();
    if (pace.isCancelled()) return false;
    const sliceEnd = Math.min(start + LINES_A_SLICE, end);
    for (let line = start; line < sliceEnd; line++) visit(lines.text(line), line);
  }
  return true;
}
