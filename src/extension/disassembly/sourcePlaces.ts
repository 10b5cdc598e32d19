import type { CodeFrame } from '../../protocol/code';

/** Where a comment line names a place of a source file. */
export interface SourcePlace {
  /** Characters of the line. */
  readonly start: number;
  readonly end: number;
  readonly frame: CodeFrame & { readonly file: string };
}

/** Finds the places that a comment line names, in the order of its frames: the innermost comes first. */
export function sourcePlaces(text: string, frames: readonly CodeFrame[]): readonly SourcePlace[] {
  const places: SourcePlace[] = [];
  let from = 0;
  for (const frame of frames) {
    const { file, line } = frame;
    if (file === null) continue;
    const named = `${file}:${line ?? '?'}`;
    const start = text.indexOf(named, from);
    if (start === -1) continue;
    from = start + named.length;
    places.push({ start, end: from, frame: { ...frame, file } });
  }
  return places;
}

/**
 * The place that is meant at a character of a comment: the one whose part of the line it is in, and
 * the innermost where the line names none, as one does that shows the text of its source.
 */
export function sourcePlaceAt(
  text: string,
  frames: readonly CodeFrame[],
  character: number,
): CodeFrame | undefined {
  const places = sourcePlaces(text, frames);
  const at = places.findLast(({ start }) => start <= character);
  return at?.frame ?? places[0]?.frame ?? frames.find(({ file }) => file !== null);
}
