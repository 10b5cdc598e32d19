/** A path as debug information spells it, without `.` and `..` that lead nowhere. */
export interface BuildPath {
  readonly isAbsolute: boolean;
  /** Leading `..` of a relative path stay: what they lead out of is not known. */
  readonly segments: readonly string[];
}

/** Reads a path of the machine that built the guest. */
export function buildPath(file: string): BuildPath {
  const isAbsolute = file.startsWith('/');
  const segments: string[] = [];
  // In names that begin otherwise a backslash is a sign like any other.
  const separator = /^[a-z]:[\\/]/i.test(file) ? /[\\/]/ : '/';
  for (const segment of file.split(separator)) {
    if (segment === '' || segment === '.') continue;
    const above = segments.at(-1);
    if (segment !== '..') segments.push(segment);
    else if (above !== undefined && above !== '..') segments.pop();
    else if (!isAbsolute) segments.push(segment);
  }
  return { isAbsolute, segments };
}

/** `/src/lab/guest.c`, `arch/x86/kernel/process.c`; `/` and `.` when there are no segments. */
export function buildPathText({ isAbsolute, segments }: BuildPath): string {
  if (segments.length === 0) return isAbsolute ? '/' : '.';
  return `${isAbsolute ? '/' : ''}${segments.join('/')}`;
}

/** How many segments at the end of two paths are equal. */
export function equalTail(some: readonly string[], others: readonly string[]): number {
  const most = Math.min(some.length, others.length);
  let equal = 0;
  while (equal < most && some.at(-1 - equal) === others.at(-1 - equal)) equal++;
  return equal;
}
