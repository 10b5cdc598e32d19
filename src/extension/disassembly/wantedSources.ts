import type { DisassemblyLine, SourceText } from '../../protocol/code';

/** Functions inline from a few dozen headers. */
const MOST_FILES = 64;
/** Enough to recognise a line by. */
const MOST_CHARACTERS = 200;

/** Which source lines a listing could show: of each file, as the debug information spells it. */
export function wantedSources(
  lines: readonly DisassemblyLine[],
): ReadonlyMap<string, ReadonlySet<number>> {
  const wanted = new Map<string, Set<number>>();
  for (const { kind, frames } of lines) {
    const [innermost] = frames;
    if (kind !== 'source' || innermost?.file == null || innermost.line === null) continue;
    const known = wanted.get(innermost.file);
    if (known !== undefined) known.add(innermost.line);
    else if (wanted.size < MOST_FILES) wanted.set(innermost.file, new Set([innermost.line]));
  }
  return wanted;
}

/** The wanted lines of a file's text, counted from 1, as one line of a listing can show them. */
export function sourceTexts(
  file: string,
  wanted: ReadonlySet<number>,
  text: string,
): readonly SourceText[] {
  const lines = text.split(/\r\n|\r|\n/);
  return [...wanted].flatMap((line) => {
    const shown = lines[line - 1]
      ?.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
      .trim()
      .slice(0, MOST_CHARACTERS);
    return shown === undefined || shown === '' ? [] : [{ file, line, text: shown }];
  });
}
