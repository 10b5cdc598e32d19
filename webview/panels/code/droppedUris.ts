/** VS Code's own explorer names its files by the second; others by the first (RFC 2483). */
const TYPES = ['text/uri-list', 'application/vnd.code.uri-list'] as const;

/** URIs of what was dropped, each once. `read`: gives the data of a type, '' where there is none. */
export function droppedUris(read: (type: string) => string): readonly string[] {
  const lines = TYPES.flatMap((type) => read(type).split(/\r?\n/)).map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== '' && !line.startsWith('#')))];
}
