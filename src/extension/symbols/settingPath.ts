import { posix } from 'node:path';
import { baseName } from '../../base/baseName';
import { isAbsolutePath } from '../isAbsolutePath';
import { globParts, matchesGlob } from './glob';

/** What a path in the setting can begin with. */
export interface SettingPlaces {
  /** The folder that is open and has the trace, else the first one; undefined: none is open. */
  readonly folder: string | undefined;
  readonly home: string;
}

/** The absolute path or pattern that is meant, with `/` between names, or why there is none. */
export function settingPath(
  text: string,
  { folder, home }: SettingPlaces,
): { readonly path: string } | { readonly problem: string } {
  const at = withSlashes(text);
  if (at === '~' || at.startsWith('~/')) return { path: withSlashes(home) + at.slice(1) };
  const variable = /\$\{(?!workspaceFolder\})[^}]*\}?/.exec(at)?.[0];
  if (variable !== undefined) {
    return { problem: `“${text}” has ${variable}; only \${workspaceFolder} is known` };
  }
  const relative = at.replace(/^\$\{workspaceFolder\}(?=\/|$)/, '.');
  if (relative.includes('${')) {
    return {
      problem: `“${text}” has \${workspaceFolder} in the middle; it can only begin with it`,
    };
  }
  if (isAbsolutePath(relative)) return { path: posix.normalize(relative) };
  if (folder === undefined) return { problem: `“${text}” is relative, and no folder is open` };
  return { path: posix.normalize(`${withSlashes(folder)}/${relative}`) };
}

/** Whether an entry is for a trace: a pattern of one name by the file's name, any other by its path. */
export function isForTrace(
  pattern: string | undefined,
  trace: string,
  places: SettingPlaces,
): boolean {
  if (pattern === undefined) return true;
  const path = withSlashes(trace);
  if (!/[/\\]/.test(pattern)) return matchesGlob(globParts(pattern), baseName(path));
  const wanted = settingPath(pattern, places);
  return 'path' in wanted && matchesGlob(globParts(wanted.path), path);
}

/** As paths are compared: Windows takes both kinds of slashes. */
export function withSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
