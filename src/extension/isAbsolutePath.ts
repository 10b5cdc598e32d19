/** Of a path with slashes: on Windows it begins with the letter of a drive. */
export function isAbsolutePath(path: string): boolean {
  return /^(\/|[a-z]:\/)/i.test(path);
}
