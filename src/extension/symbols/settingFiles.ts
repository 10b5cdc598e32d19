import type { SymbolWish } from '../../protocol/code';
import type { FoundFiles } from './findOnDisk';
import { isGlob } from './glob';
import type { SettingEntry } from './readSymbolSetting';
import { isForTrace, settingPath } from './settingPath';
import type { SettingPlaces } from './settingPath';
import type { WishNote } from './Wishes';

/** What stands under a path; `loop`: links that lead to one another. */
export type PathKind = 'file' | 'folder' | 'loop' | 'other' | 'nothing';

export interface SettingFilesOptions {
  readonly places: SettingPlaces;
  /** Path of the trace. */
  readonly trace: string;
  /** Files that an absolute pattern fits. */
  readonly find: (pattern: string) => Promise<FoundFiles>;
  readonly kindOf: (path: string) => Promise<PathKind>;
  /** Where links lead to. */
  readonly realPath: (path: string) => Promise<string>;
}

export interface SettingFiles {
  readonly files: readonly SymbolWish[];
  readonly notes: readonly WishNote[];
}

/** Files that entries of the setting name for a trace, each once, with what is wrong with them. */
export async function settingFiles(
  entries: readonly SettingEntry[],
  options: SettingFilesOptions,
): Promise<SettingFiles> {
  const { places, trace, realPath } = options;
  /** By VM and where links lead to: a folder may be searched by several ways. */
  const files = new Map<string, SymbolWish>();
  const notes: WishNote[] = [];
  for (const entry of entries) {
    if (!isForTrace(entry.trace, trace, places)) continue;
    for (const text of entry.files) {
      const wanted = settingPath(text, places);
      const found =
        'path' in wanted ? await filesAt(wanted.path, options) : { note: wanted.problem };
      for (const path of 'files' in found ? found.files : []) {
        const key = `${entry.vm} ${await realPath(path)}`;
        if (!files.has(key)) files.set(key, { path, vm: entry.vm });
      }
      if (found.note !== undefined) notes.push(settingNote(found.note));
    }
  }
  return { files: [...files.values()], notes };
}

/** Something about the setting as a whole; `message` without its end. */
export function settingNote(message: string): WishNote {
  return {
    path: null,
    severity: 'warning',
    code: 'symbols-setting',
    message: `exitscope.symbols: ${message.replace(/\.$/, '')}.`,
  };
}

const noFileNotes: Readonly<Record<Exclude<PathKind, 'file'>, (path: string) => string>> = {
  folder: (path) => `${path} is a folder; ${path}/* stands for the files in it`,
  loop: (path) => `${path} is a link that leads back to itself`,
  other: (path) => `${path} is a pipe or a device, not a file`,
  nothing: (path) => `there is no file ${path}`,
};

async function filesAt(
  path: string,
  { find, kindOf }: SettingFilesOptions,
): Promise<{ readonly files: readonly string[]; readonly note?: string }> {
  const kind = await kindOf(path);
  if (kind === 'file') return { files: [path] };
  if (!isGlob(path)) return { files: [], note: noFileNotes[kind](path) };
  const { files, isCut } = await find(path);
  if (isCut) return { files, note: `${path} fits too much: ${files.length} files of it are used` };
  if (files.length === 0) return { files, note: `no file fits ${path}` };
  return { files };
}
