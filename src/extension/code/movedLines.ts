/**
 * A warning where lines of a file are known not to be those that were built; '': nothing says so. When
 * a file was written to is no proof: a checkout writes to all of them.
 */
export function movedLines(
  { isDirty, lineCount }: { readonly isDirty: boolean; readonly lineCount: number },
  lastLine: number,
): string {
  if (lineCount < lastLine) {
    return `Lines may have moved: the file has ${lineCount}, and debug information names line ${lastLine}.`;
  }
  return isDirty ? 'Lines may have moved: the file has changes that are not saved.' : '';
}

/**
 * A hint, and no more, where a file was written to after the symbols that name its lines; '': it was
 * not, or that is not known.
 */
export function writtenSince(fileMs: number | undefined, symbolsMs: number | undefined): string {
  const isLater = fileMs !== undefined && symbolsMs !== undefined && fileMs > symbolsMs;
  return isLater
    ? 'The file was written to after its symbols: if it was edited, lines have moved.'
    : '';
}
