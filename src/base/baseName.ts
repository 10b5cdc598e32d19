/** Last part of a path, on whatever system it was written. */
export function baseName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
