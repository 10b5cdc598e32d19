import { baseName } from '../../base/baseName';
import type { SymbolState, SymbolWishes } from '../../protocol/code';
import { changeSince } from './FileIdentity';
import type { FileIdentity } from './FileIdentity';
import type { KeptFile, KeptSymbols } from './KeptSymbols';
import type { SettingFiles } from './settingFiles';
import { mergeFiles } from './Wishes';
import type { WishedFile, Wishes, WishNote } from './Wishes';

/** Where symbols of a trace can come from. */
export interface WishSources {
  /** What the user said for this trace. */
  readonly kept: KeptSymbols;
  /** What was named for other traces of the workspace. Empty where it is not trusted. */
  readonly ofOthers: readonly KeptFile[];
  /** What the setting names; nothing where the workspace is not trusted. */
  readonly setting: SettingFiles;
  readonly recorded: Pick<SymbolState, 'vms'>;
  /** undefined: there is no such file. */
  readonly identify: (path: string) => Promise<FileIdentity | undefined>;
  /** Debug information that was fetched by build ID; undefined: none was, or it is not to be used. */
  readonly fetched: (buildId: string) => Promise<string | undefined>;
}

/** All files to be used for a trace, in the order in which they count, with where each comes from. */
export async function gatherWishes(sources: WishSources): Promise<Wishes> {
  const { kept, setting } = sources;
  const given = await givenFiles(sources);
  const ofSetting = setting.files.map((file): WishedFile => ({ ...file, origin: 'setting' }));
  const files = mergeFiles(given.files, ofSetting, await filesByBuildId(sources));
  return {
    files: mergeFiles(files, await fetchedFiles(files, sources)),
    slides: kept.slides,
    notes: [...given.notes, ...setting.notes],
  };
}

/** What `useSymbols` takes of it. */
export function symbolWishes({ files, slides }: Wishes): SymbolWishes {
  return { files: files.map(({ path, vm }) => ({ path, vm })), slides };
}

async function givenFiles(
  sources: WishSources,
): Promise<{ readonly files: readonly WishedFile[]; readonly notes: readonly WishNote[] }> {
  const files: WishedFile[] = [];
  const notes: WishNote[] = [];
  for (const { path, vm, identity } of sources.kept.files) {
    const now = await sources.identify(path);
    if (now === undefined) {
      const other = await sameBuild(identity.buildId, path, sources);
      notes.push(other === undefined ? gone(path) : replaced(path, other));
      if (other !== undefined) files.push({ path: other, vm, origin: 'stand-in', standsFor: path });
      continue;
    }
    files.push({ path, vm, origin: 'given' });
    const change = changeSince(identity, now);
    if (change !== undefined) notes.push(changed(path, change));
  }
  return { files, notes };
}

/** Another file with the build ID of one that is gone. */
async function sameBuild(
  buildId: string | null,
  gonePath: string,
  { kept, ofOthers, setting, identify }: WishSources,
): Promise<string | undefined> {
  if (buildId === null) return undefined;
  const candidates = [...kept.files, ...ofOthers, ...setting.files].map(({ path }) => path);
  for (const path of new Set(candidates)) {
    if (path !== gonePath && (await identify(path))?.buildId === buildId) return path;
  }
  return undefined;
}

/** Files named for other traces whose build a VM's kernel is recorded to be. */
async function filesByBuildId({
  ofOthers,
  recorded,
  identify,
}: WishSources): Promise<readonly WishedFile[]> {
  const files: WishedFile[] = [];
  for (const { vm, buildId } of recorded.vms) {
    if (buildId === null) continue;
    for (const { path, identity } of ofOthers) {
      if (identity.buildId !== buildId || (await identify(path))?.buildId !== buildId) continue;
      files.push({ path, vm, origin: 'build-id' });
    }
  }
  return files;
}

async function fetchedFiles(
  files: readonly WishedFile[],
  { recorded, identify, fetched }: WishSources,
): Promise<readonly WishedFile[]> {
  const found: WishedFile[] = [];
  const add = async (buildId: string | null | undefined, vm: number | null): Promise<void> => {
    const path = buildId == null ? undefined : await fetched(buildId);
    if (path !== undefined) found.push({ path, vm, origin: 'debuginfod' });
  };
  for (const { path, vm } of files) await add((await identify(path))?.buildId, vm);
  for (const { vm, buildId } of recorded.vms) await add(buildId, vm);
  return found;
}

function gone(path: string): WishNote {
  return {
    path,
    severity: 'error',
    code: 'symbols-gone',
    message: `${baseName(path)} is gone: it was ${path}.`,
  };
}

function replaced(path: string, other: string): WishNote {
  return {
    path: other,
    severity: 'info',
    code: 'symbols-stand-in',
    message: `${path} is gone; this file has the same build ID.`,
  };
}

function changed(path: string, change: string): WishNote {
  return {
    path,
    severity: 'warning',
    code: 'symbols-changed',
    message: `${baseName(path)} changed since it was named for this trace: ${change}.`,
  };
}
