import { homedir } from 'node:os';
import { isAbsolutePath } from '../isAbsolutePath';
import { buildPath, buildPathText, equalTail } from './buildPath';

/** What a directory of the machine that built a guest is on this one. */
export interface SourceMapping {
  /** `/build/linux-6.1`, or `.` for what is named by a relative path. */
  readonly from: string;
  /** Absolute path, with slashes. */
  readonly to: string;
}

/** Where mappings say that a file is: by the longest directory first, as gdb's substitute-path should have it. */
export function mappedPaths(file: string, mappings: readonly SourceMapping[]): readonly string[] {
  const { isAbsolute, segments } = buildPath(file);
  // A relative path that leads out of where it begins would lead out of what was mapped.
  if (segments[0] === '..') return [];
  return mappings
    .map(({ from, to }) => ({ from: buildPath(from), to }))
    .filter(
      ({ from }) =>
        from.isAbsolute === isAbsolute &&
        from.segments.length <= segments.length &&
        from.segments.every((segment, index) => segment === segments[index]),
    )
    .sort((a, b) => b.from.segments.length - a.from.segments.length)
    .map(({ from, to }) => joined(to, segments.slice(from.segments.length)));
}

/** The directories that differ when a file of debug information is known to be this one. */
export function learnedMapping(file: string, path: string): SourceMapping {
  const built = buildPath(file);
  const local = buildPath(path);
  const tail = equalTail(built.segments, local.segments);
  const head = ({ isAbsolute, segments }: typeof built): string =>
    buildPathText({ isAbsolute, segments: segments.slice(0, segments.length - tail) });
  return { from: head(built), to: head(local) };
}

/**
 * Reads what a setting or an older version holds: names of directories. `base`: what relative
 * directories count from; undefined: nothing, and they are passed over. `~` is the user's home.
 */
export function readSourceMap(value: unknown, base: string | undefined): readonly SourceMapping[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([from, to]: [string, unknown]) => {
    if (typeof to !== 'string' || to === '' || from === '') return [];
    const directory = to.replace(/^~(?=[\\/]|$)/, homedir).replaceAll('\\', '/');
    if (isAbsolutePath(directory)) return [{ from, to: withoutDots(directory) }];
    return base === undefined ? [] : [{ from, to: withoutDots(joined(base, [directory])) }];
  });
}

/** As VS Code spells the files that it opens, which are compared with those that are found. */
function withoutDots(path: string): string {
  const share = path.startsWith('//') ? '/' : '';
  return `${share}${buildPathText(buildPath(path))}`;
}

function joined(directory: string, segments: readonly string[]): string {
  return [directory.replace(/\/+$/, ''), ...segments].join('/') || '/';
}
